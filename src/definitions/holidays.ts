import {createRequire} from 'node:module';

/** Years an audit can fall into; fixed, so that a file means the same every day. */
const [FIRST_YEAR, LAST_YEAR] = [2010, 2045];

interface Calendar {
  getHolidays(year: number): readonly {date: string; type: string}[];
}

type CalendarOf = new (country: string, ...region: string[]) => Calendar;

/**
 * Public holidays of a country or region (`US`, `GB-SCT`) as local dates, or null where the optional package date-holidays is
 * not installed or does not know it. Its 46 MB are why it is optional; dates in the file always work.
 */
export function publicHolidays(country: string): readonly string[] | null {
  const found = known.get(country) ?? {dates: lookUp(country)};
  known.set(country, found);
  return found.dates;
}

/** Looking up 36 years takes a moment, and every team asks. */
const known = new Map<string, {dates: readonly string[] | null}>();

/** Whether the package is there: then a country without holidays is one that it does not know. */
export function holidaysInstalled(): boolean {
  return loadCalendars() !== null;
}

function loadCalendars(): CalendarOf | null {
  try {
    const loaded = createRequire(import.meta.url)('date-holidays') as CalendarOf | {default: CalendarOf};
    return typeof loaded === 'function' ? loaded : loaded.default;
  } catch {
    return null;
  }
}

function lookUp(country: string): readonly string[] | null {
  const calendarOf = loadCalendars();
  if (calendarOf === null) return null;
  try {
    const [name = country, ...region] = country.split('-');
    const calendar = new calendarOf(name, ...region);
    const years = Array.from({length: LAST_YEAR - FIRST_YEAR + 1}, (_, index) => FIRST_YEAR + index);
    const days = years.flatMap(year => calendar.getHolidays(year)).filter(({type}) => type === 'public');
    const dates = [...new Set(days.map(({date}) => date.slice(0, 10)))].sort();
    return dates.length === 0 ? null : dates;
  } catch {
    return null;
  }
}
