import {scaleLinear} from 'd3-scale';
import {clipApart, widthOf} from '../../width.ts';

export interface ChartRow {
  label: string;
  /** What is said at the end of the row. */
  text: string;
  value: number | null;
  low?: number | null | undefined;
  high?: number | null | undefined;
  /** What was promised. */
  target?: number | null | undefined;
  /** Class of the mark: a family of the ledger, or nothing. */
  tone?: string;
}

interface Props {
  label: string;
  width: number;
  rows: readonly ChartRow[];
  mark: 'bar' | 'dot';
  /** Upper end of the axis. */
  most: number;
  /** Of an axis; none without. */
  tick?: (value: number) => string;
}

const LINE = 24;

/** Pixels a column of text takes, about, and the most columns a label gets. */
const [COLUMN, MOST_COLUMNS] = [7.4, 40];

/** One row a thing: a bar from zero, or a dot with its interval; the number stands beside it. */
export function RowsChart({label, width, rows, mark, most, tick}: Props) {
  const narrow = width < 500;
  const longest = Math.min(MOST_COLUMNS, Math.max(14, ...rows.map(row => widthOf(row.label))));
  // a dot at an end is a whole one
  const edge = mark === 'bar' ? 2 : 6;
  const [left, right] = narrow ? [edge, edge] : [longest * COLUMN + 10, mark === 'bar' ? 110 : 200];
  // a label that leaves its number no room has a line of its own, and so have all
  const apart = narrow && rows.some(row => widthOf(row.label) > beside(row.text, width));
  const names = clipApart(
    rows.map(row => row.label),
    apart ? Math.floor(width / COLUMN) : MOST_COLUMNS,
  );
  const height = apart ? LINE * 2 + 8 : narrow ? LINE * 2 - 8 : LINE;
  const x = scaleLinear([0, most], [left, width - right]);
  const bottom = rows.length * height;
  const ticks = tick === undefined ? [] : x.ticks(narrow ? 3 : 5);
  return (
    <svg viewBox={`0 0 ${width} ${bottom + (tick === undefined ? 4 : 24)}`} role="img" aria-label={label}>
      {ticks.map(value => (
        <g key={value}>
          <line class="grid" x1={x(value)} x2={x(value)} y1={0} y2={bottom} />
          <text class="axis" x={x(value)} y={bottom + 16} text-anchor={anchorOf(x(value), width, value)}>
            {tick?.(value)}
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const top = index * height;
        const middle = narrow ? top + height - 12 : top + LINE / 2;
        const y = narrow ? top + 15 : middle + 4.5;
        return (
          <g key={row.label}>
            <text x={0} y={y}>
              {names[index]}
            </text>
            <text class="value" x={width} y={apart ? y + 16 : y} text-anchor="end">
              {row.text}
            </text>
            {mark === 'bar' ? <Bar row={row} x={x} y={middle} /> : <Dot row={row} x={x} y={middle} />}
          </g>
        );
      })}
    </svg>
  );
}

/** The numbers at the ends of the axis stay within the picture. */
function anchorOf(at: number, width: number, value: number): 'start' | 'middle' | 'end' {
  if (value === 0) return 'start';
  return at > width - 16 ? 'end' : 'middle';
}

/** Columns that a number leaves to the label on its line. */
function beside(text: string, width: number): number {
  return Math.max(8, Math.floor(width / COLUMN) - widthOf(text) - 1);
}

type MarkProps = {row: ChartRow; x: (value: number) => number; y: number};

function Bar({row: {value, tone}, x, y}: MarkProps) {
  if (value === null || value <= 0) return null;
  return (
    <rect class={tone ?? 'mark'} x={x(0)} y={y - 6} width={Math.max(1, round(x(value) - x(0)))} height={12} rx={1} />
  );
}

function Dot({row: {value, low, high, target, tone}, x, y}: MarkProps) {
  return (
    <>
      {target == null ? null : <line class="target" x1={x(target)} x2={x(target)} y1={y - 9} y2={y + 9} />}
      {low == null || high == null ? null : (
        <line class="interval" x1={round(x(low))} x2={round(x(high))} y1={y} y2={y} />
      )}
      {value === null ? null : <circle class={tone ?? 'mark'} cx={round(x(value))} cy={y} r={4.5} />}
    </>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
