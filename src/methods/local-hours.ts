import type {Hours, Schedule, Weekday} from '../definitions/definitions.ts';

/** Minutes since 1970-01-01 00:00 on the wall clock of the schedule's zone; close is the first minute after it. */
export type LocalInterval = readonly [open: number, close: number];

const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = 24 * 60;

/** Open hours of a schedule on the local days from one to another, both included, in order, overlaps merged (METHODS 1.6). */
export function localHours(schedule: Schedule, from: string, to: string): LocalInterval[] {
  const holidays = new Set(schedule.holidays);
  const intervals: LocalInterval[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    const date = new Date(day * DAY * 60_000);
    for (const [open, close] of merged(hoursOn(schedule, holidays, date)))
      intervals.push([day * DAY + open, day * DAY + close]);
  }
  return intervals;
}

/** Exceptions win over holidays, holidays over the week. */
function hoursOn(schedule: Schedule, holidays: ReadonlySet<string>, date: Date): Hours {
  const day = date.toISOString().slice(0, 10);
  const exception = Object.hasOwn(schedule.exceptions, day) ? schedule.exceptions[day] : undefined;
  if (exception !== undefined) return exception;
  if (holidays.has(day)) return [];
  return schedule.week[WEEKDAYS[date.getUTCDay()] as Weekday] ?? [];
}

function merged(hours: Hours): LocalInterval[] {
  const inOrder = hours.map(([open, close]) => [minutes(open), minutes(close)] as const).sort((a, b) => a[0] - b[0]);
  const result: LocalInterval[] = [];
  for (const [open, close] of inOrder) {
    const last = result.at(-1);
    if (last !== undefined && open <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], close)];
    else if (close > open) result.push([open, close]);
  }
  return result;
}

/** Of `HH:MM`; `24:00` is the end of the day. */
function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / (DAY * 60_000);
}
