import type {Measure, Report} from '../../../result.ts';
import {measuresBy} from '../../measures.ts';
import {personText} from '../../people.ts';
import {stackedCell} from '../parts/cell.tsx';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';

/** With what a blank means there: a lead has no rep, and often no team, before somebody owns it. */
const KEYS = [
  ['source', 'By source', '(blank)'],
  ['team', 'By team', 'nobody yet, or no team'],
  ['owner', 'By rep', 'nobody yet'],
] as const;

/** What is measured for all alike; a column stands where the segment has it. */
const COLUMNS: readonly (readonly [id: string, title: string])[] = [
  ['response.p50', 'half answered within'],
  ['sla.compliance', 'promises kept'],
  ['sla.acceptance', 'accepted in time'],
  ['sla.follow_up', 'followed up'],
  ['funnel.mql_to_sql', 'MQL to SQL'],
  ['dispositions.rejection', 'rejected'],
  ['dispositions.untouched', 'closed untouched'],
];

/** The same numbers side by side. */
export function Segments({report}: {report: Report}) {
  const tables = KEYS.flatMap(([key, title, blank]) => {
    const columns = COLUMNS.flatMap(([id, name]) => {
      const found = bySegment(report, id, key);
      return found.size === 0 ? [] : [{name, found}];
    });
    const names = [...new Set(columns.flatMap(({found}) => [...found.keys()]))].sort();
    return names.length === 0 ? [] : [{key, title, blank, columns, names}];
  });
  if (tables.length === 0) return null;
  return (
    <Section id="segments" title="Sources, teams and reps side by side">
      <p>
        Before you judge one of them look at the findings: they allow for chance and for how many are compared. A rep’s
        number also holds load, absence and territory, and here the time before the lead was his: promises are counted
        from the inquiry, as the buyer waits; the finding about a rep counts them from the assignment.
      </p>
      {tables.map(({key, title, blank, columns, names}) => (
        <div key={title}>
          <h3>{title}</h3>
          <Table
            label={title}
            columns={[{title: title.replace('By ', '')}, ...columns.map(({name}) => ({title: name}))]}
            rows={names.map(name => [
              name === '' ? blank : key === 'owner' ? personText(report, name) : name,
              ...columns.map(({found}) => stackedCell(found.get(name))),
            ])}
          />
        </div>
      ))}
    </Section>
  );
}

/** By the segment's name, blank for none; times on the buyer's wall clock. */
function bySegment(report: Report, id: string, key: string): Map<string, Measure> {
  const found = id.startsWith('response.')
    ? measuresBy(report, id, 'clock', 'time', key).filter(
        ({segment}) => segment['clock'] === 'buyer' && segment['time'] === 'wall',
      )
    : measuresBy(report, id, key);
  return new Map(found.map(measure => [measure.segment[key] ?? '', measure]));
}
