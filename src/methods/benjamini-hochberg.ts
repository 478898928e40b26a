/**
 * Benjamini-Hochberg adjusted p-values in the order given (METHODS 0.8): raise where at most q. Null is a segment that
 * was not tested, and does not count in m.
 */
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
  const tested = p.flatMap((value, index) => (value === null ? [] : [{value, index}]));
  tested.sort((a, b) => b.value - a.value);
  const adjusted: (number | null)[] = p.map(() => null);
  let least = 1;
  tested.forEach(({value, index}, larger) => {
    least = Math.min(least, (value * tested.length) / (tested.length - larger));
    adjusted[index] = least;
  });
  return adjusted;
}
