import {describe, expect, test} from 'vitest';
import {readCharts} from '../../src/measures/charts.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {DAY, gate, HOUR, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const PROMISES = [
  {name: 'Fast', when: null, respond_within: HOUR, clock: 'calendar' as const, target: 0.9},
  {name: 'Slow', when: null, respond_within: 4 * HOUR, clock: 'business' as const, target: 0.8},
];

const company = (changes = {}) => model({definitions: {...smallDefinitions(), sla: PROMISES, ...changes}});

const answered = (wall_seconds: number, more = {}) => ({
  outcome: 'responded',
  wall_seconds,
  business_seconds: wall_seconds / 2,
  rep_wall: wall_seconds,
  rep_business: wall_seconds / 2,
  response_at: '2026-03-02T15:00:00',
  ...more,
});

const charted = (rows: Parameters<typeof withHandoffs>[0], one = company(), gates = NO_GATES) =>
  withHandoffs(rows, session => readCharts(session, one, gates));

const repeated = <T>(count: number, row: T): T[] => Array.from({length: count}, () => row);

describe('who still waits, by policy', () => {
  // ten leads: one leaves sight after 30 min; of the nine left two are answered at 1 h, one at 2 h, six never
  const ten = [
    {follow_wall: 1800},
    answered(HOUR),
    answered(HOUR),
    answered(2 * HOUR),
    ...repeated(6, {follow_wall: 90 * DAY}),
  ];

  test('is the share that Kaplan-Meier leaves, exact at the promise and at the edges', async () => {
    const {waiting} = await charted(ten);
    expect(waiting[0]).toMatchObject({policy: 'Fast', clock: 'buyer', time: 'wall', within_seconds: HOUR, n: 10});
    expect(waiting[0]?.answered).toBe(3);
    const at = (seconds: number) => waiting[0]?.points.find(point => point.seconds === seconds);
    expect(at(300)).toEqual({seconds: 300, waiting: 1, low: null, high: null, at_risk: 10});
    expect(at(HOUR)?.waiting).toBeCloseTo(7 / 9, 12);
    expect(at(HOUR)?.at_risk).toBe(9);
    expect(at(2 * HOUR)?.waiting).toBeCloseTo(6 / 9, 12);
    expect(at(7 * DAY)?.waiting).toBeCloseTo(6 / 9, 12);
    expect(waiting[0]?.points.at(-1)?.seconds).toBe(90 * DAY);
    const [low, high] = [at(HOUR)?.low ?? 0, at(HOUR)?.high ?? 0];
    expect(low < 7 / 9 && high > 7 / 9).toBe(true);
  });

  test('a promise in business time has its own clock first, and the wall clock without a promise', async () => {
    const {waiting} = await charted(ten.map(row => ({...row, policy_no: 2, follow_business: 30 * DAY})));
    const slow = waiting.filter(({policy}) => policy === 'Slow');
    expect(slow.map(({time, within_seconds}) => [time, within_seconds])).toEqual([
      ['business', 4 * HOUR],
      ['wall', null],
    ]);
    // nobody leaves sight early on this clock
    expect(slow[0]?.points.find(({seconds}) => seconds === HOUR)?.waiting).toBeCloseTo(0.7, 12);
  });

  test('a thousand different answers are at most a few dozen points', async () => {
    const {waiting} = await charted(Array.from({length: 1000}, (_, index) => answered(10 + 2 * index)));
    const points = waiting[0]?.points ?? [];
    expect(points.length).toBeLessThan(65);
    expect(points.every(({waiting: share}, index) => index === 0 || share <= (points[index - 1]?.waiting ?? 0))).toBe(
      true,
    );
    expect(points.at(-1)).toMatchObject({seconds: 7 * DAY, waiting: 0});
  });

  test('too few leads make no curve; without a promise there is none', async () => {
    const {waiting} = await charted(ten.slice(0, 9));
    expect(waiting[0]).toMatchObject({status: 'small_n', points: []});
    expect((await charted(ten, company({sla: []}))).waiting).toEqual([]);
    expect((await charted(ten, company(), gate('G1', 'hard'))).waiting).toEqual([]);
  });

  test('promises from the assignment on leave out what nobody owned', async () => {
    const response = {...smallDefinitions().response, start: 'rep' as const};
    const rows = [...ten.map(row => ({...row, rep_follow_wall: 90 * DAY})), answered(60, {on_rep_clock: false})];
    const {waiting} = await withHandoffs(rows, async session => {
      await session.run("update def_settings set start_clock = 'rep'");
      return readCharts(session, company({response}), NO_GATES);
    });
    expect(waiting[0]).toMatchObject({clock: 'rep', n: 10, answered: 3});
    expect(waiting[0]?.points.find(({seconds}) => seconds === HOUR)?.waiting).toBeCloseTo(0.8, 12);
  });
});

