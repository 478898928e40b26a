import {type Association, cramersV} from '../methods/cramers-v.ts';
import {funnelLimits, OUTSIDE} from '../methods/funnel-limits.ts';

/** METHODS 4.3 and 0.9. */
const MIN_REJECTIONS = 20;
export const MIN_PER_REP = 10;
const MIN_FOR_HABIT = 15;
const DEPENDENT = 0.3;
const SIGNIFICANT = 0.01;
const WELL_FILLED = 0.8;
/** Free texts by the thousand: beyond these they are rare. */
const MOST_CODES = 50;

export interface Rejections {
  actor: string;
  code: string;
  n: number;
}

export interface Consistency {
  association: RepAssociation | null;
  habits: {actor: string; code: string; x: number; n: number; usual: number}[];
}

/** Does the same lead get the same reason whoever rejects it? Null and empty where it does, or where too few tell. */
export function codesDifferByRep(
  rows: readonly Rejections[],
  limits: {association: number; one_button: number},
): Consistency {
  const found = associationOf(rows);
  const differs = found !== null && dependsOnRep(found, limits.association);
  return {association: differs ? found : null, habits: oneButtonReps(rows, limits.one_button)};
}

export interface RepAssociation {
  /** Bias-corrected Cramér's V. */
  v: number;
  p: number;
  n: number;
  reps: number;
}

/** METHODS 4.3: the code depends on who rejects. */
export function dependsOnRep({v, p}: {v: number; p: number}, least = DEPENDENT): boolean {
  return v >= least && p < SIGNIFICANT;
}

/** Rep x reason over the reps with ten or more; null where there are too few to tell, or the cells stay too thin. */
export function associationOf(rows: readonly Rejections[]): RepAssociation | null {
  const reps = [...totals(rows, 'actor')].filter(([, n]) => n >= MIN_PER_REP).map(([actor]) => actor);
  const counted = rows.filter(({actor}) => reps.includes(actor));
  const n = sumOf(counted);
  if (reps.length < 2 || n < MIN_REJECTIONS) return null;
  // one code for everything says little, and says it whoever rejects
  if (totals(counted, 'code').size === 1) return {v: 0, p: 1, n, reps: reps.length};
  const found = pooledAssociation(counted, reps);
  return found === null ? null : {v: found.v_corrected, p: found.p, n, reps: reps.length};
}

/** Rare codes are pooled until enough cells are filled for a chi-square; null where two columns are still too thin. */
function pooledAssociation(rows: readonly Rejections[], reps: readonly string[]): Association | null {
  const codes = [...totals(rows, 'code')].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
  for (let apart = Math.min(codes.length, MOST_CODES); apart >= 1; apart--) {
    const found = cramersV(tableOf(rows, reps, codes.slice(0, apart)));
    if (found === null) return null;
    if (found.share_expected_ge5 >= WELL_FILLED) return found;
  }
  return null;
}

/** Reps by codes, the other codes together in a last column. */
function tableOf(rows: readonly Rejections[], reps: readonly string[], codes: readonly string[]): number[][] {
  const rowOf = new Map(reps.map((rep, index) => [rep, index]));
  const columnOf = new Map(codes.map((code, index) => [code, index]));
  const table = reps.map(() => Array<number>(codes.length + 1).fill(0));
  for (const {actor, code, n} of rows) {
    const row = table[rowOf.get(actor) ?? 0] as number[];
    const column = columnOf.get(code) ?? codes.length;
    row[column] = (row[column] ?? 0) + n;
  }
  return table;
}

function oneButtonReps(rows: readonly Rejections[], least: number): Consistency['habits'] {
  const all = sumOf(rows);
  const byCode = totals(rows, 'code');
  return [...totals(rows, 'actor')].flatMap(([actor, n]) => {
    const own = totals(
      rows.filter(row => row.actor === actor),
      'code',
    );
    const [code, x] = [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
    const usual = (byCode.get(code) ?? 0) / all;
    if (n < MIN_FOR_HABIT || x / n < least || usual >= 1) return [];
    return x > funnelLimits(n, usual, OUTSIDE).high ? [{actor, code, x, n, usual}] : [];
  });
}

function totals(rows: readonly Rejections[], by: 'actor' | 'code'): Map<string, number> {
  const counted = new Map<string, number>();
  for (const row of rows) counted.set(row[by], (counted.get(row[by]) ?? 0) + row.n);
  return counted;
}

function sumOf(rows: readonly Rejections[]): number {
  return rows.reduce((sum, {n}) => sum + n, 0);
}
