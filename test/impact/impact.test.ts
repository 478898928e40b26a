import {describe, expect, test} from 'vitest';
import type {Criteria, Definitions} from '../../src/definitions/definitions.ts';
import {openSession} from '../../src/engine/session.ts';
import {pilotSize} from '../../src/impact/figures.ts';
import {type ImpactOptions, measureImpact} from '../../src/impact/impact.ts';
import type {Impact} from '../../src/impact/result.ts';
import {shareOf} from '../../src/measures/measure.ts';
import {lift} from '../../src/methods/lift.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {createSmallExport, type SmallExport} from '../support/small-export.ts';
import {instant} from '../support/with-model.ts';

const AS_OF = '2026-06-01T00:00:00Z';
const MQL = '2026-03-02T15:00:00Z';

const mql = (criteria: Criteria, changes: Partial<Definitions> = {}) =>
  smallDefinitions({stages: {mql: criteria, sql: null}, ...changes});

const OLD = mql({
  all: [
    {name: 'size', field: 'employees', between: [50, 1000]},
    {field: 'email', present: true},
  ],
});
const NEW = mql({
  all: [
    {name: 'size', field: 'employees', gte: 100},
    {name: 'source', field: 'source', is: 'Demo'},
  ],
});

function lead(lead_id: string, employees: number | null, source: string, more: SmallRow = {}): SmallRow {
  return {
    lead_id,
    employees,
    source,
    email: `${lead_id}@x.example`,
    created_at: MQL,
    mql_at: MQL,
    owner: 'ann',
    sql_at: null,
    ...more,
  };
}

const LEADS = [
  lead('kept-won', 200, 'Demo', {sql_at: '2026-03-10T00:00:00Z'}),
  lead('kept', 300, 'Demo'),
  lead('small', 60, 'Demo', {sql_at: '2026-03-10T00:00:00Z'}),
  lead('small-web', 60, 'Web'),
  lead('web', 200, 'Web'),
  lead('unknown', null, 'Demo'),
  lead('tiny', 20, 'Demo'),
  lead('huge', 2000, 'Demo', {mql_at: null}),
  lead('nobody', 20, 'Web', {mql_at: null}),
];

const TABLES: SmallExport = {
  leads: LEADS,
  activities: [{lead_id: 'kept', at: '2026-03-02T17:00:00Z', type: 'call', actor: 'ann'}],
  opportunities: [
    {
      opportunity_id: 'o1',
      lead_id: 'kept-won',
      created_at: '2026-03-12T00:00:00Z',
      closed_at: '2026-04-01T00:00:00Z',
      is_won: true,
      is_closed: true,
      amount: 100_000,
    },
  ],
};

/** By its input: the same question is asked once. */
const known = new Map<string, Promise<Impact>>();

function impactOf(
  old: Definitions,
  now: Definitions,
  options: Partial<ImpactOptions> = {},
  tables = TABLES,
): Promise<Impact> {
  const key = JSON.stringify([old, now, options, tables]);
  const found = known.get(key) ?? measured(old, now, options, tables);
  known.set(key, found);
  return found;
}

async function measured(
  old: Definitions,
  now: Definitions,
  options: Partial<ImpactOptions>,
  tables: SmallExport,
): Promise<Impact> {
  const session = await openSession({threads: 2});
  try {
    const source = await createSmallExport(session, tables);
    return await measureImpact(session, source, {old, now}, {asOf: instant(AS_OF), practiceDiffers: false, ...options});
  } finally {
    session.close();
  }
}

const set = (impact: Impact, name: string) => impact.sets.find(({set}) => set === name);
const counts = ({sets}: Impact) => Object.fromEntries(sets.map(({set, leads}) => [set, leads]));

