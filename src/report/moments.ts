import type {Report} from '../result.ts';

/** Times and windows as a report prints them. */

/** `2026-10-01 04:00 UTC`; seconds only where there are any. */
export function instantText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)} UTC`;
}

/** The last month that had ended by the cut-off: `2026-08`. */
export function lastMonth({as_of}: Report): string {
  const [year = 0, month = 1] = as_of.slice(0, 7).split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

export function windowText({window: {since, until}}: Report): string {
  if (since === null && until === null) return 'all leads';
  if (until === null) return `leads since ${since}`;
  return since === null ? `leads until ${until}` : `leads from ${since} to ${until}`;
}
