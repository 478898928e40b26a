import {sum} from './sum.ts';

/**
 * Entropy over ln K (METHODS 4.3): 0 is one code only, 1 all codes alike. K is the number of codes that are allowed,
 * without it the codes in use; null where one code, or no count, leaves nothing to measure.
 */
export function normalizedEntropy(counts: readonly number[], allowed: number | null = null): number | null {
  const used = counts.filter(count => count > 0);
  const n = sum(used);
  const codes = allowed ?? used.length;
  if (n === 0 || codes < 2) return null;
  return sum(used.map(count => (count / n) * Math.log(n / count))) / Math.log(codes);
}
