import {normalTails} from './distributions.ts';

/** Trend of a share over periods in order, scores 0, 1, 2 ... (METHODS 2.2); null where there is nothing to tell. */
export function cochranArmitage(periods: readonly {x: number; n: number}[]): {z: number; p: number} | null {
  let x = 0;
  let n = 0;
  let scores = 0;
  let squares = 0;
  let weighted = 0;
  periods.forEach((period, score) => {
    x += period.x;
    n += period.n;
    scores += score * period.n;
    squares += score * score * period.n;
    weighted += score * period.x;
  });
  const share = x / n;
  const variance = share * (1 - share) * (squares - (scores * scores) / n);
  if (!(variance > 0)) return null;
  const z = (weighted - share * scores) / Math.sqrt(variance);
  return {z, p: normalTails(z)};
}
