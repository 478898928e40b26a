import {wilson} from './wilson.ts';

export interface DifferenceLimits {
  difference: number;
  low: number;
  high: number;
}

/** Difference x1/n1 - x2/n2 with Newcombe's hybrid score limits, 95% (METHODS 0.6); null where a side is empty. */
export function newcombe(x1: number, n1: number, x2: number, n2: number): DifferenceLimits | null {
  const first = wilson(x1, n1);
  const second = wilson(x2, n2);
  if (first === null || second === null) return null;
  const difference = first.share - second.share;
  return {
    difference,
    low: difference - Math.hypot(first.share - first.low, second.high - second.share),
    high: difference + Math.hypot(first.high - first.share, second.share - second.low),
  };
}
