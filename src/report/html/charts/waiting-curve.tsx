import {scaleLinear, scaleLog} from 'd3-scale';
import {line} from 'd3-shape';
import {percent} from '../../../words.ts';

export interface WaitingLine {
  label: string;
  dashed: boolean;
  points: readonly {seconds: number; label: string; waiting: number; low: number | null; high: number | null}[];
}

interface Props {
  label: string;
  width: number;
  lines: readonly WaitingLine[];
}

/** Seconds at the left end, which is where everybody waits. */
const FIRST = 120;

/** Share of leads without an answer, by time since they came; known at the marks, joined for the eye. */
export function WaitingCurve({label, width, lines}: Props) {
  const narrow = width < 500;
  // above the line of a narrow page stands its name
  const top = narrow ? 24 : 8;
  // on the right stands the longest name with its share
  const [left, right, bottom] = [40, narrow ? 14 : 160, top + 240];
  const longest = Math.max(...lines.flatMap(({points}) => points.map(({seconds}) => seconds)));
  const x = scaleLog([FIRST, longest], [left, width - right]).clamp(true);
  const y = scaleLinear([0, 1], [bottom, top]);
  const edges = lines[0]?.points ?? [];
  const places = spread(lines.map(({points}) => y(points.at(-1)?.waiting ?? 0)));
  const path = line<{seconds: number; waiting: number}>()
    .digits(1)
    .x(point => x(point.seconds))
    .y(point => y(point.waiting));
  return (
    <svg viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={label}>
      {[0, 0.25, 0.5, 0.75, 1].map(share => (
        <g key={share}>
          <line class="grid" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
          <text class="axis" x={left - 6} y={y(share) + 4} text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      {edges.map(edge => (
        <text key={edge.label} class="axis" x={x(edge.seconds)} y={bottom + 18} text-anchor="middle">
          {edge.label}
        </text>
      ))}
      {lines.map(({label: name, dashed, points}, index) => {
        const end = narrow ? points[1] : points.at(-1);
        return (
          <g key={name} class={dashed ? 'second' : 'first'}>
            <path class="line" d={path([{seconds: FIRST, waiting: 1}, ...points]) ?? ''} />
            {points.map(({seconds, waiting, low, high}) => (
              <g key={seconds}>
                {low === null || high === null ? null : (
                  <line class="interval" x1={x(seconds)} x2={x(seconds)} y1={y(low)} y2={y(high)} />
                )}
                <circle cx={x(seconds)} cy={y(waiting)} r={3.5} />
              </g>
            ))}
            {end === undefined ? null : (
              <text
                class="strong"
                x={narrow ? x(end.seconds) : x(end.seconds) + 9}
                y={narrow ? y(end.waiting) + (dashed ? 26 : -12) : (places[index] ?? 0) + 4}
                text-anchor={narrow ? 'middle' : 'start'}
              >
                {narrow ? name : `${name} ${percent(end.waiting)}`}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Pixels between two names. */
const APART = 16;

/** Where names stand whose curves end at these heights, each below the one before it: two that end alike are both read. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((height, index) => ({height, index})).sort((a, b) => a.height - b.height);
  const placed = [...heights];
  let last = Number.NEGATIVE_INFINITY;
  for (const {height, index} of order) {
    last = Math.max(height, last + APART);
    placed[index] = last;
  }
  return placed;
}
