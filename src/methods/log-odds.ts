/** Log odds ratio of [[a, b], [c, d]] with 0.5 added to each cell, so that an empty cell is no infinity (METHODS 7). */
export function logOdds(a: number, b: number, c: number, d: number): {log_odds: number; se: number; z: number} {
  const [A, B, C, D] = [a + 0.5, b + 0.5, c + 0.5, d + 0.5];
  const log_odds = Math.log((A * D) / (B * C));
  const se = Math.sqrt(1 / A + 1 / B + 1 / C + 1 / D);
  return {log_odds, se, z: log_odds / se};
}
