import {scaleLinear} from 'd3-scale';
import {area} from 'd3-shape';
import type {RepPoint, RepsChart} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {clipApart, widthOf} from '../../width.ts';
import {placeLabels} from './place-labels.ts';

interface Props {
  label: string;
  width: number;
  chart: RepsChart;
}

const [TOP, BOTTOM] = [14, 300];

/** Pixels a column of a label takes, about, and its line. */
const [COLUMN, LINE] = [7.8, 15];

/** Columns of a name. */
const LONGEST_NAME = 18;

/** Up to so many reps each has a name and a yardstick; of more only those outside the limits. */
const MOST_NAMES = 24;

/** Share of promises kept by their number; the bands are what chance explains about the team's share. */
export function FunnelPlot({label, width, chart: {reps, funnel, kept, n: due}}: Props) {
  const narrow = width < 500;
  const [left, right] = [44, narrow ? 12 : 76];
  const most = Math.max(1, ...reps.map(({n}) => n));
  const x = scaleLinear([0, most], [left, width - right]).nice(narrow ? 3 : 6);
  const y = scaleLinear([0, 1], [BOTTOM, TOP]);
  const band = (which: 'watch' | 'outside') =>
    area<RepsChart['funnel'][number]>()
      .digits(1)
      .x(({n}) => x(n))
      .y0(at => y(at[which].low / at.n))
      .y1(at => y(at[which].high / at.n))([...funnel]) ?? '';
  const dots = reps.map(rep => ({rep, x: x(rep.n), y: y(rep.kept / rep.n)}));
  const told = dots.filter(({rep}) => reps.length <= MOST_NAMES || rep.verdict !== 'inside');
  const names = clipApart(
    told.map(({rep}) => rep.owner),
    LONGEST_NAME,
  );
  const labels = placeLabels(
    told.map(({rep: _, ...place}, index) => ({...place, width: widthOf(names[index] ?? '') * COLUMN, height: LINE})),
    dots,
    {left, right: width, top: TOP - 10, bottom: BOTTOM + 10},
  );
  const team = y(kept / due);
  return (
    <svg viewBox={`0 0 ${width} ${BOTTOM + 44}`} role="img" aria-label={label} class="spread">
      <path class="outer" d={band('outside')} />
      <path class="inner" d={band('watch')} />
      {[0, 0.25, 0.5, 0.75, 1].map(value => (
        <g key={value}>
          <line class="grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
          <text class="axis" x={left - 6} y={y(value) + 4} text-anchor="end">
            {percent(value)}
          </text>
        </g>
      ))}
      {x.ticks(narrow ? 3 : 6).map(value => (
        <text key={value} class="axis" x={x(value)} y={BOTTOM + 20} text-anchor="middle">
          {grouped(value)}
        </text>
      ))}
      <text class="axis" x={width - right} y={BOTTOM + 38} text-anchor="end">
        due promises of the rep
      </text>
      <line class="centre" x1={left} x2={width - right} y1={team} y2={team} />
      <text
        class="axis"
        x={narrow ? width - right : width - right + 6}
        y={narrow ? team - 6 : team + 4}
        text-anchor={narrow ? 'end' : 'start'}
      >
        team {percent(kept / due)}
      </text>
      {told.map(({rep, ...place}) => (
        <Yardstick key={rep.owner} {...place} to={y(rep.expected / rep.n)} />
      ))}
      {dots.map(({rep, ...place}) => (
        <Dot key={rep.owner} verdict={rep.verdict} {...place} />
      ))}
      {labels.map((place, index) => {
        const rep = told[index]?.rep;
        return place === null || rep === undefined ? null : (
          <text
            key={rep.owner}
            class={rep.verdict === 'inside' ? 'name' : 'name strong'}
            x={round(place.x)}
            y={round(place.y)}
            text-anchor={place.anchor}
          >
            {names[index]}
          </text>
        );
      })}
    </svg>
  );
}

/** From a rep to what the team keeps of the same promises. */
function Yardstick({x, y, to}: {x: number; y: number; to: number}) {
  return <path class="yardstick" d={`M${round(x)} ${round(y)}V${round(to)}m-4 0h8`} />;
}

/** Inside a dot, in between a ring, outside a diamond. */
function Dot({verdict, x, y}: {verdict: RepPoint['verdict']; x: number; y: number}) {
  if (verdict === 'outside')
    return <path class="outside" d={`M${round(x)} ${round(y - 6.5)}l6.5 6.5l-6.5 6.5l-6.5 -6.5z`} />;
  return <circle class={verdict} cx={round(x)} cy={round(y)} r={verdict === 'watch' ? 4.5 : 4} />;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