describe('who changes sides', () => {
  test('by hand: every lead in one set, and the ids', async () => {
    const impact = await impactOf(OLD, NEW, {leads: true});
    expect(counts(impact)).toEqual({kept: 2, leaves: 3, enters: 1, undetermined: 1, neither: 2});
    expect(impact.considered).toEqual({all: 9, handoffs: 7, never_handed_off: 2});
    expect(Object.fromEntries(impact.sets.map(({set, ids}) => [set, ids]))).toEqual({
      kept: ['kept', 'kept-won'],
      leaves: ['small', 'small-web', 'web'],
      enters: ['huge'],
      undetermined: ['unknown'],
      neither: ['nobody', 'tiny'],
    });
  });

  test('leave-one-out: small leaves by size, web by source, small-web by both, huge enters by the old size', async () => {
    const {clauses} = await impactOf(OLD, NEW);
    expect(clauses).toEqual([
      {of: 'old', clause: 'size', leaves: 0, enters: 1},
      {of: 'old', clause: 'email present', leaves: 0, enters: 0},
      {of: 'new', clause: 'size', leaves: 1, enters: 0},
      {of: 'new', clause: 'source', leaves: 1, enters: 0},
    ]);
  });

  test('a clause of any counts where it alone let a lead in', async () => {
    const either = mql({
      any: [
        {field: 'employees', gte: 100},
        {name: 'demo', field: 'source', is: 'Demo'},
      ],
    });
    const {clauses} = await impactOf(either, mql({field: 'employees', gte: 100}));
    // small and tiny were in for their source alone
    expect(clauses).toContainEqual({of: 'old', clause: 'demo', leaves: 2, enters: 0});
  });

  test('who hangs on a single clause is counted once, whichever side has the clause and however many it has', async () => {
    const parts: Criteria[] = [
      {name: 'big', field: 'employees', gte: 100},
      {name: 'demo', field: 'source', is: 'Demo'},
      {name: 'mail', field: 'email', present: true},
    ];
    const impact = await impactOf(mql({at_least: 2, of: parts}), mql({all: parts}));
    // small and tiny meet source and mail, web size and mail
    expect(counts(impact)).toMatchObject({leaves: 3, enters: 0});
    expect(impact.clauses.filter(({leaves}) => leaves > 0)).toEqual([
      {of: 'old', clause: 'big', leaves: 1, enters: 0},
      {of: 'old', clause: 'demo', leaves: 2, enters: 0},
      {of: 'old', clause: 'mail', leaves: 3, enters: 0},
      {of: 'new', clause: 'big', leaves: 2, enters: 0},
      {of: 'new', clause: 'demo', leaves: 1, enters: 0},
    ]);
    expect(impact.decided).toEqual({leaves: 3, enters: 0});
    // small-web leaves by size and by source, and hangs on neither alone
    expect((await impactOf(OLD, NEW)).decided).toEqual({leaves: 2, enters: 1});
  });

  test('another wording moves nobody; exchanged sides mirror', async () => {
    const reworded = mql({
      all: [
        {name: 'e-mail', field: 'email', present: true},
        {field: 'employees', between: [50, 1000]},
      ],
    });
    expect(counts(await impactOf(OLD, reworded))).toMatchObject({leaves: 0, enters: 0});
    const mirrored = counts(await impactOf(NEW, OLD));
    expect(mirrored).toEqual({kept: 2, leaves: 1, enters: 3, undetermined: 1, neither: 2});
  });

  test('a definition that says nothing leaves everybody undetermined, and says so', async () => {
    const impact = await impactOf(smallDefinitions(), NEW);
    expect(counts(impact)).toMatchObject({undetermined: 9});
    expect(impact.notes.join()).toContain('The old definitions do not say what an MQL is');
  });
});

