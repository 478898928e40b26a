import type {Interval, Measure} from '../result.ts';
import {grouped, percent} from '../words.ts';
import {durationText, moneyText, shareText} from './numbers.ts';

/** `62% (21 of 34; 45-76%)`, `5.2 h (4.8-5.9 h)`, `63 of 188`, `1.2M`, `0.81 (0.77 to 0.86)`; blank where there is no number. */
export function measureText(measure: Measure): string {
  const {unit, value, denominator, interval, status} = measure;
  if (unit === 'seconds') return status === 'small_n' && value === null ? '' : durationText(measure);
  if (value === null) return '';
  if (unit === 'share') return shareText(measure);
  if (unit === 'cents') return `${moneyText(value)}${range(interval, moneyText)}`;
  if (unit === 'ratio') return `${ratio(value)}${range(interval, ratio)}`;
  const whole = denominator === null || denominator === 0 ? '' : ` of ${grouped(denominator)}`;
  return `${amount(value)}${whole}${range(interval, amount)}`;
}

/** A difference of shares: `-6.0 points (-13 to 0.8)`. */
export function pointsText({value, interval}: Pick<Measure, 'value' | 'interval'>): string {
  return value === null ? '' : `${points(value)} points${range(interval, points)}`;
}

function range(interval: Interval | null, show: (value: number) => string): string {
  if (interval === null || interval.low === null) return '';
  if (interval.high === null) return ` (${show(interval.low)} or more)`;
  return interval.low === interval.high ? '' : ` (${show(interval.low)} to ${show(interval.high)})`;
}

function ratio(value: number): string {
  return value.toFixed(2);
}

/** Estimates may be fractions of a lead. */
function amount(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 10 ? grouped(value) : value.toFixed(1);
}

function points(share: number): string {
  return percent(share).replace('%', '');
}
