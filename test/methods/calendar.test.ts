import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Schedule} from '../../src/definitions/definitions.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {buildCalendar} from '../../src/methods/calendar.ts';
import {type Loose, NO_VECTORS, readVectors, VECTORS_PRESENT} from './vectors.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({threads: 1});
});
afterAll(() => session.close());

const NINE_TO_FIVE = [['09:00', '17:00']] as const;
const ALL_DAY = [['00:00', '24:00']] as const;

/** Open at the same hours on every day of the week, in New York. */
function everyDay(hours: Schedule['week']['mon'], more: Partial<Schedule> = {}): Schedule {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, hours ?? []]));
  return {time_zone: 'America/New_York', week, holidays: [], exceptions: {}, ...more};
}

/** Seconds of the schedule's business time between two instants. */
async function businessSeconds(schedule: Schedule, start: string, end: string): Promise<number> {
  await buildCalendar(session, new Map([['', schedule]]), dayAround(start, -2), dayAround(end, 2));
  const {seconds} = await session.row<{seconds: number}>(
    `with
    x as (
        select moment, '' as schedule, make_timestamp(epoch_us(t::timestamptz)) as t
        from (values ('start', $start), ('end', $end)) v(moment, t)
    ),
    read as (
        select x.moment, open_before(x.t, c.open_at, c.open_us, c.before_us) as before_us
        from x asof left join calendar c on c.schedule = x.schedule and x.t >= c.open_at
    )
    select (max(before_us) filter (moment = 'end') - max(before_us) filter (moment = 'start')) / 1e6 as seconds from read`,
    {start, end},
  );
  return seconds;
}

/** The earliest instant by which so many seconds of business time have passed. */
async function deadline(schedule: Schedule, start: string, seconds: number): Promise<string | null> {
  await buildCalendar(session, new Map([['', schedule]]), dayAround(start, -2), dayAround(start, 30));
  const {due} = await session.row<{due: string | null}>(
    `with
    x as (
        select '' as schedule, make_timestamp(epoch_us($start::timestamptz)) as start, $wait_us::bigint as wait_us
    ),
    started as (
        select x.*, open_before(x.start, c.open_at, c.open_us, c.before_us) as start_us
        from x asof left join calendar c on c.schedule = x.schedule and x.start >= c.open_at
    )
    select deadline(x.start, x.wait_us, x.start_us + x.wait_us, c.open_at, c.open_us, c.before_us) as due
    from started x
    asof left join calendar c on c.schedule = x.schedule and x.start_us + x.wait_us > c.before_us`,
    {start, wait_us: seconds * 1e6},
  );
  return due;
}

function dayAround(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
}

if (!VECTORS_PRESENT) {
  describe.skip(`business clock vectors (${NO_VECTORS})`, () => {
    test('none', () => {});
  });
}

describe.runIf(VECTORS_PRESENT)('business clock vectors', () => {
  test.each(cases('business_seconds'))('seconds: %s', async (_, {schedule, start, end}, expected) => {
    expect(await businessSeconds(ours(schedule), start, end)).toBe(expected);
  });

  test.each(cases('add_business_seconds'))('deadline: %s', async (_, {schedule, start, seconds}, expected) => {
    expect(await deadline(ours(schedule), start, seconds)).toBe(expected);
  });

  function cases(name: string): [id: string, input: Loose, expected: Loose][] {
    if (!VECTORS_PRESENT) return [];
    return readVectors(name).cases.map(({id, input, expected}) => [id, input, expected]);
  }

  function ours({tz, week, holidays, exceptions}: Loose): Schedule {
    return {time_zone: tz, week, holidays: holidays ?? [], exceptions: exceptions ?? {}};
  }
});

