import {chiSquareTail} from './distributions.ts';

/** Leads of one group with one value; null is "never", and ranks above every value as one tie. */
export interface RankedCell {
  group: string;
  value: number | null;
  count: number;
}

export interface RankVariation {
  h: number;
  df: number;
  p: number;
  /** Share of rank variation that the factor carries, floored at 0. */
  eta2: number;
}

/**
 * Kruskal-Wallis with tie correction (METHODS 1.7), one pass over cells in order of value with nulls last (several
 * groups may share a value); null with fewer than two groups, no spare lead, or only one value.
 */
export function kruskalWallis(cells: readonly RankedCell[]): RankVariation | null {
  const {groups, n, ties} = rankSums(cells);
  const k = groups.size;
  const correction = 1 - ties / (n ** 3 - n);
  if (k < 2 || n <= k || !(correction > 0)) return null;
  let spread = 0;
  for (const {ranks, size} of groups.values()) spread += size * (ranks / size - (n + 1) / 2) ** 2;
  const h = ((12 / n / (n + 1)) * spread) / correction;
  return {h, df: k - 1, p: chiSquareTail(h, k - 1), eta2: Math.max(0, (h - k + 1) / (n - k))};
}

interface RankSums {
  groups: Map<string, {ranks: number; size: number}>;
  n: number;
  /** Sum of t^3 - t over blocks of t tied leads. */
  ties: number;
}

function rankSums(cells: readonly RankedCell[]): RankSums {
  const sums: RankSums = {groups: new Map(), n: 0, ties: 0};
  for (let from = 0, to = 0; from < cells.length; from = to) {
    const value = cells[from]?.value;
    let tied = 0;
    for (; to < cells.length && cells[to]?.value === value; to++) tied += cells[to]?.count ?? 0;
    const next = cells[to];
    if (next !== undefined && !follows(next.value, value ?? null)) throw new Error('cells are not in order of value');
    const rank = sums.n + (tied + 1) / 2;
    for (const {group, count} of cells.slice(from, to)) {
      const sum = sums.groups.get(group) ?? {ranks: 0, size: 0};
      sums.groups.set(group, {ranks: sum.ranks + rank * count, size: sum.size + count});
    }
    sums.n += tied;
    sums.ties += tied ** 3 - tied;
  }
  return sums;
}

function follows(next: number | null, value: number | null): boolean {
  return value !== null && (next === null || next > value);
}
