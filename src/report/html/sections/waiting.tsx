import type {Report} from '../../../result.ts';
import {EDGES} from '../../labels.ts';
import {shownMeasure} from '../../measures.ts';
import {WaitingCurve, type WaitingLine} from '../charts/waiting-curve.tsx';
import {valueCell} from '../parts/cell.tsx';
import {Figure} from '../parts/figure.tsx';

const TIMES = [
  ['wall', 'wall clock', false],
  ['business', 'business hours', true],
] as const;

/** How many still wait, by time since the inquiry: one line a clock, the promises as marks. */
export function Waiting({report}: {report: Report}) {
  const lines = TIMES.flatMap(([time, label, dashed]): WaitingLine[] => {
    const points = EDGES.flatMap(([edge, seconds]) => {
      const answered = within(report, time, edge);
      if (answered?.value == null) return [];
      const [low, high] = [answered.interval?.high ?? null, answered.interval?.low ?? null];
      return [
        {
          seconds,
          label: edge,
          waiting: 1 - answered.value,
          low: low === null ? null : 1 - low,
          high: high === null ? null : 1 - high,
        },
      ];
    });
    return points.length < 2 ? [] : [{label, dashed, points}];
  });
  if (lines.length === 0) return null;
  return (
    <Figure
      title="Still waiting for a first response"
      note="Share of leads that nobody has answered, by time since the inquiry; leads that still wait count for as long as they did. The axis of time is logarithmic."
      draw={(width, label) => <WaitingCurve label={label} width={width} lines={lines} />}
      table={{
        columns: [{title: 'answered within'}, {title: 'wall clock'}, {title: 'business hours'}],
        rows: EDGES.map(([edge]) => [
          edge,
          valueCell(within(report, 'wall', edge)),
          valueCell(within(report, 'business', edge)),
        ]),
        fixed: true,
      }}
    />
  );
}

function within(report: Report, time: string, edge: string) {
  return shownMeasure(report, 'response.within', {clock: 'buyer', time, edge});
}
