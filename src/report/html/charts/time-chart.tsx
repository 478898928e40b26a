import {scaleLinear, scalePoint} from 'd3-scale';
import {area, line} from 'd3-shape';
import {percent} from '../../../words.ts';

export interface TimePoint {
  /** `2026-W14`, `2026-04`, `2026-Q2`. */
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
  /** Drawn hollow: too few stand alone, and the way to one that is not complete yet is dashed. */
  doubt: 'few' | 'young' | null;
}

interface Props {
  label: string;
  width: number;
  points: readonly TimePoint[];
  targets: readonly number[];
  /** What a dashed line is. */
  targetWord?: string;
  show?: (value: number) => string;
  domain?: readonly [number, number];
}

/** A share by week, month or quarter with its interval as a band, and what was promised as dashed lines. */
export function TimeChart({
  label,
  width,
  points,
  targets,
  targetWord = 'target',
  show = percent,
  domain = [0, 1],
}: Props) {
  const narrow = width < 500;
  const [left, right, top, bottom] = [40, narrow ? 48 : 92, 10, 210];
  const x = scalePoint(
    points.map(point => point.label),
    [left, width - right],
  ).padding(0.3);
  const y = scaleLinear(domain, [bottom, top]).clamp(true);
  const place = (point: TimePoint) => x(point.label) ?? left;
  const path = line<TimePoint>()
    .digits(1)
    .defined(({value, doubt}) => value !== null && doubt === null)
    .x(place)
    .y(({value}) => y(value ?? 0));
  const unsure = line<TimePoint>()
    .digits(1)
    .x(place)
    .y(({value}) => y(value ?? 0));
  const band = area<TimePoint>()
    .digits(1)
    .defined(({low, high}) => low !== null && high !== null)
    .x(place)
    .y0(({low}) => y(low ?? 0))
    .y1(({high}) => y(high ?? 0));
  // so that neighbours do not run into one
  const dot = Math.max(1.5, Math.min(3.5, x.step() / 2.2));
  const every = Math.max(1, Math.ceil(points.length / (narrow ? 4 : 9)));
  const last = points.findLast(({value}) => value !== null);
  return (
    <svg viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={label}>
      {y.ticks(4).map(value => (
        <g key={value}>
          <line class="grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
          <text class="axis" x={left - 6} y={y(value) + 4} text-anchor="end">
            {show(value)}
          </text>
        </g>
      ))}
      {points.map((point, index) =>
        index % every === 0 ? (
          <text key={point.label} class="axis" x={place(point)} y={bottom + 18} text-anchor="middle">
            {point.label.replace(/^\d\d(\d\d)-/, '’$1 ')}
          </text>
        ) : null,
      )}
      <path class="range" d={band([...points]) ?? ''} />
      {targets.map(target => (
        <g key={target}>
          <line class="target" x1={left} x2={width - right} y1={y(target)} y2={y(target)} />
          <text class="axis" x={width - right + 6} y={y(target) + 4}>
            {narrow ? '' : `${targetWord} `}
            {show(target)}
          </text>
        </g>
      ))}
      <g class="first">
        <path class="line" d={path([...points]) ?? ''} />
        {unsureSteps(points).map(step => (
          <path key={step[1]?.label} class="line unsure" d={unsure(step) ?? ''} />
        ))}
        {points.map(point =>
          point.value === null ? null : (
            <circle
              key={point.label}
              class={point.doubt !== null ? 'hollow' : undefined}
              cx={place(point)}
              cy={y(point.value)}
              r={dot}
            />
          ),
        )}
      </g>
      {last === undefined || last.value === null ? null : (
        <text
          class={last.doubt === null ? 'strong' : 'axis'}
          x={place(last) + 9}
          y={clearOf(y(last.value), place(last) > width - right - 40 ? targets.map(y) : [], bottom) + 4}
        >
          {show(last.value)}
          {last.doubt === 'young' && !narrow ? ' so far' : ''}
        </text>
      )}
    </svg>
  );
}

/** Pixels that a line of words takes. */
const LINE = 15;

/** The nearest height at which words meet none of those at the ends of the dashed lines. */
function clearOf(at: number, lines: readonly number[], bottom: number): number {
  const meets = (place: number) => lines.some(line => Math.abs(line - place) < LINE - 0.01);
  if (!meets(at)) return at;
  const free = lines
    .flatMap(line => [line - LINE, line + LINE])
    .filter(place => place >= LINE / 2 && place <= bottom && !meets(place));
  return free.reduce((best, place) => (Math.abs(place - at) < Math.abs(best - at) ? place : best), free[0] ?? at);
}

/** From one point to the next where one of them is not complete yet. */
function unsureSteps(points: readonly TimePoint[]): TimePoint[][] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before.value === null || point.value === null) return [];
    const doubts = [before.doubt, point.doubt];
    return doubts.includes('young') && !doubts.includes('few') ? [[before, point]] : [];
  });
}
