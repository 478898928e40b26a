import type {Finding} from '../../../result.ts';
import {grouped, plural} from '../../../words.ts';
import {anchorOf, pointTo} from './anchor.ts';

/** Ids that are listed; the JSON report has all. */
const MOST_IDS = 200;

/** One finding with its evidence, at an address that stays the same. */
export function FindingEntry({finding}: {finding: Finding}) {
  const {level, strength, text, leads, accepted} = finding;
  const word = level === 'warn' ? 'warning' : level;
  return (
    <article id={anchorOf(finding)} class={`finding ${level}`} data-entry="yes">
      <p class="meta">
        <span class={`level ${level}`}>
          {word}, {strength}
        </span>
        {leads.count === 0 ? '' : ` ${plural(leads.count, 'lead')}`}{' '}
        <a href={pointTo(finding)} aria-label={`Link to ${finding.key}`}>
          #
        </a>
      </p>
      <p>{text}</p>
      {accepted === null ? null : <p>Accepted: {accepted}</p>}
      <Evidence finding={finding} />
    </article>
  );
}

function Evidence({finding}: {finding: Finding}) {
  const {leads, value, threshold, n, interval, key, check} = finding;
  const facts = [
    value === null ? '' : `value ${plainNumber(value)}`,
    threshold === null ? '' : `threshold ${plainNumber(threshold)}`,
    n === null ? '' : `n ${grouped(n)}`,
    interval === null || (interval.low === null && interval.high === null)
      ? ''
      : `95% interval ${limit(interval.low)} to ${limit(interval.high)} (${interval.method})`,
  ].filter(fact => fact !== '');
  const shown = leads.ids.slice(0, MOST_IDS);
  return (
    <details>
      <summary>Evidence for {key}</summary>
      {facts.length === 0 ? null : <p>{facts.join('; ')}.</p>}
      {shown.length === 0 ? null : (
        <p class="ids">
          {shown.join(', ')}
          {leads.count > shown.length ? ` and ${grouped(leads.count - shown.length)} more, all in the JSON report` : ''}
        </p>
      )}
      <p class="quiet">
        How it is computed: <code>handoff explain {check}</code>
        {shown.length === 0 ? '' : '; one lead’s story: '}
        {shown.length === 0 ? null : <code>handoff lead &lt;id&gt; --export &lt;export&gt;</code>}
      </p>
    </details>
  );
}

/** As the check measured it: a finding does not say its unit, its text does. */
function plainNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function limit(value: number | null): string {
  return value === null ? 'open' : plainNumber(value);
}
