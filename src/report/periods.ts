const DAY = 86_400_000;
const WEEK = 7 * DAY;

export type Period = 'week' | 'month' | 'quarter';

/** So many at most are drawn, the newest: two years of weeks. A lead of twenty years ago would push all others into a corner. */
export const MOST_PERIODS = 104;

/** Every period from the first to the last of these, so that one in which nothing happened is a gap; what is no such period is left out. */
export function periodsThrough(by: Period, labels: readonly string[]): string[] {
  if (by === 'week') return weeksThrough(labels);
  const {read, write} = by === 'month' ? MONTHS : QUARTERS;
  const places = labels.flatMap(label => read(label) ?? []);
  return through(places).map(write);
}

/** Every ISO week from the first to the last of these, `2025-W52`, `2026-W01`; others than weeks are left out. */
export function weeksThrough(weeks: readonly string[]): string[] {
  const places = weeks.flatMap(week => mondayOf(week) ?? []).map(monday => (monday - MONDAY) / WEEK);
  return through(places).map(place => weekOf(MONDAY + place * WEEK));
}

/** The first of 1970. */
const MONDAY = 4 * DAY;

/** `2026-04`, `2026-Q2`: their place on the axis of time and back. */
const MONTHS = counted(12, /^(\d{4})-(\d{2})$/, number => String(number).padStart(2, '0'));
const QUARTERS = counted(4, /^(\d{4})-Q([1-4])$/, number => `Q${number}`);

function counted(each: number, pattern: RegExp, text: (number: number) => string) {
  return {
    read(label: string): number | null {
      const [, year, number] = pattern.exec(label) ?? [];
      return year === undefined ? null : Number(year) * each + Number(number) - 1;
    },
    write: (place: number): string => `${Math.floor(place / each)}-${text((place % each) + 1)}`,
  };
}

function through(places: readonly number[]): number[] {
  if (places.length === 0) return [];
  const first = places.reduce((least, place) => Math.min(least, place));
  const last = places.reduce((most, place) => Math.max(most, place));
  return Array.from({length: last - first + 1}, (_, index) => first + index);
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
