import {grouped} from '../words.ts';

/** METHODS 5.4: said instead of a loss where its low limit is not above 0. */
export function noLoss({low, high}: {low: number; high: number}): string {
  return `no loss can be shown; between ${signed(low)} and ${signed(high)} SQLs`;
}

function signed(count: number): string {
  return Math.round(count) > 0 ? `+${grouped(count)}` : grouped(count);
}