describe('hours in which clocks change', () => {
  // New York 2026: 02:00 -> 03:00 on 8 March at 07:00Z, 02:00 -> 01:00 on 1 November at 06:00Z
  test.each([
    [
      'the hour that comes twice counts twice',
      [['01:00', '02:00']],
      '2026-11-01T00:00:00Z',
      '2026-11-02T00:00:00Z',
      7200,
    ],
    ['so does a part of it', [['01:15', '01:45']], '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', 3600],
    ['and it is closed between', [['01:15', '01:45']], '2026-11-01T05:45:00Z', '2026-11-01T06:15:00Z', 0],
    [
      'the hour that never comes does not count',
      [['02:00', '03:00']],
      '2026-03-08T00:00:00Z',
      '2026-03-09T00:00:00Z',
      0,
    ],
    [
      'opening inside it: from the change on',
      [['02:30', '03:15']],
      '2026-03-08T00:00:00Z',
      '2026-03-09T00:00:00Z',
      900,
    ],
    ['closing inside it: up to the change', [['01:30', '02:30']], '2026-03-08T00:00:00Z', '2026-03-09T00:00:00Z', 1800],
  ] as const)('%s', async (_, hours, start, end, expected) => {
    expect(await businessSeconds(everyDay(hours), start, end)).toBe(expected);
  });

  test('a zone that leaves out a whole day has no such day', async () => {
    // Samoa went from 29 to 31 December 2011
    const samoa = everyDay(ALL_DAY, {time_zone: 'Pacific/Apia'});
    expect(await businessSeconds(samoa, '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toBe(2 * 86_400);
    const thatDay = everyDay([], {time_zone: 'Pacific/Apia', exceptions: {'2011-12-30': ALL_DAY}});
    expect(await businessSeconds(thatDay, '2011-12-28T00:00:00Z', '2012-01-02T00:00:00Z')).toBe(0);
  });
});

describe('calendar', () => {
  test('an exception wins over a holiday, and an empty one closes', async () => {
    const schedule = everyDay(NINE_TO_FIVE, {
      holidays: ['2026-07-03'],
      exceptions: {'2026-07-03': [['10:00', '12:00']], '2026-07-04': []},
    });
    await buildCalendar(session, new Map([['', schedule]]), '2026-07-02', '2026-07-05');
    expect(await session.rows('select open_at, close_at, before_us from calendar order by open_at')).toEqual([
      {open_at: '2026-07-02T13:00:00Z', close_at: '2026-07-02T21:00:00Z', before_us: 0},
      {open_at: '2026-07-03T14:00:00Z', close_at: '2026-07-03T16:00:00Z', before_us: 8 * 3600e6},
      {open_at: '2026-07-05T13:00:00Z', close_at: '2026-07-05T21:00:00Z', before_us: 10 * 3600e6},
    ]);
  });

  test('schedules keep apart, and one that is never open has no rows', async () => {
    const schedules = new Map([
      ['', everyDay(NINE_TO_FIVE)],
      ["O'Hare", everyDay(NINE_TO_FIVE, {time_zone: 'America/Chicago'})],
      ['closed', everyDay([])],
    ]);
    await buildCalendar(session, schedules, '2026-03-04', '2026-03-05');
    expect(
      await session.rows(
        'select schedule, count(*)::integer as intervals, min(open_at) as first from calendar group by 1 order by 1',
      ),
    ).toEqual([
      {schedule: '', intervals: 2, first: '2026-03-04T14:00:00Z'},
      {schedule: "O'Hare", intervals: 2, first: '2026-03-04T15:00:00Z'},
    ]);
  });

  test('a deadline that the calendar does not reach is unknown', async () => {
    expect(await deadline(everyDay(NINE_TO_FIVE), '2026-03-04T15:00:00Z', 365 * 86_400)).toBeNull();
  });

  test('the deadline is the inverse of the business clock, over both changes of the clock', async () => {
    const split = [
      ['00:00', '02:30'],
      ['09:00', '12:00'],
      ['13:00', '24:00'],
    ] as const;
    await buildCalendar(session, new Map([['', everyDay(split)]]), '2026-01-01', '2027-03-01');
    const {pairs, wrong} = await session.row<{pairs: number; wrong: number}>(`
      with
      x as (
          select
              '' as schedule,
              timestamp '2026-01-05' + to_microseconds((hash(i) % 31536000000000)::bigint) as start,
              (hash(i + 1000000) % 900000000000)::bigint + 1 as wait_us
          from range(2000) r(i)
      ),
      started as (
          select x.*, open_before(x.start, c.open_at, c.open_us, c.before_us) as start_us
          from x asof left join calendar c on c.schedule = x.schedule and x.start >= c.open_at
      ),
      due as (
          select x.*, deadline(x.start, x.wait_us, x.start_us + x.wait_us, c.open_at, c.open_us, c.before_us) as due
          from started x asof left join calendar c on c.schedule = x.schedule and x.start_us + x.wait_us > c.before_us
      )
      select
          count(*)::integer as pairs,
          (count(*) filter (
              open_before(x.due, c.open_at, c.open_us, c.before_us) - x.start_us is distinct from x.wait_us))::integer as wrong
      from due x asof left join calendar c on c.schedule = x.schedule and x.due >= c.open_at`);
    expect({pairs, wrong}).toEqual({pairs: 2000, wrong: 0});
  });
});
