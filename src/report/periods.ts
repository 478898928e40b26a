const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** Every ISO week from the first to the last of these, `2025-W52`, `2026-W01`; others than weeks are left out. */
export function weeksThrough(weeks: readonly string[]): string[] {
  const mondays = weeks.flatMap(week => mondayOf(week) ?? []);
  if (mondays.length === 0) return [];
  const first = Math.min(...mondays);
  const count = Math.round((Math.max(...mondays) - first) / WEEK) + 1;
  return Array.from({length: count}, (_, index) => weekOf(first + index * WEEK));
}

/** The fourth of January lies in the first week of every year. */
function mondayOf(week: string): number | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  if (year === undefined || number === undefined) return null;
  const fourth = Date.UTC(Number(year), 0, 4);
  return fourth - (((new Date(fourth).getUTCDay() + 6) % 7) - 7 * (Number(number) - 1)) * DAY;
}

/** The year of a week is that of its Thursday. */
function weekOf(monday: number): string {
  const year = new Date(monday + 3 * DAY).getUTCFullYear();
  const number = Math.round((monday - (mondayOf(`${year}-W01`) ?? monday)) / WEEK) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
