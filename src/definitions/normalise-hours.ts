import type {BusinessHours, Hours, Schedule, Weekday} from './definitions.ts';
import {publicHolidays} from './holidays.ts';
import type {WrittenBusinessHours, WrittenSchedule} from './schema/schedule.ts';
import {parseHours} from './units.ts';

// SPEC 4: where the file is silent
const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const HOURS = '09:00-18:00';

/** What a team does not give is the company's (SPEC 13, SLA). */
export function normaliseHours({teams, ...company}: WrittenBusinessHours, time_zone: string): BusinessHours {
  return {
    company: scheduleOf(company, {}, time_zone),
    teams: Object.fromEntries(
      Object.entries(teams ?? {}).map(([team, own]) => [team, scheduleOf(own, company, time_zone)]),
    ),
    holidays_known: holidaysKnown(company.holidays),
  };
}

function scheduleOf(own: WrittenSchedule, company: WrittenSchedule, time_zone: string): Schedule {
  const hours = hoursOf(own.hours ?? company.hours ?? HOURS);
  const days = own.days ?? company.days ?? DAYS;
  const exceptions = Object.entries(own.exceptions ?? company.exceptions ?? {});
  return {
    time_zone: own.time_zone ?? time_zone,
    week: Object.fromEntries(days.map(day => [day, hours])),
    holidays: holidaysOf(own.holidays ?? company.holidays),
    exceptions: Object.fromEntries(exceptions.map(([date, written]) => [date, hoursOf(written)])),
  };
}

function hoursOf(written: string | readonly string[]): Hours {
  const spans = typeof written === 'string' ? [written] : written;
  return spans.flatMap(span => {
    const parsed = parseHours(span);
    return parsed === null ? [] : [parsed];
  });
}

function holidaysOf(written: WrittenSchedule['holidays']): readonly string[] {
  if (written === undefined) return [];
  if (Array.isArray(written)) return [...new Set(written)].sort();
  const ofCountry = written.country === undefined ? [] : (publicHolidays(written.country) ?? []);
  return [...new Set([...ofCountry, ...(written.dates ?? [])])].sort();
}

/** A country whose holidays cannot be looked up is as good as no list: the dates beside it are only the further ones. */
function holidaysKnown(written: WrittenSchedule['holidays']): boolean {
  if (written === undefined) return false;
  if (Array.isArray(written)) return true;
  return written.country === undefined ? written.dates !== undefined : publicHolidays(written.country) !== null;
}
