import {wilson} from '../methods/wilson.ts';
import type {Finding, Interval} from '../result.ts';
import {grouped, percent} from '../words.ts';

export interface Beyond {
  strength: Finding['strength'];
  value: number;
  threshold: number;
  n: number;
  interval: Interval;
}

interface Rule {
  /** METHODS 0.9: fewer leads than this accuse nobody. */
  min_leads: number;
  trust: Finding['strength'];
}

/** A share of so many leads that was held against a threshold. */
export interface Comparison {
  side: 'above' | 'below';
  threshold: number;
  n: number;
}

let watched: Comparison[] | null = null;

/** What a check holds against its thresholds while it runs, whether or not it finds anything. One check at a time. */
export async function comparisonsIn<T>(
  run: () => Promise<T>,
): Promise<{answer: T; comparisons: readonly Comparison[]}> {
  const comparisons: Comparison[] = [];
  watched = comparisons;
  try {
    return {answer: await run(), comparisons};
  } finally {
    watched = null;
  }
}

/** METHODS 0.7: x of n is above the threshold, confirmed where its 95% limit is too; null where it is not. */
export function above(x: number, n: number, threshold: number, rule: Rule): Beyond | null {
  watched?.push({side: 'above', threshold, n});
  return beyond(x, n, threshold, rule, ({share, low}) => [share > threshold, low > threshold]);
}

/** METHODS 0.7: x of n is below the threshold, confirmed where its 95% limit is too; null where it is not. */
export function below(x: number, n: number, threshold: number, rule: Rule): Beyond | null {
  watched?.push({side: 'below', threshold, n});
  return beyond(x, n, threshold, rule, ({share, high}) => [share < threshold, high < threshold]);
}

function beyond(
  x: number,
  n: number,
  threshold: number,
  {min_leads, trust}: Rule,
  compare: (limits: {share: number; low: number; high: number}) => [point: boolean, limit: boolean],
): Beyond | null {
  const limits = wilson(x, n);
  if (limits === null || n < min_leads) return null;
  const [point, limit] = compare(limits);
  if (!point) return null;
  return {strength: limit ? trust : 'likely', value: limits.share, threshold, n, interval: wilsonInterval(limits)};
}

function wilsonInterval({low, high}: {low: number; high: number}): Interval {
  return {low, high, method: 'wilson'};
}

/** METHODS 0.6: never a percentage without its fraction, `62% (21 of 34)`; below 10 the fraction only. */
export function shareText(x: number, n: number): string {
  const fraction = `${grouped(x)} of ${grouped(n)}`;
  return n < 10 ? fraction : `${percent(x / n)} (${fraction})`;
}
