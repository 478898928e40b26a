import type {Measure, Report, Segment} from '../../../result.ts';
import {percent} from '../../../words.ts';
import {measureOf, measuresBy} from '../../measures.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {type Cell, Table} from '../parts/table.tsx';
import {Rotation} from './rotation.tsx';

const LINES: readonly (readonly [id: string, segment: Segment, words: string])[] = [
  ['routing.unowned', {}, 'open leads that belong to nobody'],
  ['routing.inactive_owner', {}, 'open leads of somebody who left'],
  ['routing.queue_time', {what: 'p50'}, 'time until a person owns the lead, half'],
  ['routing.queue_time', {what: 'p90'}, 'time until a person owns the lead, 9 in 10'],
  ['routing.misrouted', {}, 'went to another team than the rule says'],
  ['routing.uncovered', {}, 'no rule applies'],
  ['routing.bounced', {}, 'changed owners twice or more before the first touch'],
  ['routing.pingpong', {}, 'came back to an earlier owner before the first touch'],
  ['routing.over_capacity', {}, 'reps over their limit now'],
  ['routing.over_capacity', {what: 'ever'}, 'reps over their limit at any time'],
  ['routing.out_of_office', {}, 'assigned to somebody who was away'],
  ['routing.escalated', {}, 'escalated in time'],
  ['routing.duplicates', {what: 'clusters'}, 'people with several leads'],
  ['routing.duplicates', {what: 'collisions'}, 'of these, touched by two reps within a week'],
];

/** Who gets which lead, and where that goes wrong. */
export function Routing({report}: {report: Report}) {
  const rows = LINES.flatMap(([id, segment, words]): Cell[][] => {
    const measure = measureOf(report, id, segment);
    return measure === null ? [] : [[words, valueCell(measure)]];
  });
  if (rows.length === 0) return null;
  return (
    <Section id="routing" title="Where routing leaks">
      <Table label="Routing" columns={[{title: 'leads'}, {title: 'count, share or time'}]} rows={rows} fixed />
      <Rules measures={measuresBy(report, 'routing.misrouted', 'rule')} />
      <Rotation report={report} />
    </Section>
  );
}

function Rules({measures}: {measures: readonly Measure[]}) {
  if (measures.length === 0) return null;
  return (
    <Figure
      title="Went elsewhere, by rule"
      note="Leads that a rule sends to one team and that another owned first."
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="dot"
          most={1}
          tick={percent}
          rows={measures.map(measure => ({
            label: measure.segment['rule'] ?? '(blank)',
            text: shareText(measure),
            value: measure.value,
            low: measure.interval?.low,
            high: measure.interval?.high,
          }))}
        />
      )}
      table={{
        columns: [{title: 'rule'}, {title: 'went elsewhere'}],
        rows: measures.map(measure => [measure.segment['rule'] ?? '(blank)', valueCell(measure)]),
      }}
    />
  );
}
