import type {Schedule} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {readSql} from '../package-files.ts';
import {localHours} from './local-hours.ts';

/**
 * Creates the table `calendar` (one row per schedule and open interval, in UTC) for the local days from one to another,
 * both included, and the macros `open_before` and `deadline` of business-time.sql that read it.
 * The days must cover every instant asked about: before them no time is open, and after them the clock stands still.
 */
export async function buildCalendar(
  session: Session,
  schedules: ReadonlyMap<string, Schedule>,
  from: string,
  to: string,
): Promise<void> {
  await session.run(`create or replace table calendar (
    schedule varchar, open_at timestamp, close_at timestamp, open_us bigint, before_us bigint)`);
  await session.run(readSql('methods/business-time'));
  const insert = `insert into calendar ${readSql('methods/calendar')}`;
  for (const [schedule, hours] of schedules) {
    await session.run(insert, {
      schedule,
      time_zone: hours.time_zone,
      hours: JSON.stringify(localHours(hours, from, to)),
      from_day: from,
      to_day: to,
    });
  }
}
