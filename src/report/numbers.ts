import type {Interval, Measure} from '../result.ts';
import {businessDuration, duration, grouped, percent} from '../words.ts';

/** Below this a percentage is not printed, only its fraction (METHODS 0.6). */
const LEAST_FOR_PERCENT = 10;

/** `62% (21 of 34; 45-76%)`; `3 of 7` below ten. */
export function shareText(measure: Pick<Measure, 'value' | 'numerator' | 'denominator' | 'interval'>): string {
  const {value, numerator, denominator, interval} = measure;
  if (numerator === null || denominator === null) return value === null ? '' : `${percent(value)}${limits(interval)}`;
  const fraction = `${grouped(numerator)} of ${grouped(denominator)}`;
  if (denominator < LEAST_FOR_PERCENT || value === null) return fraction;
  const range = shareRange(interval);
  return `${percent(value)} (${fraction}${range === '' ? '' : `; ${range}`})`;
}

/** `45-76%`. */
function shareRange(interval: Interval | null): string {
  if (interval === null || interval.low === null || interval.high === null) return '';
  return `${percent(interval.low).replace('%', '')}-${percent(interval.high)}`;
}

function limits(interval: Interval | null): string {
  const range = shareRange(interval);
  return range === '' ? '' : ` (${range})`;
}

/** `5.2 h (4.8-5.9 h)`; an open upper limit as `4.8 h or more`. */
export function durationText({value, interval, segment}: Pick<Measure, 'value' | 'interval' | 'segment'>): string {
  if (value === null) return 'not reached';
  const words = segment['time'] === 'business' ? businessDuration : duration;
  const range = durationRange(interval, words);
  return range === '' ? words(value) : `${words(value)} (${range})`;
}

function durationRange(interval: Interval | null, words: (seconds: number) => string): string {
  if (interval === null || interval.low === null) return '';
  if (interval.high === null) return `${words(interval.low)} or more`;
  const [low, high] = [words(interval.low), words(interval.high)];
  const [lowNumber, lowUnit] = low.split(' ');
  return lowUnit === high.split(' ')[1] ? `${lowNumber}-${high}` : `${low}-${high}`;
}

/** Cents as `1.2M`, `340k`, `900 USD`: an order of magnitude, with the currency where there is one. */
export function moneyText(cents: number, currency: string | null = null): string {
  const amount = shortAmount(Math.round(cents / 100));
  return currency === null ? amount : `${amount} ${currency}`;
}

function shortAmount(whole: number): string {
  if (Math.abs(whole) >= 999_500) return `${(whole / 1e6).toFixed(1)}M`;
  return Math.abs(whole) >= 10_000 ? `${Math.round(whole / 1000)}k` : grouped(whole);
}

/** Of a column of amounts: `amount`, `amount (USD)`. */
export function amountTitle(currency: string | null): string {
  return currency === null ? 'amount' : `amount (${currency})`;
}
