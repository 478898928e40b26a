import type {Measure, Report} from '../../../result.ts';
import {durationOn, percent} from '../../../words.ts';
import {stillOpenText} from '../../at-risk.ts';
import {FLOORS, SLA_STATES} from '../../labels.ts';
import {measureOf, measuresBy, shownMeasure} from '../../measures.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {countCell, valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {Table} from '../parts/table.tsx';
import {Value} from '../parts/value.tsx';
import {OverTime} from './over-time.tsx';

/** Promises (SLA) kept and broken; only handoffs whose deadline has passed count. */
export function Promises({report}: {report: Report}) {
  const order = report.terms.promises.map(({policy}) => policy);
  const named = measuresBy(report, 'sla.compliance', 'policy').sort(
    (a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)),
  );
  const whole = shownMeasure(report, 'sla.compliance');
  const kept = whole !== null && named.length !== 1 ? [...named, whole] : named;
  const others = [
    ['Accepted in the time agreed', shownMeasure(report, 'sla.acceptance')],
    ['Followed up to standard', shownMeasure(report, 'sla.follow_up')],
  ] as const;
  if (kept.length === 0 && others.every(([, measure]) => measure === null)) return null;
  return (
    <Section id="promises" title="Promises kept">
      {kept.length === 0 ? null : <Policies report={report} kept={kept} />}
      <OverTime
        title="Kept, week by week"
        note="All promises, by the week in which the lead came; hollow where some are not due yet or there are too few to judge. The dashed lines are the lowest and the highest target."
        measures={measuresBy(report, 'sla.compliance', 'week')}
        by="week"
        targets={targets(report)}
      />
      <Floors report={report} />
      <ul>
        {others.map(([words, measure]) => (
          <Line key={words} measure={measure} words={words} />
        ))}
      </ul>
    </Section>
  );
}

function Policies({report, kept}: {report: Report; kept: readonly Measure[]}) {
  return (
    <Figure
      title="Kept, by policy"
      note={`Of promises that have fallen due. The dot is the share, the line its 95% interval, the upright mark the target. ${stillOpenText(report)}`.trim()}
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="dot"
          most={1}
          tick={percent}
          rows={kept.map(measure => row(report, measure))}
        />
      )}
      table={{columns: COLUMNS, rows: kept.map(measure => cells(report, measure)), fixed: true}}
    />
  );
}

const COLUMNS = [
  {title: 'policy'},
  {title: 'within'},
  {title: 'target', align: 'right'},
  {title: 'kept, of those due'},
  ...SLA_STATES.map(([, title]) => ({title, align: 'right'}) as const),
] as const;

function cells(report: Report, measure: Measure) {
  const promise = promiseOf(report, measure);
  const clock = promise?.clock === 'business' ? 'business' : 'wall clock';
  return [
    nameOf(measure),
    promise === undefined ? '' : `${durationOn(promise.clock, promise.within_seconds)} ${clock}`,
    promise === undefined ? '' : percent(promise.target),
    valueCell(measure),
    ...SLA_STATES.map(([state]) => countCell(measureOf(report, 'sla.state', {...measure.segment, state})?.value)),
  ];
}

function row(report: Report, measure: Measure) {
  const promise = promiseOf(report, measure);
  const within = promise === undefined ? '' : `, ${durationOn(promise.clock, promise.within_seconds)}`;
  return {
    label: `${nameOf(measure)}${within}`,
    text: shareText(measure),
    value: measure.value,
    low: measure.interval?.low,
    high: measure.interval?.high,
    target: promise?.target,
  };
}

function promiseOf({terms}: Report, {segment}: Measure) {
  return terms.promises.find(({policy}) => policy === segment['policy']);
}

function nameOf({segment}: Measure): string {
  return segment['policy'] ?? 'all promises';
}

/** The lowest and the highest that was promised. */
function targets({terms}: Report): number[] {
  const all = terms.promises.map(({target}) => target);
  return all.length === 0 ? [] : [...new Set([Math.min(...all), Math.max(...all)])];
}

function Floors({report}: {report: Report}) {
  const rows = FLOORS.flatMap(([floor, words]) => {
    const measure = shownMeasure(report, 'sla.compliance', {floor});
    return measure === null ? [] : [[`${floor}: ${words}`, valueCell(measure)]];
  });
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Kept, with evidence of the touch</h3>
      <Table
        label="Kept by grade of evidence"
        columns={[{title: 'counts'}, {title: 'kept, of those due'}]}
        rows={rows}
        fixed
      />
    </>
  );
}

function Line({measure, words}: {measure: Measure | null; words: string}) {
  if (!measure?.denominator) return null;
  return (
    <li>
      {words}: <Value measure={measure} />.
    </li>
  );
}
