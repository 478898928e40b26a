/** Overlap of two definitions: leads in both over leads in either (METHODS 6); null where neither has any. */
export function jaccard(both: number, onlyFirst: number, onlySecond: number): number | null {
  const either = both + onlyFirst + onlySecond;
  return either === 0 ? null : both / either;
}
