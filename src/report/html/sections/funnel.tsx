import type {Measure, Report} from '../../../result.ts';
import {percent, shortDuration} from '../../../words.ts';
import {benchmarksBeside} from '../../benchmarks.ts';
import {FUNNEL_STEPS} from '../../labels.ts';
import {measureOf, measuresBy, shownMeasure} from '../../measures.ts';
import {lastMonth} from '../../moments.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {OverTime} from './over-time.tsx';

/** Conversion of cohorts old enough to judge, and the period ratio that dashboards show. */
export function Funnel({report}: {report: Report}) {
  const month = lastMonth(report);
  const steps = FUNNEL_STEPS.flatMap(([step, label]) => {
    const cohort = measureOf(report, `funnel.${step}`);
    if (cohort === null) return [];
    const horizon = report.terms.horizons[step];
    const within = horizon == null ? '' : shortDuration(horizon);
    return [{label, within, cohort, period: shownMeasure(report, `funnel.${step}`, {month, what: 'period'})}];
  });
  if (steps.length === 0) return null;
  // a month in which nobody came has none
  const periods = steps.some(({period}) => period?.value != null);
  return (
    <Section id="funnel" title="How MQLs become customers">
      <Figure
        title="Conversion of cohorts"
        note={`Of leads old enough to have had the time.${periods ? ` A period ratio, as dashboards show it (${month} in the table), divides different leads by one another and is no conversion rate.` : ''}`}
        draw={(width, label) => (
          <RowsChart
            label={label}
            width={width}
            mark="dot"
            most={1}
            tick={percent}
            rows={steps.map(({label: name, within, cohort}) => ({
              label: within === '' ? name : `${name}, ${within}`,
              text: cohort.status === 'not_measurable' ? 'not measurable' : shareText(cohort),
              value: cohort.value,
              low: cohort.interval?.low,
              high: cohort.interval?.high,
            }))}
          />
        )}
        table={{
          columns: [
            {title: 'step'},
            {title: 'within'},
            {title: 'of cohorts that old'},
            ...(periods ? [{title: `period ratio ${month}`}] : []),
          ],
          rows: steps.map(({label, within, cohort, period}) => [
            label,
            within,
            valueCell(cohort),
            ...(periods ? [valueCell(period)] : []),
          ]),
          fixed: true,
        }}
      />
      {benchmarksBeside(report, 'funnel.mql_to_sql').map(text => (
        <p key={text}>{text}</p>
      ))}
      <OverTime
        title="MQL to SQL, by month of the MQL"
        note="Only months old enough to judge; hollow where there are too few."
        measures={measuresBy(report, 'funnel.mql_to_sql', 'month')}
        by="month"
        domain={domainOf(measuresBy(report, 'funnel.mql_to_sql', 'month'))}
      />
    </Section>
  );
}

/** From zero to a little above the highest, so that small shares can be told apart and none is beyond the axis. */
function domainOf(measures: readonly Measure[]): readonly [number, number] {
  // the interval of a handful is not drawn, its share is
  const drawn = measures.flatMap(({status, value, interval}) => [value, status === 'small_n' ? null : interval?.high]);
  return [0, Math.min(1, Math.max(0.1, Math.ceil(Math.max(...drawn.map(share => share ?? 0), 0) * 10) / 10))];
}
