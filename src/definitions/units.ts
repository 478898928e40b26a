/** The small grammars of SPEC 4: durations, shares, hours, dates, zones. A parser answers null where the text is not one. */

const SECONDS: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400, w: 604_800};

/** Ten years: longer is a slip of the keyboard, and microseconds must fit a BIGINT. */
const LONGEST = 3650 * 86_400;

/** `90s 5m 4h 2d 1w` to seconds. */
export function parseDuration(text: string): number | null {
  const [, digits, unit] = /^(\d{1,9})([smhdw])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return null;
  const seconds = Number(digits) * (SECONDS[unit] ?? Number.NaN);
  return seconds <= LONGEST ? seconds : null;
}

/** `90%` or 0.9 to 0-1. */
export function parseShare(value: string | number): number | null {
  if (typeof value === 'number') return value >= 0 && value <= 1 ? value : null;
  const [, points] = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(value) ?? [];
  if (points === undefined || Number(points) > 100) return null;
  // through decimal text, so that 29% is 0.29 and not 0.29000000000000004
  return Number(`${points}e-2`);
}

/** `09:00-18:00` to open and close; `24:00` is the end of the day. */
export function parseHours(text: string): readonly [open: string, close: string] | null {
  const [, open, close] = /^(\d{1,2}:\d{2}) ?[-–] ?(\d{1,2}:\d{2})$/.exec(text) ?? [];
  if (open === undefined || close === undefined) return null;
  const [from, to] = [open.padStart(5, '0'), close.padStart(5, '0')];
  return isClockTime(from) && isClockTime(to) && from < to ? [from, to] : null;
}

function isClockTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00';
}

/** `2026-02-29` is not a date: 2026 has none. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** IANA names only: offsets such as +02:00 have no daylight saving and are refused. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', {timeZone: text});
    return true;
  } catch {
    return false;
  }
}

/** Every zone this runtime knows, for suggestions. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** Seconds of a duration the schema has seen; `fallback` where nothing is written. */
export function secondsOf(text: string | undefined, fallback: string): number {
  return parseDuration(text ?? fallback) ?? 0;
}

/** 0-1 of a share the schema has seen. */
export function shareOf(value: string | number | undefined, fallback: number): number {
  return value === undefined ? fallback : (parseShare(value) ?? fallback);
}
