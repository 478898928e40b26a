import {type Association, cramersV} from '../methods/cramers-v.ts';
import {funnelLimits, OUTSIDE} from '../methods/funnel-limits.ts';

/** METHODS 4.3 and 0.9. */
const MIN_REJECTIONS = 20;
const MIN_PER_REP = 10;
const MIN_FOR_HABIT = 15;
const SIGNIFICANT = 0.01;
const WELL_FILLED = 0.8;

export interface Rejections {
  actor: string;
  code: string;
  n: number;
}

export interface Consistency {
  association: {v: number; p: number; n: number; reps: number} | null;
  habits: {actor: string; code: string; x: number; n: number; usual: number}[];
}

/** Does the same lead get the same reason whoever rejects it? Null and empty where it does, or where too few tell. */
export function codesDifferByRep(
  rows: readonly Rejections[],
  limits: {association: number; one_button: number},
): Consistency {
  return {association: associated(rows, limits.association), habits: oneButtonReps(rows, limits.one_button)};
}

function associated(rows: readonly Rejections[], least: number): Consistency['association'] {
  const reps = [...totals(rows, 'actor')].filter(([, n]) => n >= MIN_PER_REP).map(([actor]) => actor);
  const counted = rows.filter(({actor}) => reps.includes(actor));
  const n = sumOf(counted);
  if (reps.length < 2 || n < MIN_REJECTIONS) return null;
  const found = pooledAssociation(counted, reps);
  if (found === null || found.v_corrected < least || found.p >= SIGNIFICANT) return null;
  return {v: found.v_corrected, p: found.p, n, reps: reps.length};
}

/** Rare codes are pooled until enough cells are filled for a chi-square. */
function pooledAssociation(rows: readonly Rejections[], reps: readonly string[]): Association | null {
  let columns = [...totals(rows, 'code')].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => [code]);
  for (;;) {
    const table = reps.map(rep =>
      columns.map(codes => sumOf(rows.filter(({actor, code}) => actor === rep && codes.includes(code)))),
    );
    const found = cramersV(table);
    if (found === null || found.share_expected_ge5 >= WELL_FILLED || columns.length <= 2) return found;
    columns = [...columns.slice(0, -2), [...(columns.at(-2) ?? []), ...(columns.at(-1) ?? [])]];
  }
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
