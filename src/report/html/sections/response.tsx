import type {Measure, Report} from '../../../result.ts';
import {duration, grouped, percent} from '../../../words.ts';
import {benchmarksBeside} from '../../benchmarks.ts';
import {BUCKETS, CLOCKS, PERCENTILES} from '../../labels.ts';
import {shownMeasure} from '../../measures.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {countCell, valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';
import {Value} from '../parts/value.tsx';
import {Factors} from './factors.tsx';
import {Hours} from './hours.tsx';
import {Reps} from './reps.tsx';
import {Waiting} from './waiting.tsx';
import {WaitingByPolicy} from './waiting-by-policy.tsx';

/** Time to first response: percentiles on both clocks, curves, buckets, what the famous figures really are, and where the process breaks. */
export function Response({report}: {report: Report}) {
  return (
    <Section id="response" title="How fast leads are answered">
      <Percentiles report={report} />
      <Waiting report={report} />
      <WaitingByPolicy report={report} />
      <Buckets report={report} />
      <Facts report={report} />
      <Factors report={report} />
      <Hours report={report} />
      <Reps report={report} />
    </Section>
  );
}

function Percentiles({report}: {report: Report}) {
  const rows = CLOCKS.flatMap(([clock, start]) =>
    PERCENTILES.flatMap(([id, label]) => {
      const wall = shownMeasure(report, id, {clock, time: 'wall'});
      const business = shownMeasure(report, id, {clock, time: 'business'});
      if (wall === null && business === null) return [];
      return [[label, start, valueCell(wall), valueCell(business)]];
    }),
  );
  const columns = [{title: 'answered'}, {title: 'since'}, {title: 'wall clock'}, {title: 'business hours'}];
  return <Table label="Time to first response" columns={columns} rows={rows} fixed />;
}

function Buckets({report}: {report: Report}) {
  const counted = BUCKETS.flatMap(([bucket, label]) => {
    const measure = shownMeasure(report, 'response.bucket', {bucket});
    return measure?.value == null ? [] : [{label, measure, count: measure.value}];
  });
  const most = Math.max(0, ...counted.map(({count}) => count));
  if (most === 0) return null;
  return (
    <Figure
      title="First response by time"
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="bar"
          most={most}
          rows={counted.map(({label: name, measure, count}) => ({label: name, value: count, text: part(measure)}))}
        />
      )}
      table={{
        columns: [{title: 'first response'}, {title: 'handoffs', align: 'right'}, {title: 'of', align: 'right'}],
        rows: counted.map(({label, measure, count}) => [label, countCell(count), countCell(measure.denominator)]),
        fixed: true,
      }}
    />
  );
}

/** `181 (12%)`. */
function part({value, denominator}: Measure): string {
  const count = value ?? 0;
  return denominator ? `${grouped(count)} (${percent(count / denominator)})` : grouped(count);
}

function Facts({report}: {report: Report}) {
  const shown = (id: string) => shownMeasure(report, id);
  const [never, booked, naive, mean, automated] = [
    shown('response.never'),
    shown('response.self_booked'),
    shown('response.naive_median'),
    shown('response.mean_30d'),
    shown('response.acknowledged'),
  ];
  const [routing, rep] = [shown('response.routing_delay'), shown('response.rep_delay')];
  return (
    <ul>
      {never?.denominator ? (
        <li>
          Never answered, of those old enough to tell: <Value measure={never} />.
        </li>
      ) : null}
      {automated?.denominator ? (
        <li>
          Of the leads whose clock starts with their own inquiry, heard anything within 5 min, an automated message
          counted: {shareText(automated)}.
        </li>
      ) : null}
      {booked?.value ? (
        <li>Booked a meeting themselves before anybody called: {grouped(booked.value)}, counted apart.</li>
      ) : null}
      {routing?.value == null || rep?.value == null ? null : (
        <li>
          Of all waiting until an answer {percent(routing.value)} went by before a person owned the lead,{' '}
          {percent(rep.value)} after.
        </li>
      )}
      {naive?.value == null ? null : (
        <li>Responded leads only, which is optimistic: median {duration(naive.value)}.</li>
      )}
      {mean?.value == null ? null : (
        <li>
          Mean over leads answered within 30 days, wall clock: {duration(mean.value)}.{' '}
          {benchmarksBeside(report, 'response.mean_30d').join(' ')}
        </li>
      )}
    </ul>
  );
}