describe('weekday and hour', () => {
  test('of the start and of the first touch, in local time; what has none is counted apart', async () => {
    const {hours} = await charted([
      answered(60, {start_weekday: 1, start_hour: 9, response_at: '2026-03-02T15:00:00'}),
      // 04:30 in London on Tuesday is 23:30 in New York on Monday
      answered(60, {start_weekday: 7, start_hour: 23, response_at: '2026-03-03T04:30:00'}),
      {start_weekday: 7, start_hour: 23},
      answered(60, {excluded: 'bulk_import'}),
    ]);
    const [arrivals, touches] = hours;
    expect(arrivals).toMatchObject({what: 'arrivals', n: 3, without: 0, excluded: {bulk_import: 1}, status: 'ok'});
    expect(arrivals?.counts[0]?.[9]).toBe(1);
    expect(arrivals?.counts[6]?.[23]).toBe(2);
    expect(arrivals?.counts.flat().reduce((sum, count) => sum + count)).toBe(3);
    expect(touches).toMatchObject({what: 'first_touches', n: 2, without: 1});
    expect(touches?.counts[0]?.[10]).toBe(1);
    expect(touches?.counts[0]?.[23]).toBe(1);
  });

  test('dates without a time have no hour', async () => {
    const {hours} = await charted([answered(60)], company(), gate('G1', 'hard'));
    expect(hours.map(({status, n, counts}) => [status, n, counts])).toEqual([
      ['not_measurable', 0, []],
      ['not_measurable', 0, []],
    ]);
  });
});

describe('reps', () => {
  const kept = (owner: string, n: number, x: number, more = {}) => [
    ...repeated(x, answered(60, {first_human_owner: owner, ...more})),
    ...repeated(n - x, {first_human_owner: owner, ...more}),
  ];

  test('each against what the team keeps of the same promises, with exact binomial limits', async () => {
    // policy 1: 45 of 90 kept, policy 2: 30 of 40
    const {reps} = await charted([
      ...kept('ann', 40, 30),
      ...kept('bob', 40, 5),
      ...kept('cy', 10, 10),
      ...kept('cy', 40, 30, {policy_no: 2, sla_clock: 'business'}),
      ...kept('dee', 9, 9, {policy_no: null}),
    ]);
    expect(reps).toMatchObject({kept: 75, n: 130, phi: 1, too_few: 0, left_out: 0, status: 'ok'});
    expect(reps.reps.map(({owner, n, kept: x, expected, verdict}) => [owner, n, x, expected, verdict])).toEqual([
      ['cy', 50, 40, 35, 'inside'],
      ['ann', 40, 30, 20, 'watch'],
      ['bob', 40, 5, 20, 'outside'],
    ]);
    // quantiles .025 .975 .001 .999 of the binomial of 40 and .5; 30 itself is not beyond
    expect(reps.reps[1]).toMatchObject({watch: {low: 14, high: 26}, outside: {low: 10, high: 30}});
    expect(reps.funnel.at(-1)).toEqual({
      n: 50,
      watch: {low: 22, high: 36},
      outside: {low: 18, high: 39},
    });
  });

  test('fewer than ten promises are counted, not drawn; one rep is no team', async () => {
    const {reps} = await charted([...kept('ann', 20, 10), ...kept('bob', 20, 10), ...kept('cy', 9, 0)]);
    expect(reps).toMatchObject({too_few: 1, n: 49});
    expect(reps.reps.map(({owner}) => owner)).toEqual(['ann', 'bob']);
    expect((await charted(kept('ann', 20, 10))).reps).toMatchObject({status: 'small_n', reps: [], funnel: []});
  });

  test('of very many those inside with fewest promises are left out', async () => {
    const many = Array.from({length: 160}, (_, index) => kept(`r${String(index).padStart(3, '0')}`, 10, 5)).flat();
    const {reps} = await charted(many);
    expect(reps.reps).toHaveLength(150);
    expect(reps.left_out).toBe(10);
  });

  test('nothing is promised: nobody is measured', async () => {
    expect((await charted(kept('ann', 20, 10), company({sla: []}))).reps).toMatchObject({
      status: 'not_measurable',
      reason: expect.stringContaining('promise nothing'),
      reps: [],
    });
  });
});
