import type {Definitions} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {buildCalendar} from '../methods/calendar.ts';
import {readSql} from '../package-files.ts';

/** Business time is not counted further back: an older start is a typing error. */
const EARLIEST = '1990-01-01';

/**
 * `calendar`: every open interval from the first start to as_of, and `calendar_slots`: the same cut into slots of equal
 * length, so that the business clock of millions of instants is read by an equal join on small integers (METHODS 1.6).
 */
export async function buildCompanyCalendar(session: Session, {business_hours}: Definitions): Promise<void> {
  const span = await session.row<{first: string; last: string}>(
    `select
         greatest(coalesce(min(least(h.start_at, h.mql_at)), s.as_of)::date - 2, $earliest::date)::varchar as first,
         (s.as_of::date + 2)::varchar as last
     from def_settings s left join starts h on true
     group by s.as_of`,
    {earliest: EARLIEST},
  );
  const schedules = new Map([['', business_hours.company], ...Object.entries(business_hours.teams)]);
  await buildCalendar(session, schedules, span.first, span.last);
  // from the calendar's first day on, also where it opens later: until then nothing has passed on the business clock
  await session.run(
    `create or replace table def_slot as
     select $minutes::bigint * 60000000 as slot_us, epoch_us($first::date::timestamp) as first_us`,
    {minutes: await slotMinutes(session), first: span.first},
  );
  await session.run(`create or replace table calendar_slots as\n${readSql('model/calendar_slots')}`);
}

/** The longest slot that no opening or closing time cuts: the common divisor of their minutes of the day. */
async function slotMinutes(session: Session): Promise<number> {
  const edges = await session.rows<{minute: number}>(
    `select distinct (epoch_us(edge) // 60000000) % 1440 as minute
     from (select open_at as edge from calendar union all select close_at from calendar)
     order by minute`,
  );
  return edges.reduce((divisor, {minute}) => greatestCommonDivisor(divisor, minute), 60);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
