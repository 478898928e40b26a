import {describe, expect, test} from 'vitest';
import type {Definitions} from '../../src/definitions/definitions.ts';
import {inTurn, ROUTING} from '../../src/measures/routing.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';
import {find, NO_GATES} from './handoffs-table.ts';

const measureRouting = inTurn(...ROUTING);

const users = [
  {user_id: 'ann', team: 'inbound', manager: 'mia', kind: 'person'},
  {user_id: 'bob', team: 'inbound', manager: 'mia', kind: 'person'},
  {user_id: 'mia', name: 'Mia Boss', team: 'inbound', kind: 'person'},
  {user_id: 'q', kind: 'queue'},
];

const routing = (changes: Partial<Definitions['routing']>) =>
  smallDefinitions({
    routing: {
      ...smallDefinitions().routing,
      rules: [{name: 'All', when: null, to: {team: 'inbound'}, distribute: 'round_robin'}],
      ...changes,
    },
  });

const measured = (tables: SmallExport, changes: Partial<Definitions['routing']> = {}) =>
  withModel({users, ...tables}, (session, model) => measureRouting(session, model, NO_GATES), routing(changes), {
    asOf: instant('2026-03-31T20:00:00Z'),
  });

/** Monday 2 March 2026, 10:00 in New York, and so many hours of the clock later. */
const at = (hours: number) => new Date(Date.parse('2026-03-02T15:00:00Z') + hours * 3_600_000).toISOString();
const lead = (lead_id: string, hours: number): SmallRow => ({lead_id, created_at: at(hours), mql_at: at(hours)});
const owned = (lead_id: string, hours: number, new_owner: string, old_owner = 'q'): SmallRow => ({
  lead_id,
  at: at(hours),
  old_owner,
  new_owner,
});
const call = (lead_id: string, hours: number, actor: string): SmallRow => ({
  lead_id,
  at: at(hours),
  actor,
  type: 'call',
});

describe('fairness', () => {
  // 24 leads an hour apart: eight while both are there, ann and bob in turn; eight of bob's absence all to ann; eight in turn
  const turns = Array.from({length: 24}, (_, hour) =>
    hour >= 8 && hour < 16 ? 'ann' : hour % 2 === 0 ? 'ann' : 'bob',
  );
  const tables = (owners: readonly string[]): SmallExport => ({
    leads: owners.map((_, hour) => lead(`L${hour}`, hour)),
    owner_history: owners.map((owner, hour) => owned(`L${hour}`, hour, owner)),
    activities: [call('L0', 1, 'ann')],
    absences: [{user_id: 'bob', from: at(8), to: at(16)}],
  });

  test('a holiday is not held against those who stayed: 16 of 16 and 8 of 8', async () => {
    const measures = await measured(tables(turns));
    expect(find(measures, 'routing.fairness', {rule: 'All'})).toMatchObject({value: 0, n: 24, status: 'ok'});
    expect(find(measures, 'routing.fairness', {rule: 'All', owner: 'ann'})).toMatchObject({
      value: 1,
      numerator: 16,
      denominator: 16,
    });
  });

  test('all to ann: 24 where 16 were fair, none where 8 were; chi-square 8²/16 + 8²/8 = 12', async () => {
    const weighted = users.map(user => ({...user, weight: ['ann', 'bob'].includes(user.user_id) ? 1 : null}));
    const known = await measured({...tables(turns.map(() => 'ann')), users: weighted});
    expect(find(known, 'routing.fairness', {rule: 'All'}).value).toBeCloseTo(12, 9);
    expect(find(known, 'routing.fairness', {rule: 'All', owner: 'bob'})).toMatchObject({value: 0, denominator: 8});
  });

  test('without weights nobody knows that bob, who never got a lead, is in the rotation', async () => {
    const measures = await measured(tables(turns.map(() => 'ann')));
    expect(find(measures, 'routing.fairness', {rule: 'All'}).value).toBeNull();
  });

  test('leads given to bob while he is away are counted apart', async () => {
    const measures = await measured(tables(turns.map((owner, hour) => (hour === 10 ? 'bob' : owner))));
    expect(find(measures, 'routing.fairness', {rule: 'All'})).toMatchObject({n: 23, excluded: {away: 1}});
  });
});

