import type {Session} from '../engine/session.ts';
import {type Excess, excessIfFast} from '../methods/excess-if-fast.ts';
import {
  type RiskDifference,
  type RiskRatio,
  riskDifference,
  riskRatio,
  type Stratum,
} from '../methods/mantel-haenszel.ts';
import {sum} from '../methods/sum.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';

/** Leads that an arm of a stratum needs (METHODS 0.9). */
export const MIN_ARM = 10;
/** SQLs that a stratified comparison needs (METHODS 0.9). */
export const MIN_COMPARED_SQLS = 20;
/** The quarter becomes a stratum where it leaves this share of the slow leads that are compared without it [D]. */
const QUARTER_KEEPS = 0.9;

interface Row extends Stratum {
  source: string | null;
  icp: boolean | null;
  mql_definition: boolean | null;
  quarter: string | null;
  closed_sqls: number;
  closed: number;
  unlogged_sqls: number;
  unlogged: number;
  self_booked: number;
  no_promise: number;
  young: number;
  no_time: number;
}

type Cell = Omit<Row, 'source' | 'icp' | 'mql_definition' | 'quarter'>;

/** Fast and slow leads of the same source and fit (METHODS 5.4). */
export interface Comparison {
  /** What the strata are made of, as the caveat says it. */
  by: string;
  /** Extra SQLs had slow leads converted like fast ones; null where no stratum has enough of both. */
  extra: Excess | null;
  /** The same with leads closed untouched within the promise among the slow, and with those that left no logged touch. */
  withClosed: Excess | null;
  withUnlogged: Excess | null;
  /** The same leads without strata. */
  crude: Excess | null;
  ratio: RiskRatio | null;
  difference: RiskDifference | null;
  /** Of the strata that are compared. */
  leads: number;
  sqls: number;
  /** Slow leads of all strata. */
  slow: number;
  excluded: Readonly<Record<string, number>>;
}

export async function compareSpeeds(session: Session, model: Model, window: number): Promise<Comparison> {
  const rows = await session.rows<Row>(readSql('measures/slow_strata'), {window});
  const plain = cellsBy(rows, ({source, icp, mql_definition}) => [source, icp, mql_definition]);
  const byQuarter = cellsBy(rows, ({source, icp, mql_definition, quarter}) => [source, icp, mql_definition, quarter]);
  const quarter = slowOf(supported(byQuarter)) >= QUARTER_KEEPS * slowOf(supported(plain));
  const compared = supported(quarter ? byQuarter : plain);
  const total = (column: keyof Cell) => sum(rows.map(row => row[column]));
  return {
    by: strataText(model, quarter && new Set(rows.map(row => row.quarter)).size > 1),
    extra: excessIfFast(compared, MIN_ARM),
    withClosed: excessIfFast(
      compared.map(cell => ({...cell, x0: cell.x0 + cell.closed_sqls, n0: cell.n0 + cell.closed})),
      MIN_ARM,
    ),
    withUnlogged: excessIfFast(
      compared.map(cell => ({...cell, x0: cell.x0 + cell.unlogged_sqls, n0: cell.n0 + cell.unlogged})),
      MIN_ARM,
    ),
    crude: excessIfFast(cellsBy(compared, () => [])),
    ratio: riskRatio(compared),
    difference: riskDifference(compared),
    leads: sum(compared.map(({n1, n0}) => n1 + n0)),
    sqls: sum(compared.map(({x1, x0}) => x1 + x0)),
    slow: total('n0'),
    excluded: {
      young: total('young'),
      closed_untouched_in_window: total('closed'),
      unlogged: total('unlogged'),
      self_booked: total('self_booked'),
      no_promise: total('no_promise'),
      no_time: total('no_time'),
    },
  };
}

function supported(cells: readonly Cell[]): Cell[] {
  return cells.filter(({n1, n0}) => Math.min(n1, n0) >= MIN_ARM);
}

function slowOf(cells: readonly Cell[]): number {
  return sum(cells.map(({n0}) => n0));
}

const COLUMNS = [
  'x1',
  'n1',
  'x0',
  'n0',
  'closed_sqls',
  'closed',
  'unlogged_sqls',
  'unlogged',
  'self_booked',
  'no_promise',
  'young',
  'no_time',
] as const;

/** Rows of one key added up, in the order of their first row. */
function cellsBy<R extends Cell>(rows: readonly R[], keyOf: (row: R) => unknown[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const cell = cells.get(key);
    const added = COLUMNS.map(column => [column, (cell?.[column] ?? 0) + row[column]]);
    cells.set(key, Object.fromEntries(added) as Cell);
  }
  return [...cells.values()];
}

function strataText({definitions, has, export: {tables}}: Model, quarter: boolean): string {
  const {icp, stages} = definitions;
  const fit = tables.field_history.present ? 'fit (as of the MQL)' : 'fit (as exported)';
  const parts = [
    ...(has('leads.source') ? ['source'] : []),
    ...(icp !== null || stages.mql !== null ? [fit] : []),
    ...(quarter ? ['quarter'] : []),
  ];
  const last = parts.pop();
  if (last === undefined) return 'nothing';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
