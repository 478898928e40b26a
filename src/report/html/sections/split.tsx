import type {Measure, Report, Segment} from '../../../result.ts';
import {pointsText} from '../../measure-text.ts';
import {measureOf} from '../../measures.ts';
import {type Cell, Table} from '../parts/table.tsx';
import {Value} from '../parts/value.tsx';

const PARTS = ['quality', 'handling', 'rate'] as const;

/** Is it the leads or what is done with them? A difference in conversion and its parts (METHODS 5.5b). */
export function Split({report}: {report: Report}) {
  const totals = report.measures.filter(({id, segment}) => id === 'ledger.split' && segment['cell'] === 'total');
  if (totals.length === 0) return null;
  const shown = totals.filter(({value}) => value !== null);
  const reasons = [
    ...new Set(totals.flatMap(({value, reason}) => (value === null && reason !== null ? [reason] : []))),
  ];
  return (
    <>
      <h3>Is it the leads, or what is done with them?</h3>
      {shown.length === 0 ? null : (
        <>
          <p class="caveat">
            Bookkeeping and no cause: a difference in MQL to SQL is laid out as the mix of leads (source and fit), their
            handling (how fast they were answered) and what is left of neither. A part smaller than the uncertainty of
            the whole is not told from chance.
          </p>
          {shown.map(({segment, reason}) => (
            <p key={nameOf(segment)}>{reason}.</p>
          ))}
          <Table
            label="Difference in MQL to SQL and its parts"
            columns={[
              {title: 'compared'},
              {title: 'difference'},
              {title: 'of it, the mix of leads'},
              {title: 'of it, handling'},
              {title: 'of it, neither'},
            ]}
            rows={shown.map(total => rowOf(report, total))}
            fixed
          />
        </>
      )}
      {reasons.map(reason => (
        <p key={reason}>
          Not split for {namesOf(totals.filter(measure => measure.value === null && measure.reason === reason))}:{' '}
          {reason}.
        </p>
      ))}
    </>
  );
}

function rowOf(report: Report, total: Measure): Cell[] {
  return [
    nameOf(total.segment),
    pointsText(total),
    ...PARTS.map(cell => {
      const part = measureOf(report, 'ledger.split', {...total.segment, cell});
      if (part === null || part.status === 'not_measurable') return part === null ? '' : <Value measure={part} />;
      return `${pointsText(part)}${part.status === 'small_n' ? ', within noise' : ''}`;
    }),
  ];
}

/** `2026-Q2 to 2026-Q3, 5 sources and 4 teams`; of one kind alone its name. */
function namesOf(measures: readonly Measure[]): string {
  const of = (kind: 'source' | 'team') => measures.filter(({segment}) => kind in segment);
  const periods = measures.filter(({segment}) => !('source' in segment) && !('team' in segment));
  const groups = (['source', 'team'] as const).flatMap(kind => {
    const [first, ...more] = of(kind);
    if (first === undefined) return [];
    return [more.length === 0 ? nameOf(first.segment) : `${more.length + 1} ${kind}s against the rest`];
  });
  return [...periods.map(({segment}) => nameOf(segment)), ...groups].join(', ');
}

/** `2026-Q2 to 2026-Q3`, `source Webinar against the rest`. */
function nameOf({what, source, team}: Segment): string {
  const members = [source == null ? '' : `source ${source}`, team == null ? '' : `team ${team}`].filter(
    one => one !== '',
  );
  return [...members, what ?? ''].join(' ');
}
