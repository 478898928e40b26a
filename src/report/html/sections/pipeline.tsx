import type {Measure, Report} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {BUCKETS} from '../../labels.ts';
import {measureOf, measuresBy, shownMeasure} from '../../measures.ts';
import {amountTitle, shareText} from '../../numbers.ts';
import {caveatOf} from '../../reasons.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {type Cell, Table} from '../parts/table.tsx';
import {Slowness} from './slowness.tsx';

const MONEY = [
  ['pipeline.sourced', 'amount of the deals of handed-off leads'],
  ['pipeline.worked', 'of it, worked by sales'],
  ['pipeline.stalled', 'of it, stalled'],
  ['pipeline.win_rate', 'win rate of deals decided in time'],
] as const;

/** What the leads are worth, and what slow answers go with. */
export function Pipeline({report}: {report: Report}) {
  const rows = MONEY.flatMap(([id, words]): Cell[][] => {
    const measure = measureOf(report, id);
    return measure === null ? [] : [[words, valueCell(measure), dealsText(measure)]];
  });
  // leads at risk are told with their fates
  if (!report.measures.some(({id}) => id.startsWith('pipeline.') && id !== 'pipeline.at_risk')) return null;
  return (
    <Section id="pipeline" title="Pipeline and slowness">
      <Table
        label="Pipeline"
        columns={[{title: 'money'}, {title: `${amountTitle(report.terms.currency)} or share`}, {title: 'deals'}]}
        rows={rows}
        fixed
      />
      <Decay rows={decayOf(report)} />
      <Slowness report={report} />
    </Section>
  );
}

/** `113 of 130 deals`, and how many of them have no amount. */
function dealsText({id, status, reason, excluded}: Measure): string {
  if (status === 'not_measurable') return '';
  const blank = excluded['no_amount'] ?? 0;
  if (id === 'pipeline.sourced') return blank === 0 ? '' : `${grouped(blank)} more without an amount`;
  return /^\d+ of \d+ deals/.exec(reason ?? '')?.[0] ?? '';
}

interface DecayRow {
  label: string;
  measure: Measure;
  fromTouch: Measure | null;
}

function decayOf(report: Report): DecayRow[] {
  const found = measuresBy(report, 'pipeline.decay', 'bucket');
  return BUCKETS.flatMap(([bucket, label]) => {
    const measure = found.find(({segment}) => segment['bucket'] === bucket);
    if (measure === undefined) return [];
    return [{label, measure, fromTouch: shownMeasure(report, 'pipeline.decay', {bucket, what: 'from_first_touch'})}];
  });
}

/** The client's own curve, with its caveats in the words of the measure (METHODS 5.3). */
function Decay({rows}: {rows: readonly DecayRow[]}) {
  if (rows.length === 0) return null;
  return (
    <>
      <Figure
        title="Conversion by time to first response"
        draw={(width, label) => (
          <RowsChart
            label={label}
            width={width}
            mark="dot"
            most={Math.min(1, Math.max(0.1, ...rows.map(({measure}) => measure.interval?.high ?? 0)))}
            tick={percent}
            rows={rows.map(({label: name, measure}) => ({
              label: name,
              text: shareText(measure),
              value: measure.value,
              low: measure.interval?.low,
              high: measure.interval?.high,
            }))}
          />
        )}
        table={{
          columns: [{title: 'first response'}, {title: 'converted'}, {title: 'counted from the first touch'}],
          rows: rows.map(({label, measure, fromTouch}) => [label, valueCell(measure), valueCell(fromTouch)]),
          fixed: true,
        }}
      />
      {caveatsOf(rows).map(text => (
        <p key={text} class="caveat">
          {text}
        </p>
      ))}
    </>
  );
}

/** What holds for all rows is said once; a row that says more before it is named. */
function caveatsOf(rows: readonly DecayRow[]): string[] {
  const told = rows.flatMap(({label, measure}) => {
    const reason = caveatOf(measure);
    return reason === null ? [] : [{label, reason}];
  });
  const shared = told.reduce((least, {reason}) => (least === '' || reason.length < least.length ? reason : least), '');
  const more = told.flatMap(({label, reason}) => {
    if (reason === shared) return [];
    return [`${label}: ${reason.endsWith(shared) ? reason.slice(0, -shared.length).trim() : reason}`];
  });
  return [...(shared === '' ? [] : [shared]), ...more];
}
