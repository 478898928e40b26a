import {scaleLinear, scaleLog} from 'd3-scale';
import {area, curveStepAfter, line} from 'd3-shape';
import type {WaitingChart, WaitingPoint} from '../../../result.ts';
import {durationOn, grouped, percent} from '../../../words.ts';
import {clipApart} from '../../width.ts';

/** One policy: the promise's own clock first, then the other. */
export interface WaitingPolicy {
  policy: string;
  charts: readonly WaitingChart[];
}

/** Seconds at the ends of the axis: a minute, where nearly everybody waits, and a week. */
const [FIRST, LAST] = [60, 604_800];

/** In hours, since a day of business time is none of the calendar. */
const TICKS = [
  ['1m', 60],
  ['5m', 300],
  ['1h', 3600],
  ['4h', 14_400],
  ['24h', 86_400],
  ['168h', 604_800],
] as const;

/** Pixels: of a panel, of its curve's top and bottom, and between panels. */
const [HEIGHT, TOP, BOTTOM, GAP] = [226, 44, 190, 24];

/** Where the axis begins, and what the words at a promise take. */
const [LEFT, ROOM] = [38, 108];

const NAMES = {wall: 'wall clock', business: 'business'} as const;

/** Small multiples on one scale, two in a row where there is room: who still waits, and the promise. */
export function WaitingPanels({
  label,
  width,
  policies,
}: {
  label: string;
  width: number;
  policies: readonly WaitingPolicy[];
}) {
  const columns = width < 500 || policies.length === 1 ? 1 : 2;
  const across = (width - GAP * (columns - 1)) / columns;
  const rows = Math.ceil(policies.length / columns);
  const names = clipApart(
    policies.map(({policy}) => policy),
    Math.floor(across / 8),
  );
  return (
    <svg viewBox={`0 0 ${width} ${rows * HEIGHT}`} role="img" aria-label={label}>
      {policies.map((policy, index) => (
        <g
          key={policy.policy}
          transform={`translate(${(index % columns) * (across + GAP)} ${Math.floor(index / columns) * HEIGHT})`}
        >
          <Panel policy={policy} name={names[index] ?? ''} width={across} />
        </g>
      ))}
    </svg>
  );
}

type Scale = (value: number) => number;

function Panel({policy: {charts}, name, width}: {policy: WaitingPolicy; name: string; width: number}) {
  const [left, right] = [LEFT, width - 86];
  const x = scaleLog([FIRST, LAST], [left, right]).clamp(true);
  const y = scaleLinear([0, 1], [BOTTOM, TOP]);
  const [own] = charts;
  const promised = own?.within_seconds ?? null;
  const within =
    promised === null ? '' : `${durationOn(own?.time, promised)}${own?.time === 'business' ? ' business' : ''}, `;
  return (
    <>
      <text class="strong" x={0} y={14}>
        {name}
      </text>
      <text class="axis" x={0} y={30}>
        {`${within}${grouped(own?.n ?? 0)} leads`}
      </text>
      {[0, 0.5, 1].map(share => (
        <g key={share}>
          <line class="grid" x1={left} x2={right} y1={y(share)} y2={y(share)} />
          <text class="axis" x={left - 5} y={y(share) + 4} text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      {TICKS.map(([name, seconds]) => (
        // behind the last one stand the names of the curves
        <text key={name} class="axis" x={x(seconds)} y={BOTTOM + 17} text-anchor={seconds === LAST ? 'end' : 'middle'}>
          {name}
        </text>
      ))}
      {[...charts].reverse().map(chart => (
        <Line key={chart.time} chart={chart} second={chart !== own} x={x} y={y} />
      ))}
      <Ends charts={charts} x={right + 6} y={y} />
      {own === undefined || promised === null ? null : <PromiseMark chart={own} within={promised} x={x} y={y} />}
    </>
  );
}

function Line({chart, second, x, y}: {chart: WaitingChart; second: boolean; x: Scale; y: Scale}) {
  const points = [{seconds: FIRST, ...at(chart, FIRST)}, ...chart.points.filter(beyondFirst)].filter(
    ({seconds}) => seconds <= LAST,
  );
  const path = line<WaitingPoint>()
    .digits(1)
    .curve(curveStepAfter)
    .x(({seconds}) => x(seconds))
    .y(({waiting}) => y(waiting));
  const band = area<WaitingPoint>()
    .digits(1)
    .curve(curveStepAfter)
    .defined(({low, high}) => low !== null && high !== null)
    .x(({seconds}) => x(seconds))
    .y0(({low}) => y(low ?? 0))
    .y1(({high}) => y(high ?? 0));
  return (
    <g class={second ? 'second' : 'first'}>
      {second ? null : <path class="range" d={band(points) ?? ''} />}
      <path class="line" d={path(points) ?? ''} />
    </g>
  );
}

/** Each line by its name where it ends, one above the other. */
function Ends({charts, x, y}: {charts: readonly WaitingChart[]; x: number; y: Scale}) {
  const ends = charts.map(chart => ({chart, place: y(at(chart, LAST).waiting) + 4})).sort((a, b) => a.place - b.place);
  let last = Number.NEGATIVE_INFINITY;
  const placed = ends.map(({chart, place}) => {
    last = Math.max(place, last + 28);
    return {chart, place: last};
  });
  const over = Math.max(0, last + 13 - BOTTOM - 8);
  return (
    <>
      {placed.map(({chart, place}) => (
        <g key={chart.time} class={chart === charts[0] ? 'first' : 'second'}>
          <text class="strong name" x={x} y={place - over}>
            {percent(at(chart, LAST).waiting)}
          </text>
          <text class="axis" x={x} y={place - over + 13}>
            {NAMES[chart.time]}
          </text>
        </g>
      ))}
    </>
  );
}

/** The promise as an upright line, and who waits longer. */
function PromiseMark({chart, within, x, y}: {chart: WaitingChart; within: number; x: Scale; y: Scale}) {
  const {waiting} = at(chart, within);
  const [place, level] = [x(within), y(waiting)];
  // left and below is free, the curves come from there above; right and above only the other curve may pass
  const aside = place - LEFT > ROOM;
  const low = waiting < 0.15;
  return (
    <g class="first">
      <line class="target" x1={place} x2={place} y1={TOP - 6} y2={BOTTOM} />
      <circle cx={place} cy={level} r={4} />
      <text
        class="strong"
        x={aside ? place - 8 : place + 8}
        y={level + ((aside && !low) || waiting > 0.8 ? 18 : -7)}
        text-anchor={aside ? 'end' : 'start'}
      >
        {`${percent(waiting)} wait longer`}
      </text>
    </g>
  );
}

function beyondFirst({seconds}: WaitingPoint): boolean {
  return seconds > FIRST;
}

const EVERYBODY = {waiting: 1, low: null, high: null, at_risk: 0};

/** The curve is a step: it holds what it was at the last point. */
function at({points}: WaitingChart, seconds: number): Omit<WaitingPoint, 'seconds'> {
  return points.findLast(point => point.seconds <= seconds) ?? EVERYBODY;
}
