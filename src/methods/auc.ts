import {Z_95} from './distributions.ts';

/** Leads with one score, by whether they converted. */
export interface ScoreCell {
  score: number;
  positives: number;
  negatives: number;
}

export interface ScorePower {
  auc: number;
  /** DeLong; null, with the limits, where a side has one lead only. */
  se: number | null;
  low: number | null;
  high: number | null;
}

/**
 * Probability that a lead that converted scored above one that did not, ties half, with DeLong's error (METHODS 10).
 * One pass over distinct scores in ascending order; null where a side is empty.
 */
export function auc(cells: readonly ScoreCell[]): ScorePower | null {
  const positives = cells.reduce((sum, cell) => sum + cell.positives, 0);
  const negatives = cells.reduce((sum, cell) => sum + cell.negatives, 0);
  if (positives === 0 || negatives === 0) return null;
  const placements = cells.map(() => ({above: 0, below: 0}));
  let below = 0;
  let passed = 0;
  let won = 0;
  cells.forEach((cell, i) => {
    if (i > 0 && !(cell.score > (cells[i - 1]?.score ?? -Infinity))) throw new Error('scores are not in order');
    // share of the other side that this score beats (a positive) or loses to (a negative)
    const above = (below + cell.negatives / 2) / negatives;
    placements[i] = {above, below: (positives - passed - cell.positives / 2) / positives};
    won += cell.positives * above;
    below += cell.negatives;
    passed += cell.positives;
  });
  const area = won / positives;
  if (positives === 1 || negatives === 1) return {auc: area, se: null, low: null, high: null};
  let ofPositives = 0;
  let ofNegatives = 0;
  cells.forEach((cell, i) => {
    ofPositives += cell.positives * ((placements[i]?.above ?? 0) - area) ** 2;
    ofNegatives += cell.negatives * ((placements[i]?.below ?? 0) - area) ** 2;
  });
  const se = Math.sqrt(ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives);
  return {auc: area, se, low: Math.max(0, area - Z_95 * se), high: Math.min(1, area + Z_95 * se)};
}
