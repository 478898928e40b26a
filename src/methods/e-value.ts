/** How strong a hidden factor would have to be to explain a ratio, and its limit nearer to 1, away (METHODS 5.4). */
export function eValue(ratio: number, low: number, high: number): {point: number; limit: number} {
  const [nearer, farther] = ratio >= 1 ? [low, ratio] : [1 / high, 1 / ratio];
  return {point: strength(farther), limit: nearer <= 1 ? 1 : strength(nearer)};
}

/** VanderWeele and Ding 2017, for a ratio of at least 1. */
function strength(ratio: number): number {
  return ratio + Math.sqrt(ratio * (ratio - 1));
}
