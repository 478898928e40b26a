import {Fragment} from 'preact';
import {useContext} from 'preact/hooks';
import type {Measure} from '../../../result.ts';
import {measureText} from '../../measure-text.ts';
import {ownReason} from '../../reasons.ts';
import {Cares, notesOf} from './reading.ts';

/** A measure as it may be quoted: number, fraction, interval; its notes; or why there is none. */
export function Value({measure}: {measure: Measure | null | undefined}) {
  if (measure == null) return null;
  if (measure.status === 'not_measurable')
    return (
      <a class="quiet" href="#unmeasured">
        not measurable
      </a>
    );
  const text = measureText(measure);
  const notes = <Notes measure={measure} />;
  return (
    <Fragment>
      {text}
      {text === '' ? null : notes}
      <Caution measure={measure} silent={text === ''} />
      {text === '' ? notes : null}
    </Fragment>
  );
}

/** The same for a narrow column: the number above its fraction and interval. */
export function StackedValue({measure}: {measure: Measure | undefined}) {
  if (measure === undefined) return null;
  const text = measureText(measure);
  const at = text.indexOf(' (');
  if (measure.status === 'not_measurable' || at < 0) return <Value measure={measure} />;
  return (
    <Fragment>
      {text.slice(0, at)}
      <Notes measure={measure} />
      {text
        .slice(at + 2, -1)
        .split('; ')
        .map(part => (
          <span key={part} class="under">
            {part}
          </span>
        ))}
      <Caution measure={measure} silent />
    </Fragment>
  );
}

/** References to what makes the number uncertain. */
export function Notes({measure}: {measure: Measure}) {
  const notes = notesOf(measure, useContext(Cares));
  return notes.map((note, place) => (
    <sup key={note}>
      {/* 3 and 1 are not 31 */}
      {place === 0 ? '' : ', '}
      <a href={`#care-${note}`} aria-label={`note ${note}`}>
        {note}
      </a>
    </sup>
  ));
}

/** Too few to judge, or too young; and why there is no number at all. */
function Caution({measure, silent}: {measure: Measure; silent: boolean}) {
  const {status} = measure;
  const told = status === 'small_n' || status === 'pending' || (silent && ownReason(measure) !== null);
  if (!told) return null;
  return (
    <span class="quiet">
      {silent ? '' : ' '}
      {ownReason(measure) ?? (status === 'pending' ? 'too young to judge' : 'too few')}
    </span>
  );
}
