/** How numbers look in every text: plurals, durations, shares, counts. Nothing here knows what they mean. */

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** `1 lead`, `2 leads`, `1,204 leads`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `12,345`. */
export function grouped(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `12,345 USD` of cents; the currency is left out where the export names none. */
export function money(cents: number, currency: string | null): string {
  return currency === null ? grouped(cents / 100) : `${grouped(cents / 100)} ${currency}`;
}

/** A duration in seconds for reading: `45 s`, `12 min`, `3.5 h`, `47 h`, `6.2 d`. */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < HOUR) return `${trimmed(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${trimmed(seconds / HOUR)} h`;
  return `${trimmed(seconds / DAY)} d`;
}

/** Business time for reading: never in days, since a day of it has as many hours as the team is open. */
export function businessDuration(seconds: number): string {
  return seconds < HOUR
    ? duration(seconds)
    : `${seconds < 10 * HOUR ? trimmed(seconds / HOUR) : grouped(seconds / HOUR)} h`;
}

/** A duration on the clock of a promise: `business`, or the wall clock. */
export function durationOn(clock: string | null | undefined, seconds: number): string {
  return clock === 'business' ? businessDuration(seconds) : duration(seconds);
}

/** A duration as the definitions file writes it: `90s`, `5m`, `4h`, `30d`. */
export function shortDuration(seconds: number): string {
  if (seconds % DAY === 0) return `${seconds / DAY}d`;
  if (seconds % HOUR === 0) return `${seconds / HOUR}h`;
  if (seconds % MINUTE === 0) return `${seconds / MINUTE}m`;
  return `${seconds}s`;
}

/** A share in percent: `62%`, one decimal below 10% and where it would round to 100% without being it. */
export function percent(share: number): string {
  const points = share * 100;
  const whole = points === 0 || points === 100 || (points >= 10 && points < 99.5);
  return `${whole ? Math.round(points) : points.toFixed(1)}%`;
}

/** Whole from 10 on, else one decimal without a trailing zero. */
function trimmed(value: number): string {
  return value >= 9.95 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}

/** How the reason begins why a file is not used that nobody would take for a table; every other one was meant to be read. */
export const STRANGE_FORMAT = 'is not a format that is read';
export const STRANGE_NAME = 'no table has this name';
export const HIDDEN_SHEET = 'is a hidden sheet';