describe('load', () => {
  const DAY = 24;
  /** Ann's leads by the day they came and the day they were rejected. */
  const spells: readonly (readonly [string, number, number | null])[] = [
    ['A', 0, 10],
    ['B', 0, 10],
    ['C', 5, 10],
    ['D', 20, null],
  ];
  const leads = spells.map(([id, from, to]) => ({
    ...lead(id, from * DAY),
    rejected_at: to === null ? null : at(to * DAY),
  }));
  const tables = {
    leads,
    owner_history: [...spells.map(([id, from]) => owned(id, from * DAY, 'ann')), owned('B', 2 * DAY, 'bob', 'ann')],
    activities: [call('A', 1, 'ann')],
  };

  test('B goes to bob on the third day: ann has two for two days, again from day five to ten, then none, then one', async () => {
    const measures = await measured(tables, {capacity: {open_leads: 1}});
    const capacity = (segment = {}) => find(measures, 'routing.over_capacity', segment);
    expect(capacity()).toMatchObject({value: 0, denominator: 3});
    expect(capacity({what: 'ever'})).toMatchObject({value: 1, denominator: 3});
    // 2 to 31 March are thirty days; at the end of days 0, 1 and 5 to 9 two were open
    expect(capacity({owner: 'ann'})).toMatchObject({numerator: 7, denominator: 30});
    // bob had his lead from day two to the end of day ten
    expect(capacity({owner: 'bob'})).toMatchObject({numerator: 0, denominator: 28});
    // ann: four came, A, B and C left; bob: one came, one left
    expect(capacity({what: 'utilisation'})).toMatchObject({value: 5 / 4, numerator: 5, denominator: 4});
    // one is open, four left in thirty days
    expect(capacity({what: 'expected_wait'}).value).toBe((30 * 86_400) / 4);
  });

  test('a window of starts leaves ann the load she has, of leads that came before it too', async () => {
    const since = {asOf: instant('2026-03-31T20:00:00Z'), since: '2026-03-20'};
    const measures = await withModel(
      {users, ...tables},
      (session, model) => measureRouting(session, model, NO_GATES),
      routing({capacity: {open_leads: 1}}),
      since,
    );
    const capacity = (segment = {}) => find(measures, 'routing.over_capacity', segment);
    expect(capacity({owner: 'ann'})).toMatchObject({numerator: 7, denominator: 30});
    expect(capacity({what: 'utilisation'})).toMatchObject({value: 5 / 4, numerator: 5, denominator: 4});
    // routing itself is of the one lead that came in the window
    expect(find(measures, 'routing.unowned')).toMatchObject({value: 0, n: 1});
  });

  test('a quarter past midnight in Kolkata is the next day there', async () => {
    // 18:45 in UTC, and the hour it is in began the day before; rejected at noon two days on
    const started = {lead_id: 'A', created_at: '2026-03-02T18:45:00Z', mql_at: '2026-03-02T18:45:00Z', owner: 'ann'};
    const measures = await withModel(
      {
        users,
        leads: [{...started, rejected_at: '2026-03-05T06:30:00Z'}],
        owner_history: [{lead_id: 'A', at: '2026-03-02T18:45:00Z', old_owner: 'ann', new_owner: 'ann'}],
      },
      (session, model) => measureRouting(session, model, NO_GATES),
      {...routing({capacity: {open_leads: 0.5}}), time_zone: 'Asia/Kolkata'},
      {asOf: instant('2026-03-06T12:00:00Z')},
    );
    // open at the end of 3 and 4 March, of the four days from 3 to 6 March
    expect(find(measures, 'routing.over_capacity', {owner: 'ann'})).toMatchObject({numerator: 2, denominator: 4});
  });

  test('answers by quarter: eight leads at each of four loads, answered in 1, 2, 3 and 4 hours', async () => {
    // every quarter hour of a working day one more lead; nobody closes any, so the load when it came is its number
    const many = Array.from({length: 32}, (_, index) => lead(`M${index}`, index * 0.01));
    const measures = await measured({
      leads: many.map(row => ({...row, rejected_at: null})),
      owner_history: many.map(({lead_id}, index) => owned(String(lead_id), index * 0.01, 'ann')),
      activities: many.map(({lead_id}, index) =>
        call(String(lead_id), index * 0.01 + 1 + Math.floor(index / 8), 'ann'),
      ),
    });
    const median = (bucket: string) => find(measures, 'routing.answer_by_load', {bucket});
    expect(['lightest', 'lighter', 'heavier', 'heaviest'].map(bucket => median(bucket).value)).toEqual([
      3600, 7200, 10_800, 14_400,
    ]);
    expect(median('lightest').n).toBe(8);
    // four groups, each one tie: H = n - 1 = 31, and (31 - 4 + 1) / (32 - 4) = 1
    expect(find(measures, 'routing.answer_by_load', {what: 'effect'})).toMatchObject({n: 32, status: 'small_n'});
    expect(find(measures, 'routing.answer_by_load', {what: 'effect'}).value).toBeCloseTo(1, 9);
  });
});

