import type {Measure, Report} from '../../../result.ts';
import {percent} from '../../../words.ts';
import {measureOf, measuresBy, shownMeasure} from '../../measures.ts';
import {shareText} from '../../numbers.ts';
import {RowsChart} from '../charts/rows-chart.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import {Section} from '../parts/section.tsx';
import {Value} from '../parts/value.tsx';
import {OverTime} from './over-time.tsx';

/** Does the score tell SQLs from the others, and does it still? */
export function Score({report}: {report: Report}) {
  const whole = measureOf(report, 'score.auc', {what: 'sql'});
  const bands = measuresBy(report, 'score.calibration', 'bucket').sort((a, b) => edgeOf(a) - edgeOf(b));
  if (whole === null || (whole.status === 'not_measurable' && bands.length === 0)) return null;
  const quarters = measuresBy(report, 'score.auc', 'quarter', 'what').filter(({segment}) => segment['what'] === 'sql');
  const threshold = shownMeasure(report, 'score.threshold', {what: 'difference'});
  return (
    <Section id="score" title="Does the score tell good leads from bad?">
      <p>
        Of an SQL and a lead that became none, the SQL had the higher score in a share of pairs (AUC) of{' '}
        <Value measure={whole} />; a coin has 0.50.
        {threshold === null ? null : (
          <>
            {' '}
            Conversion above the least score less that below it: <Value measure={threshold} />.
          </>
        )}
      </p>
      <OverTime
        title="Power of the score (AUC), by quarter"
        note="0.50 is a coin; hollow where there are too few or the leads are too young."
        measures={quarters}
        by="quarter"
        targets={[0.5]}
        targetWord="a coin,"
        show={value => value.toFixed(2)}
        domain={[Math.min(0.3, lowest(quarters)), 1]}
      />
      <Bands bands={bands} />
    </Section>
  );
}

/** The tenth under the lowest that is drawn: nothing lies beyond the axis. */
function lowest(quarters: readonly Measure[]): number {
  const drawn = quarters.flatMap(({status, value, interval}) => [value, status === 'small_n' ? null : interval?.low]);
  return Math.floor(Math.min(...drawn.map(auc => auc ?? 1), 1) * 10) / 10;
}

/** Where a band begins: of `<20`, `20-40` and `>=80`; without a score it stands at the end. */
function edgeOf({segment}: Measure): number {
  const band = segment['bucket'];
  if (band == null) return Number.POSITIVE_INFINITY;
  return band.startsWith('<') ? Number.NEGATIVE_INFINITY : Number(/[\d.]+/.exec(band)?.[0] ?? 0);
}

function Bands({bands}: {bands: readonly Measure[]}) {
  if (bands.length === 0) return null;
  return (
    <Figure
      title="Became SQLs, by score"
      draw={(width, label) => (
        <RowsChart
          label={label}
          width={width}
          mark="dot"
          most={Math.min(1, Math.max(0.1, ...bands.map(({interval}) => interval?.high ?? 0)))}
          tick={percent}
          rows={bands.map(measure => ({
            label: measure.segment['bucket'] ?? 'no score',
            text: shareText(measure),
            value: measure.value,
            low: measure.interval?.low,
            high: measure.interval?.high,
          }))}
        />
      )}
      table={{
        columns: [{title: 'score'}, {title: 'became SQLs'}],
        rows: bands.map(measure => [measure.segment['bucket'] ?? 'no score', valueCell(measure)]),
        fixed: true,
      }}
    />
  );
}
