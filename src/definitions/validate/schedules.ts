import type {Issue, Path} from '../diagnostics.ts';
import {holidaysInstalled, publicHolidays} from '../holidays.ts';
import type {WrittenSchedule} from '../schema/schedule.ts';
import type {WrittenDefinitions} from '../schema/schema.ts';
import {parseHours} from '../units.ts';

/** Business hours that overlap or never open, holidays nobody can look up. */
export function scheduleIssues({business_hours}: WrittenDefinitions): Issue[] {
  if (business_hours === undefined) return [];
  const {teams, ...company} = business_hours;
  return [
    ...ofSchedule(company, ['business_hours']),
    ...Object.entries(teams ?? {}).flatMap(([team, own]) => ofSchedule(own, ['business_hours', 'teams', team])),
  ];
}

function ofSchedule({days, hours, holidays, exceptions}: WrittenSchedule, path: Path): Issue[] {
  return [
    ...(hours === undefined ? [] : overlapIssue(hours, [...path, 'hours'])),
    ...Object.entries(exceptions ?? {}).flatMap(([date, spans]) => overlapIssue(spans, [...path, 'exceptions', date])),
    ...(days?.length === 0 || (Array.isArray(hours) && hours.length === 0)
      ? [error([...path, days?.length === 0 ? 'days' : 'hours'], 'empty: the business clock would never run')]
      : []),
    ...holidayIssue(holidays, [...path, 'holidays']),
  ];
}

function overlapIssue(hours: string | readonly string[], path: Path): Issue[] {
  const spans = (typeof hours === 'string' ? [hours] : hours).map(parseHours).filter(span => span !== null);
  const wrong = spans.findIndex(([open], index) => index > 0 && open < (spans[index - 1]?.[1] ?? ''));
  return wrong < 0 ? [] : [error([...path, wrong], 'these hours overlap the ones before, or are out of order')];
}

function holidayIssue(holidays: WrittenSchedule['holidays'], path: Path): Issue[] {
  if (holidays === undefined || Array.isArray(holidays) || holidays.country === undefined) return [];
  if (publicHolidays(holidays.country) !== null) return [];
  return [{level: 'warning', path: [...path, 'country'], message: noHolidays(holidays.country, holidaysInstalled())}];
}

export function noHolidays(country: string, installed: boolean): string {
  const why = installed
    ? `the package date-holidays does not know the holidays of ${country}`
    : `the holidays of ${country} need the optional package date-holidays, installed beside handoff-audit`;
  return `${why}; only the dates given are used`;
}

function error(path: Path, message: string): Issue {
  return {level: 'error', path, message};
}