describe('out of office', () => {
  const DAY = 24;
  const leads = [0, 1, 2, 7, 8, 9, 14].map(day => lead(`D${day}`, day * DAY));
  const history = leads.map(({lead_id}) => owned(String(lead_id), Number(String(lead_id).slice(1)) * DAY, 'ann'));
  const weekdays = Array.from({length: 29}, (_, day) => day).filter(day => day % 7 < 5);
  const working = (actor: string, off: (day: number) => boolean = () => false) =>
    weekdays.filter(day => !off(day)).map(day => call('D0', day * DAY + 1, actor));

  test('declared: three of seven, touched two, three and no days later', async () => {
    const measures = await measured({
      leads,
      owner_history: history,
      absences: [{user_id: 'ann', from: at(7 * DAY), to: at(12 * DAY)}],
      activities: [
        call('D0', 1, 'ann'),
        call('D7', 9 * DAY, 'bob'),
        call('D8', 11 * DAY, 'bob'),
        call('D9', 9 * DAY, 'bob'),
      ],
    });
    expect(find(measures, 'routing.out_of_office')).toMatchObject({numerator: 3, denominator: 7});
    // Kaplan-Meier of 0, 2 and 3 days: half are answered by the second
    expect(find(measures, 'routing.out_of_office', {what: 'wait'})).toMatchObject({
      value: 2 * 86_400,
      n: 3,
      status: 'small_n',
    });
  });

  describe('inferred: ann is silent for the five workdays of the second week', () => {
    const secondWeek = (day: number) => day >= 7 && day < 14;
    const silent = [...working('ann', secondWeek), ...working('bob')];
    const twoDays = (day: number) => day === 7 || day === 8;

    test.each([
      {what: 'while bob works', tables: {activities: silent}, handed: 3},
      {
        what: 'and the first of the three leads came in a declared absence',
        tables: {activities: silent, absences: [{user_id: 'ann', from: at(7 * DAY), to: at(7 * DAY + 9)}]},
        handed: 2,
      },
      {
        what: 'and so is bob',
        tables: {activities: [...working('ann', secondWeek), ...working('bob', secondWeek)]},
        handed: 0,
      },
      {
        what: 'no, for two days of it: a long weekend',
        tables: {activities: [...working('ann', twoDays), ...working('bob')]},
        handed: 0,
      },
    ])('$what', async ({tables, handed}) => {
      const measures = await measured({leads, owner_history: history, ...tables});
      expect(find(measures, 'routing.out_of_office', {what: 'inferred'})).toMatchObject({
        numerator: handed,
        denominator: 7,
        reason: expect.stringContaining('Inferred'),
      });
    });
  });
});

describe('escalation after four business hours, to the manager', () => {
  const escalate = {unworked_after: 4 * 3600, clock: 'business', to: 'manager'} as const;
  const share = async (history: readonly SmallRow[], activities: readonly SmallRow[], to: string = 'manager') => {
    const leads = ['late', 'quick', 'evening', 'moved'].map(id => lead(id, id === 'evening' ? 6 : 0));
    const measures = await measured(
      {leads, owner_history: [...leads.map(({lead_id}) => owned(String(lead_id), 0, 'ann')), ...history], activities},
      {escalate: {...escalate, to}},
    );
    return find(measures, 'routing.escalated');
  };
  // the working day ends at 17:00, seven hours after the first start: the evening lead has three hours left the next day
  const calls = [
    call('quick', 3, 'ann'),
    call('evening', 24 + 1.9, 'ann'),
    call('late', 5, 'ann'),
    call('moved', 30, 'mia'),
  ];

  test('two waited for more than four hours; one was passed on to ann’s manager', async () => {
    expect(await share([owned('moved', 5, 'mia', 'ann')], calls)).toMatchObject({numerator: 1, denominator: 2});
  });

  test('passed on to a colleague, or to the manager after the touch, is not escalated', async () => {
    const history = [owned('moved', 5, 'bob', 'ann'), owned('late', 6, 'mia', 'ann')];
    expect(await share(history, calls)).toMatchObject({numerator: 0, denominator: 2});
  });

  test('a user by name', async () => {
    expect(await share([owned('moved', 5, 'mia', 'ann')], calls, 'Mia Boss')).toMatchObject({numerator: 1});
  });

  test('nobody wrote down when', async () => {
    const measures = await measured({leads: [lead('L', 0)], owner_history: [owned('L', 0, 'ann')], activities: calls});
    expect(find(measures, 'routing.escalated')).toMatchObject({
      status: 'not_measurable',
      reason: expect.stringContaining('routing.escalate'),
    });
  });
});
