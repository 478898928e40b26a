import {describe, expect, test} from 'vitest';
import {measureQuality} from '../../src/measures/quality.ts';
import {inTurn, ROUTING} from '../../src/measures/routing.ts';
import {createSmallTable} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {find, gate, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const measureRouting = inTurn(...ROUTING);

const definitions = smallDefinitions({
  routing: {
    ...smallDefinitions().routing,
    rules: [{name: 'EMEA', when: null, to: {team: 'emea'}, distribute: null}],
    capacity: {open_leads: 2},
  },
});

interface Tables {
  users?: Parameters<typeof createSmallTable>[3];
  leads?: Parameters<typeof createSmallTable>[3];
  activities?: Parameters<typeof createSmallTable>[3];
}

const LEAD_COLUMNS = {
  lead_key: 'integer',
  ...Object.fromEntries(
    ['lead_id', 'email_key', 'first_name', 'last_name', 'company', 'domain', 'country', 'phone'].map(name => [
      name,
      'varchar',
    ]),
  ),
};

const measured = (rows: Parameters<typeof withHandoffs>[0], tables: Tables = {}, without: string[] = []) =>
  withHandoffs(rows, async session => {
    await createSmallTable(
      session,
      'stg_users',
      {user_id: 'varchar', active: 'boolean', kind: 'varchar', capacity: 'double'},
      tables.users ?? [],
    );
    await session.run(`create or replace table owner_spans as
      select lead_key, start_at as from_at, null::timestamp as to_at, open_owner as owner, open_owner_kind as owner_kind
      from handoffs`);
    await session.run(`create or replace view open_handoffs as
      select handoff_key, lead_key, lead_id, start_at, least(closed_at, sql_time) as ended_at
      from handoffs where not (reached_sql and sql_time is null)`);
    await session.run('create or replace macro local_start(t) as t');
    await createSmallTable(session, 'stg_leads', LEAD_COLUMNS, tables.leads ?? []);
    await session.run(
      "create or replace table population as select lead_key, case when lead_key >= 90 then 'merged' else 'kept' end as step from stg_leads",
    );
    await createSmallTable(
      session,
      'stg_activities',
      {lead_key: 'integer', row_id: 'bigint', at: 'timestamp', actor_id: 'varchar', counts: 'boolean'},
      tables.activities ?? [],
    );
    // who was away when is in routing-practice.test.ts
    return measureRouting(session, model({definitions}, ['absences', 'activities.actor', ...without]), NO_GATES);
  });

describe('owners', () => {
  const open = (open_owner: string | null, open_owner_kind: string) => ({open_owner, open_owner_kind});

  test('of open handoffs, those with nobody, a queue or an integration; an unknown owner is neither', async () => {
    const measures = await measured([
      open(null, 'none'),
      open('q', 'queue'),
      open('sync', 'integration'),
      open('ann', 'person'),
      open('somebody', 'unknown'),
      {...open(null, 'none'), reached_sql: true},
      {...open(null, 'none'), closed_at: '2026-03-05T00:00:00'},
    ]);
    expect(find(measures, 'routing.unowned')).toMatchObject({value: 3, denominator: 4, excluded: {unknown_owner: 1}});
    expect(find(measures, 'routing.unowned', {source: 'Demo'}).value).toBe(3);
  });

  test('people who left, and people with too much', async () => {
    const users = [
      {user_id: 'ann', active: true, kind: 'person', capacity: null},
      {user_id: 'bob', active: false, kind: 'person', capacity: null},
      {user_id: 'cleo', active: true, kind: 'person', capacity: 9},
    ];
    const owned = (owner: string, count: number) => Array.from({length: count}, () => open(owner, 'person'));
    const measures = await measured([...owned('ann', 3), ...owned('bob', 2), ...owned('cleo', 9)], {users});
    expect(find(measures, 'routing.inactive_owner')).toMatchObject({value: 2, denominator: 14});
    expect(find(measures, 'routing.over_capacity')).toMatchObject({value: 1, denominator: 2});
  });
});

test('parking runs from the start to the first human owner; the unowned are censored', async () => {
  const parked = (minutes: number) => ({
    first_human_owner_at: new Date(Date.parse('2026-03-02T14:00:00Z') + minutes * 60_000).toISOString().slice(0, 19),
  });
  const measures = await measured([...[0, 10, 20, 30, 40, 50].map(parked), {first_human_owner_at: null}]);
  expect(find(measures, 'routing.queue_time', {what: 'p50'})).toMatchObject({
    value: 1800,
    numerator: 6,
    n: 7,
    status: 'ok',
  });
  expect(find(measures, 'routing.queue_time', {what: 'p90'})).toMatchObject({value: null, status: 'small_n'});
});

test('bounces and ping-pong', async () => {
  const bounced = (owner_changes_before_touch: number, pingpong = false) => ({owner_changes_before_touch, pingpong});
  const measures = await measured([bounced(0), bounced(1), bounced(2, true), bounced(5)]);
  expect(find(measures, 'routing.bounced')).toMatchObject({numerator: 2, denominator: 4});
  expect(find(measures, 'routing.bounced', {what: 'once'})).toMatchObject({numerator: 3});
  expect(find(measures, 'routing.pingpong')).toMatchObject({numerator: 1, denominator: 4});
});

test('rules: wrong of those that can be told, uncovered of those that were judged', async () => {
  const ruled = (routing_state: string, misrouted: boolean | null) => ({
    routing_state,
    misrouted,
    routing_rule: routing_state === 'matched' ? 'EMEA' : null,
  });
  const measures = await measured([
    ruled('matched', true),
    ruled('matched', false),
    ruled('matched', null),
    ruled('uncovered', null),
    ruled('undetermined', null),
  ]);
  expect(find(measures, 'routing.misrouted')).toMatchObject({
    numerator: 1,
    denominator: 2,
    excluded: {undetermined: 3},
  });
  expect(find(measures, 'routing.misrouted', {rule: 'EMEA'})).toMatchObject({numerator: 1, denominator: 2});
  expect(find(measures, 'routing.uncovered')).toMatchObject({
    numerator: 1,
    denominator: 4,
    excluded: {undetermined: 1},
  });
});

test('duplicates share an email; two reps within seven days collide', async () => {
  const leads = [
    {lead_key: 1, email_key: 'ann@x.io'},
    {lead_key: 2, email_key: 'ann@x.io'},
    {lead_key: 3, email_key: 'bob@x.io'},
    {lead_key: 4, email_key: 'bob@x.io'},
    {lead_key: 5, email_key: 'cleo@x.io'},
    {lead_key: 6, email_key: null},
    {lead_key: 91, email_key: 'cleo@x.io'},
    {lead_key: 7, email_key: 'dan@x.io'},
    {lead_key: 8, email_key: 'dan@x.io'},
  ];
  const touch = (lead_key: number, day: number, actor_id: string) => ({
    lead_key,
    row_id: lead_key * 100 + day,
    at: `2026-03-${String(day).padStart(2, '0')}T10:00:00`,
    actor_id,
    counts: true,
  });
  const activities = [touch(1, 1, 'ann'), touch(2, 8, 'bob'), touch(3, 1, 'ann'), touch(4, 9, 'bob')];
  const measures = await measured([{}], {leads, activities});
  const count = (what: string) => find(measures, 'routing.duplicates', {what});
  expect(count('clusters')).toMatchObject({value: 3, denominator: 4, excluded: {no_email: 1}});
  expect(count('leads')).toMatchObject({value: 6, denominator: 7});
  expect(count('collisions')).toMatchObject({value: 1, denominator: 3});
  expect(count('untouched')).toMatchObject({value: 1, denominator: 3});
});

test.each([
  ['routing.unowned', {}, ['leads.owner', 'owner_history'], 'add leads.owner or owner_history to the export'],
  ['routing.bounced', {}, ['owner_history'], 'add owner_history to the export'],
  ['routing.misrouted', {}, ['users.team'], 'add users.team to the export'],
  ['routing.duplicates', {what: 'collisions'}, ['activities'], 'add activities to the export'],
  ['routing.out_of_office', {}, ['absences'], 'add absences to the export'],
])('%s %j is not measurable without %j', async (id, segment, without, reason) => {
  expect(find(await measured([{}], {}, without), id, segment)).toMatchObject({
    value: null,
    status: 'not_measurable',
    reason,
  });
});

test('gates stand among the measures', () => {
  const [soft] = measureQuality(gate('G8', 'soft', 'Half is logged.'));
  expect(soft).toMatchObject({id: 'quality.g8', status: 'degraded', reason: 'Half is logged.', unit: 'share'});
  expect(measureQuality(gate('G10', 'pass'))[0]).toMatchObject({
    id: 'quality.g10',
    status: 'ok',
    unit: 'seconds',
    reason: null,
  });
  expect(measureQuality(gate('G5', 'not_measurable'))[0]).toMatchObject({value: null, status: 'not_measurable'});
});
