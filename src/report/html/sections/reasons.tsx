import type {Report} from '../../../result.ts';
import {grouped, percent, shortDuration} from '../../../words.ts';
import {DISPOSITION_SHARES} from '../../labels.ts';
import {measuresBy, shownMeasure} from '../../measures.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {countCell, valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {type Cell, Table} from '../parts/table.tsx';

const VERDICTS = ['supported', 'contradicted', 'undetermined'] as const;

/** Bars beyond these say nothing; the table has all. */
const MOST_BARS = 15;

/** How many are sent back, why, and whether that is true. */
export function Reasons({report}: {report: Report}) {
  const horizon = report.terms.horizons['rejection'];
  const inTime = horizon == null ? 'in time' : `within ${shortDuration(horizon)}`;
  const rows = DISPOSITION_SHARES.flatMap(([id, label]): Cell[][] => {
    const measure = shownMeasure(report, id);
    return measure?.denominator ? [[label.replace('in time', inTime), valueCell(measure)]] : [];
  });
  if (rows.length === 0) return null;
  return (
    <Section id="reasons" title="Why leads are sent back">
      <Table label="Rejections" columns={[{title: 'leads'}, {title: 'share'}]} rows={rows} fixed />
      <Counts report={report} />
      <Verified report={report} />
    </Section>
  );
}

function Counts({report}: {report: Report}) {
  const counted = measuresBy(report, 'dispositions.reasons', 'reason')
    .map(({segment, numerator, denominator}) => ({
      reason: segment['reason'] ?? '(blank)',
      count: numerator ?? 0,
      of: denominator ?? 0,
    }))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  if (counted.length === 0) return null;
  return (
    <Figure
      title="Reasons given"
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="bar"
          most={counted[0]?.count ?? 1}
          rows={counted.slice(0, MOST_BARS).map(({reason, count, of}) => ({
            label: reason,
            value: count,
            text: of >= 10 ? `${grouped(count)} (${percent(count / of)})` : `${grouped(count)} of ${grouped(of)}`,
          }))}
        />
      )}
      table={{
        columns: [{title: 'reason'}, {title: 'closes', align: 'right'}, {title: 'of', align: 'right'}],
        rows: counted.map(({reason, count, of}) => [reason, countCell(count), countCell(of)]),
      }}
    />
  );
}

/** A reason that can be checked on the lead's own data either stands or does not. */
function Verified({report}: {report: Report}) {
  const whole = VERDICTS.flatMap(verdict => {
    const measure = shownMeasure(report, 'dispositions.verified', {verdict});
    return measure?.denominator ? [{label: `${verdict} by the lead’s data`, measure}] : [];
  });
  if (whole.length === 0) return null;
  const single = measuresBy(report, 'dispositions.verified', 'reason', 'verdict');
  const reasons = [...new Set(single.map(({segment}) => segment['reason'] ?? '(blank)'))];
  const of = (reason: string, verdict: string) =>
    single.find(({segment}) => (segment['reason'] ?? '(blank)') === reason && segment['verdict'] === verdict);
  return (
    <Figure
      title="Is the reason true?"
      note="Of the closes whose reason can be checked on the lead’s own data."
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="dot"
          most={1}
          tick={percent}
          rows={whole.map(({label: name, measure}) => ({
            label: name,
            text: shareText(measure),
            value: measure.value,
            low: measure.interval?.low,
            high: measure.interval?.high,
          }))}
        />
      )}
      table={{
        columns: [{title: 'reason'}, ...VERDICTS.map(verdict => ({title: verdict}))],
        rows: [
          [
            'all reasons',
            ...VERDICTS.map(verdict => valueCell(shownMeasure(report, 'dispositions.verified', {verdict}))),
          ],
          ...reasons.map(reason => [reason, ...VERDICTS.map(verdict => valueCell(of(reason, verdict)))]),
        ],
        fixed: true,
      }}
    />
  );
}