describe('what they became', () => {
  test('worked, SQLs within 30 days, won and money', async () => {
    const impact = await impactOf(OLD, NEW, {leads: true});
    expect(set(impact, 'kept')).toMatchObject({
      worked: 1,
      won: {leads: 1, cents: 100_000, ids: ['kept-won']},
      // nobody says who was accepted; 90 days have passed since the MQL, 180 not
      stages: [
        {status: 'not_measurable'},
        {numerator: 1, n: 2, interval: {method: 'wilson'}},
        {id: 'impact.opportunity', numerator: 1, n: 2},
        {id: 'impact.won', n: 0},
      ],
    });
    expect(set(impact, 'leaves')?.stages[1]).toMatchObject({numerator: 1, n: 3});
    // 1 of 3 less 1 of 2
    expect(impact.leaves_against_kept?.difference.value).toBeCloseTo(1 / 3 - 1 / 2);
    // nobody left in the last full weeks
    expect(impact.leaves_against_kept).toMatchObject({expected_sqls_a_quarter: 0, most_sqls_a_quarter: 0});
  });

  test('recall is of the wins that the definition can judge', async () => {
    const leads = [...LEADS, lead('unknown-won', null, 'Demo')];
    const [deal] = TABLES.opportunities ?? [];
    const opportunities = [...(TABLES.opportunities ?? []), {...deal, opportunity_id: 'o2', lead_id: 'unknown-won'}];
    const {quality} = await impactOf(OLD, NEW, {}, {...TABLES, leads, opportunities});
    expect(quality.map(({recall}) => recall)).toMatchObject([
      {numerator: 1, n: 1, excluded: {undetermined: 1}},
      {numerator: 1, n: 1, excluded: {undetermined: 1}},
    ]);
  });

  test('precision and lift of a definition are the same whatever it is compared with', async () => {
    const horizon = {
      mql_to_sal: 86_400,
      mql_to_sql: 864_000,
      sql_to_opportunity: 864_000,
      opportunity_to_won: 2_592_000,
    };
    const soon = (criteria: Definitions) => ({...criteria, funnel: {...criteria.funnel, horizon}});
    // an idle lead that only the new definition takes, old enough to have been won
    const tables = {...TABLES, leads: [...LEADS, lead('idle', 2000, 'Demo')]};
    const [one, other] = [
      await impactOf(soon(OLD), soon(NEW), {}, tables),
      await impactOf(soon(NEW), soon(OLD), {}, tables),
    ];
    expect(one.quality).toMatchObject([
      // of kept-won, kept, small, small-web and web; of them and tiny and idle
      {of: 'old', precision: {numerator: 1, n: 5}, lift: {value: 1 / 5 / (1 / 7)}},
      // of kept-won, kept and idle; a lift over them and the four that it can judge
      {of: 'new', precision: {numerator: 1, n: 3}, lift: {value: 1 / 3 / (1 / 7)}},
    ]);
    const bare = ({quality}: Impact) =>
      quality.map(({precision, lift}) => [precision, lift].map(({value, n, interval}) => ({value, n, interval})));
    expect(bare(other).toReversed()).toEqual(bare(one));
  });

  test('what enters is unknown until tried', async () => {
    const impact = await impactOf(OLD, NEW);
    expect(set(impact, 'enters')?.stages[1]).toMatchObject({
      status: 'not_measurable',
      reason: 'unknown until tried: 0 of these leads were ever worked, it takes 30',
    });
    expect(impact.trial).toMatchObject({worked: 0, measurable: false});
  });

  test('thirty worked leads of what enters are enough', async () => {
    const many = Array.from({length: 30}, (_, index) =>
      lead(`e${index}`, 2000, 'Demo', {sql_at: index < 6 ? '2026-03-05T00:00:00Z' : null}),
    );
    const impact = await impactOf(
      OLD,
      NEW,
      {},
      {
        leads: [...many, lead('idle', 2000, 'Demo')],
        activities: many.map(({lead_id}) => ({
          lead_id: lead_id ?? null,
          at: '2026-03-02T17:00:00Z',
          type: 'call',
          actor: 'ann',
        })),
      },
    );
    expect(set(impact, 'enters')).toMatchObject({leads: 31, worked: 30});
    // of the worked ones only
    expect(set(impact, 'enters')?.stages[1]).toMatchObject({numerator: 6, n: 30});
  });

  test('a pilot tells half the conversion from the whole', () => {
    // 20% of 1000 against 10% of the pilot: the larger the group it is compared with, the smaller the pilot
    const size = pilotSize(shareOf('impact.sql', {}, 200, 1000)) ?? 0;
    expect(size).toBeGreaterThan(30);
    expect(pilotSize(shareOf('impact.sql', {}, 20, 100)) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(size);
    expect(pilotSize(shareOf('impact.sql', {}, 0, 100))).toBeNull();
  });
});

describe('promises and routing under both', () => {
  const call = {activities: [{lead_id: 'kept', at: '2026-03-02T17:00:00Z', type: 'call', actor: 'ann'}]};
  const hour = {sla: [{name: 'All', when: null, respond_within: 3600, clock: 'calendar', target: 0.9}]} as const;

  test('a shorter promise is judged in a model of its own', async () => {
    const tables = {...TABLES, leads: [lead('kept', 300, 'Demo')], ...call};
    const now = {...NEW, ...hour};
    const impact = await impactOf(OLD, now, {practiceDiffers: true}, tables);
    const whole = impact.promises.find(({name, what}) => name === null && what === 'all');
    // answered after two hours: within four, not within one
    expect(whole).toMatchObject({old: {numerator: 1, n: 1}, new: {numerator: 0, n: 1}, difference: {value: -1}});
    expect(impact.moved).toEqual({policy: 0, expected_team: 0, only_old: 0, only_new: 0});
  });

  test('an exclusion shows as handoffs of one side only', async () => {
    const now = {...NEW, exclude: [{name: 'web', when: {field: 'source', is: 'Web'} as const}]};
    const impact = await impactOf(OLD, now, {practiceDiffers: true});
    expect(impact.moved).toMatchObject({only_old: 2, only_new: 0});
    expect(impact.notes.join()).toContain('2 handoffs only under the old definitions and 0 only under the new');
  });

  test('where only a stage differs, one model says the same as two', async () => {
    expect(await impactOf(OLD, NEW, {practiceDiffers: true})).toEqual(await impactOf(OLD, NEW));
  });
});

test('lift of a part against the whole, by hand', () => {
  // 20 of 100 against 25 of 200: 0.2 / 0.125; the rest won 5 of 100
  const found = lift(20, 100, 25, 200);
  expect(found?.lift).toBeCloseTo(1.6);
  const se = (5 / 25) * Math.sqrt(0.8 / 20 + 0.95 / 5);
  expect(Math.log((found?.high ?? 0) / 1.6)).toBeCloseTo(1.959964 * se, 5);
  expect(lift(0, 100, 25, 200)).toBeNull();
});
