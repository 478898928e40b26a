/** A number of a workbook as text, as the text path reads it; integers that Excel has rounded stand as `1.05284E+17`. */
export function numberCell(text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  // Excel keeps 15 digits: of a longer number the last ones are gone
  if (Math.abs(value) >= 1e15)
    return value
      .toExponential(14)
      .replace(/\.?0+e/, 'e')
      .replace('e', 'E');
  return String(Number(value.toPrecision(15)));
}

const DAY = 86_400;

/** Day 60 of the system of 1900 is a 29 February that never was: before it days count from another zero. */
const LEAP = 60;

/** The last day Excel knows: 9999-12-31. */
const LAST = 2_958_465;

/**
 * A serial date as the wall clock that Excel shows, to the second: `2026-03-04 10:00:00`, without a time where it is midnight, and
 * `10:00:00` for a time of day.
 */
export function dateCell(text: string, from1904: boolean): string {
  const serial = Number(text);
  if (text.trim() === '' || !(serial >= 0 && serial < LAST + 1)) return numberCell(text);
  const seconds = Math.round(serial * DAY);
  const [day, rest] = [Math.floor(seconds / DAY), seconds % DAY];
  if (day === 0) return clock(rest);
  const zero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < LEAP ? 31 : 30);
  if (!from1904 && day === LEAP) return `1900-02-29${rest === 0 ? '' : ` ${clock(rest)}`}`;
  const date = new Date(zero + day * DAY * 1000).toISOString().slice(0, 10);
  return rest === 0 ? date : `${date} ${clock(rest)}`;
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map(part => String(part).padStart(2, '0')).join(':');
}

/** `AB` of `AB12` is 27; -1 where the reference names no column. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
