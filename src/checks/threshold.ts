import type {Path} from '../definitions/diagnostics.ts';
import {Z_95} from '../methods/distributions.ts';
import {wilson} from '../methods/wilson.ts';
import type {Finding, Interval} from '../result.ts';
import {grouped, percent} from '../words.ts';
import {underFloor, type Weigh} from './weighed.ts';

export interface Beyond {
  strength: Finding['strength'];
  value: number;
  threshold: number;
  unit: 'share';
  n: number;
  interval: Interval;
}

interface Rule {
  /** METHODS 0.9: fewer leads than this accuse nobody. */
  min_leads: number;
  trust: Finding['strength'];
  weigh: Weigh;
  /** The setting that is the threshold, or where else the definitions say it; `above` or `below` where it is called so. */
  of?: string | Path;
  /** All that could have been on the wrong side, where n is only what was compared. */
  sample?: number;
  /** What else keeps every outcome from being raised; null where nothing does. */
  barred?: string | null;
}

type Side = 'above' | 'below';

/** METHODS 0.7: x of n is above the threshold, confirmed where its 95% limit is too; null where it is not. */
export function above(x: number, n: number, threshold: number, rule: Rule): Beyond | null {
  weighShare('above', n, threshold, rule);
  return beyond(x, n, threshold, rule, ({share, low}) => [share > threshold, low > threshold]);
}

/** METHODS 0.7: x of n is below the threshold, confirmed where its 95% limit is too; null where it is not. */
export function below(x: number, n: number, threshold: number, rule: Rule): Beyond | null {
  weighShare('below', n, threshold, rule);
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
  const interval = wilsonInterval(limits);
  return {strength: limit ? trust : 'likely', value: limits.share, threshold, unit: 'share', n, interval};
}

/** The outcome that is the furthest beyond a threshold: all or none of the sample. */
function weighShare(side: Side, n: number, threshold: number, rule: Rule): void {
  const {min_leads, weigh, of = side, sample = n, barred = null} = rule;
  const under = underFloor(sample, min_leads);
  weigh(() => ({of: 'min_leads', n: sample, never: null, ...under}));
  weigh(() => ({of, n: sample, ...(under ?? {never: barred ?? limitText(side, sample, threshold, min_leads)})}));
}

function limitText(side: Side, n: number, threshold: number, min_leads: number): string | null {
  const limits = wilson(side === 'below' ? 0 : n, n);
  if (limits === null) return 'there is nothing to judge: its sample is empty';
  const limit = side === 'below' ? limits.high : limits.low;
  if (side === 'below' ? limit < threshold : limit > threshold) return null;
  const needed = leastFor(side, threshold);
  const takes = needed === null ? 'no number of leads does' : `it takes ${grouped(Math.max(needed, min_leads))}`;
  const extreme = `${side === 'below' ? '0' : grouped(n)} of ${grouped(n)}`;
  return `no sample of ${grouped(n)} can confirm it: even ${extreme} has a 95% limit of ${percent(limit)}, not ${side} ${percent(threshold)}; ${takes}`;
}

/** Wilson's limit of none of n is z2 / (n + z2), of all of n it is n / (n + z2): the least n beyond; null where none is. */
function leastFor(side: Side, threshold: number): number | null {
  const odds = side === 'below' ? (1 - threshold) / threshold : threshold / (1 - threshold);
  return Number.isFinite(odds) ? Math.floor(Z_95 ** 2 * odds) + 1 : null;
}

function wilsonInterval({low, high}: {low: number; high: number}): Interval {
  return {low, high, method: 'wilson'};
}

/** METHODS 0.6: never a percentage without its fraction, `62% (21 of 34)`; below 10 the fraction only. */
export function shareText(x: number, n: number): string {
  const fraction = `${grouped(x)} of ${grouped(n)}`;
  return n < 10 ? fraction : `${percent(x / n)} (${fraction})`;
}
