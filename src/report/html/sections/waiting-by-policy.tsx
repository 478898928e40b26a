import type {Report, WaitingChart, WaitingPoint} from '../../../result.ts';
import {duration, grouped, percent} from '../../../words.ts';
import {EDGES} from '../../labels.ts';
import {WaitingPanels, type WaitingPolicy} from '../charts/waiting-panel.tsx';
import {countCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';
import type {Cell} from '../parts/table.tsx';

const WEEK = 604_800;

/** Per policy who still waits, against what was promised (METHODS 1.4, 2.1). */
export function WaitingByPolicy({report: {charts, terms}}: {report: Report}) {
  const policies = policiesOf(charts.waiting.filter(({points}) => points.length > 0));
  if (policies.length === 0) return null;
  const others = terms.promises.length - policies.length;
  const from = charts.waiting.some(({clock}) => clock === 'rep') ? 'the assignment' : 'the inquiry';
  return (
    <Figure
      title="Still waiting, by promise"
      note={
        <>
          Share of a policy’s leads that nobody has answered, by time since {from}. The upright line is the promise; the
          solid curve is on its own clock, with the 95% interval, the dashed one on the wall clock. Leads closed
          untouched stay in, booked and unlogged ones are out, so that the share is near the promises kept, not the
          same. The axis of time is logarithmic.
          {others > 0 ? ` Not drawn: ${grouped(others)} with too few leads or beyond the largest.` : ''}
        </>
      }
      draw={(width, label) => <WaitingPanels label={label} width={width} policies={policies} />}
      table={{
        columns: [
          {title: 'policy'},
          {title: 'clock'},
          {title: 'after'},
          {title: 'still waiting'},
          {title: 'leads at risk', align: 'right'},
        ],
        rows: policies.flatMap(({charts: both}) => both.flatMap(rowsOf)),
        fixed: true,
      }}
    />
  );
}

function policiesOf(charts: readonly WaitingChart[]): WaitingPolicy[] {
  const names = [...new Set(charts.map(({policy}) => policy))];
  return names.map(policy => ({policy, charts: charts.filter(chart => chart.policy === policy)}));
}

/** The times people ask for; the JSON report has every step. */
function rowsOf({policy, time, within_seconds, points}: WaitingChart): Cell[][] {
  const asked = new Set<number>([...EDGES.map(([, seconds]) => seconds), WEEK, within_seconds ?? WEEK]);
  return points
    .filter(({seconds}) => asked.has(seconds))
    .map(point => [
      policy,
      time === 'business' ? 'business hours' : 'wall clock',
      `${timeText(point.seconds)}${point.seconds === within_seconds ? ', the promise' : ''}`,
      waitingText(point),
      countCell(point.at_risk),
    ]);
}

/** Days would be another thing in business time. */
function timeText(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : duration(seconds);
}

function waitingText({waiting, low, high}: WaitingPoint): string {
  if (low === null || high === null) return percent(waiting);
  return `${percent(waiting)} (${percent(low).replace('%', '')}-${percent(high)})`;
}
