const DAY_MS = 86_400_000;

/** Whole days from one date to another, both `2026-09-30`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);
}
