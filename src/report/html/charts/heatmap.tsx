import {grouped} from '../../../words.ts';
import {type OpenSpan, WEEKDAYS} from './business-hours.ts';

interface Props {
  label: string;
  width: number;
  /** Monday to Sunday, each from 0 to 23 h. */
  counts: readonly (readonly number[])[];
  /** Outlined. */
  open: readonly OpenSpan[];
}

const HOURS = Array.from({length: 24}, (_, hour) => String(hour));

/** Steps of shade; the number in the cell says the rest. */
const SHADES = 4;

interface Grid {
  columns: readonly string[];
  rows: readonly string[];
  at: (row: number, column: number) => number;
  /** Days run down, hours across; or the other way about. */
  daysDown: boolean;
  /** Pixels of a cell, and what labels of rows take. */
  cell: readonly [width: number, height: number];
  left: number;
}

interface Square {
  count: number;
  shade: number;
  x: number;
  y: number;
}

const TOP = 18;

/** Counts by weekday and hour; on a narrow page the hours run down, so that a number fits its cell. */
export function Heatmap({label, width, counts, open}: Props) {
  const grid = width < 500 ? upright(counts, width) : across(counts, width);
  const {columns, rows, at, cell, left} = grid;
  const [wide, high] = cell;
  const squares = squaresOf(grid, Math.max(1, ...counts.flat()));
  return (
    <svg viewBox={`0 0 ${width} ${TOP + rows.length * high + 2}`} role="img" aria-label={label} class="heat">
      {Array.from({length: SHADES + 1}, (_, shade) => (
        <path
          key={shade}
          class={`shade-${shade}`}
          d={pathOf(
            squares.filter(one => one.shade === shade),
            cell,
          )}
        />
      ))}
      <path class="open" d={open.map(span => outlineOf(span, grid)).join('')} />
      <g text-anchor="middle">
        {columns.map((name, column) => (
          <text key={name} class="axis" x={left + (column + 0.5) * wide} y={12}>
            {name}
          </text>
        ))}
        {squares.map(({count, x, y}) =>
          count === 0 ? null : (
            <text key={`${x} ${y}`} x={x + (wide - 1) / 2} y={y + high / 2 + 3.5}>
              {short(count)}
            </text>
          ),
        )}
      </g>
      <g text-anchor="end">
        {rows.map((name, row) => {
          const y = TOP + (row + 0.5) * high + 4;
          return (
            <g key={name}>
              <text class="axis" x={left - 6} y={y}>
                {name}
              </text>
              <text class="axis" x={width} y={y}>
                {short(columns.reduce((total, _, column) => total + at(row, column), 0))}
              </text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}

function squaresOf({columns, rows, at, cell: [wide, high], left}: Grid, most: number): Square[] {
  return rows.flatMap((_, row) =>
    columns.map((__, column) => {
      const count = at(row, column);
      // one of a million is not nothing
      const shade = count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * SHADES));
      return {count, shade, x: left + column * wide, y: TOP + row * high};
    }),
  );
}

/** All squares of one shade as one path. */
function pathOf(squares: readonly Square[], [wide, high]: Grid['cell']): string {
  return squares.map(({x, y}) => `M${x} ${y}h${wide - 1}v${high - 1}h${1 - wide}z`).join('');
}

/** Around the cells, in the gaps between them; an hour that opens at half past is outlined from its middle. */
function outlineOf({from, to, open, close}: OpenSpan, {cell: [wide, high], left, daysDown}: Grid): string {
  const [x1, x2, y1, y2] = daysDown ? [open, close, from, to] : [from, to, open, close];
  const [width, height] = [(x2 - x1) * wide, (y2 - y1) * high];
  return `M${left + x1 * wide - 0.5} ${TOP + y1 * high - 0.5}h${width}v${height}h${-width}z`;
}

function across(counts: Props['counts'], width: number): Grid {
  const left = 34;
  return {
    columns: HOURS,
    rows: WEEKDAYS,
    daysDown: true,
    at: (day, hour) => counts[day]?.[hour] ?? 0,
    cell: [Math.floor((width - left - 36) / 24), 24],
    left,
  };
}

function upright(counts: Props['counts'], width: number): Grid {
  const left = 26;
  return {
    columns: WEEKDAYS,
    daysDown: false,
    rows: HOURS,
    at: (hour, day) => counts[day]?.[hour] ?? 0,
    cell: [Math.floor((width - left - 40) / 7), 19],
    left,
  };
}

/** Three figures: `12`, `1.2k`, `34k`; the table has all. */
function short(count: number): string {
  if (count < 1000) return grouped(count);
  return count < 9950 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}
