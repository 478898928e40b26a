import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Criteria, Definitions} from '../../src/definitions/definitions.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {readClauses} from '../../src/impact/figures.ts';
import {measureImpact} from '../../src/impact/impact.ts';
import {judgeBoth} from '../../src/impact/judge.ts';
import type {ClauseImpact, Impact, SetImpact, SetName} from '../../src/impact/result.ts';
import {readSets} from '../../src/impact/sets.ts';
import type {Export} from '../../src/ingest/export.ts';
import {buildModel, type Model} from '../../src/model/model.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {createSmallExport, type SmallExport} from '../support/small-export.ts';
import {instant} from '../support/with-model.ts';

const SEED = 20261124;
const DAY = 86_400;
const HANDED = 90;
const LEADS = 120;

// --- definitions -----------------------------------------------------------------------------------------------------

const size = fc.constantFrom(10, 50, 100, 500, 2000);
const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  size.map((gte): Criteria => ({field: 'employees', gte})),
  fc.tuple(size, size).map(([low, high]): Criteria => ({field: 'employees', between: [low, high]})),
  fc.subarray(['Demo', 'Web', 'Event'], {minLength: 1}).map((list): Criteria => ({field: 'source', in: list})),
  fc.constantFrom<Criteria>(
    {field: 'source', matches: '(?i)^w'},
    {field: 'title', contains: 'vp'},
    {field: 'title', present: true},
    {field: 'email', domain: ['acme.example']},
    {use: 'fit'},
  ),
  fc
    .record({signal: fc.constantFrom('demo', 'pricing', 'either'), count: fc.integer({min: 1, max: 3})})
    .chain(({signal, count}) => fc.constantFrom(null, 7 * DAY).map((within): Criteria => ({signal, count, within}))),
);
const {criteria} = fc.letrec<{criteria: Criteria}>(tie => {
  const parts = fc.array(tie('criteria'), {minLength: 1, maxLength: 3});
  return {
    criteria: fc.oneof(
      {maxDepth: 3, depthSize: 'small'},
      leaf,
      parts.map((all): Criteria => ({all})),
      parts.map((any): Criteria => ({any})),
      parts.map((none): Criteria => ({none})),
      parts.map((of): Criteria => ({at_least: Math.min(2, of.length), of})),
    ),
  };
});
const fit = leaf.filter(part => !('use' in part));
const definitions = fc
  .record({mql: criteria, fit})
  .map(({mql, fit}): Definitions => smallDefinitions({stages: {mql, sql: null}, criteria: {fit}, signals: GROUPS}));
const GROUPS = {either: ['demo', 'pricing']};

/** The same in other words: another order, labels, brackets and another name for what `use` refers to. */
function reworded({stages, criteria, ...rest}: Definitions): Definitions {
  const {mql} = stages;
  return {
    ...rest,
    criteria: {size: criteria['fit'] ?? {all: []}},
    stages: {...stages, mql: mql === null ? null : inOtherWords(mql)},
  };
}

function inOtherWords(node: Criteria): Criteria {
  const turned = (parts: readonly Criteria[]) => parts.map(inOtherWords).reverse();
  const name = 'another name';
  if ('all' in node) return {name, all: turned(node.all)};
  if ('any' in node) return {name, any: [{any: turned(node.any)}]};
  if ('none' in node) return {name, none: turned(node.none)};
  if ('of' in node) return {name, at_least: node.at_least, of: turned(node.of)};
  if ('use' in node) return {all: [{name, use: 'size'}]};
  return {...node, name};
}

// --- an export -------------------------------------------------------------------------------------------------------

const lead = fc.record({
  employees: fc.constantFrom(null, 20, 60, 200, 1000, 3000),
  source: fc.constantFrom(null, 'Demo', 'Web', 'web ', 'Event'),
  title: fc.constantFrom(null, 'VP Sales', 'Analyst'),
  email: fc.constantFrom(null, 'a@acme.example', 'b@mail.acme.example', 'c@else.example'),
  sql: fc.boolean(),
  called: fc.boolean(),
  won: fc.boolean(),
  signals: fc.array(fc.tuple(fc.constantFrom('demo', 'pricing'), fc.integer({min: -3, max: 20})), {maxLength: 4}),
});

function smallExport(): SmallExport {
  const mql = instant('2026-03-02T15:00:00Z') / 1000;
  const daysBefore = (days: number) => new Date(mql - days * DAY * 1000).toISOString();
  const leads = fc.sample(lead, {seed: SEED, numRuns: LEADS}).map((row, index) => ({...row, lead_id: `l${index}`}));
  const handed = leads.slice(0, HANDED);
  const deals = handed.filter(({won, sql}) => won && sql);
  return {
    leads: leads.map(
      ({lead_id, employees, source, title, email, sql}, index): SmallRow => ({
        lead_id,
        employees,
        source,
        title,
        email,
        created_at: daysBefore(30),
        mql_at: index < HANDED ? daysBefore(0) : null,
        owner: 'ann',
        sql_at: sql && index < HANDED ? daysBefore(-5) : null,
      }),
    ),
    activities: handed
      .filter(({called}) => called)
      .map(({lead_id}) => ({lead_id, at: daysBefore(-1), type: 'call', actor: 'ann'})),
    signals: leads.flatMap(({lead_id, signals}) =>
      signals.map(([signal, days]) => ({lead_id, signal, at: daysBefore(days)})),
    ),
    opportunities: deals.map(({lead_id}) => ({
      opportunity_id: `o-${lead_id}`,
      lead_id,
      created_at: daysBefore(-6),
      closed_at: daysBefore(-20),
      is_won: true,
      is_closed: true,
      amount: 100,
    })),
  };
}

// --- properties ------------------------------------------------------------------------------------------------------

interface Judged {
  sets: Readonly<Record<SetName, SetImpact>>;
  clauses: readonly ClauseImpact[];
}

let session: Session;
let source: Export;
let model: Model;
const asked = {asOf: instant('2026-07-01T00:00:00Z')};

beforeAll(async () => {
  session = await openSession({threads: 2});
  source = await createSmallExport(session, smallExport());
  // what a stage is does not change the leads, their cycles or what became of them
  model = await buildModel(session, source, smallDefinitions(), asked);
});
afterAll(() => session.close());

async function judged(old: Definitions, now: Definitions): Promise<Judged> {
  const clauses = await judgeBoth(session, source, {old, new: now});
  const sets = await readSets(session, model, true);
  return {
    sets: Object.fromEntries(sets.map(set => [set.set, set])) as Judged['sets'],
    clauses: await readClauses(session, clauses),
  };
}

const counted = ({leads, handoffs, worked, won, ids}: SetImpact) => ({leads, handoffs, worked, won, ids});

describe('whatever the two definitions', () => {
  test('each lead is in one set, exchanged sides mirror, nothing leaves itself, and another wording flips no lead', async () => {
    const moved = {leaves: 0, enters: 0, kept: 0, undetermined: 0};
    await fc.assert(
      fc.asyncProperty(definitions, definitions, async (a, b) => {
        const {sets, clauses} = await judged(a, b);
        const all = Object.values(sets);
        expect(all.reduce((sum, {leads}) => sum + leads, 0)).toBe(LEADS);
        expect(all.reduce((sum, {handoffs}) => sum + handoffs, 0)).toBe(HANDED);
        expect(new Set(all.flatMap(({ids}) => ids)).size).toBe(LEADS);
        for (const {leads, handoffs, worked, won} of all) {
          expect(handoffs).toBeLessThanOrEqual(leads);
          expect(worked ?? 0).toBeLessThanOrEqual(handoffs);
          expect(won.leads).toBeLessThanOrEqual(handoffs);
        }
        for (const set of ['leaves', 'enters', 'kept', 'undetermined'] as const) if (sets[set].leads > 0) moved[set]++;
        for (const {leaves, enters} of clauses) {
          expect(leaves).toBeLessThanOrEqual(sets.leaves.leads);
          expect(enters).toBeLessThanOrEqual(sets.enters.leads);
        }

        const back = await judged(b, a);
        for (const set of ['kept', 'neither', 'undetermined'] as const)
          expect(counted(back.sets[set])).toEqual(counted(sets[set]));
        expect(counted(back.sets.leaves)).toEqual(counted(sets.enters));
        expect(counted(back.sets.enters)).toEqual(counted(sets.leaves));
        const turned = back.clauses.map(
          ({of, clause, leaves, enters}): ClauseImpact => ({
            of: of === 'old' ? 'new' : 'old',
            clause,
            leaves: enters,
            enters: leaves,
          }),
        );
        expect(turned.sort(byClause)).toEqual([...clauses].sort(byClause));

        const still = (await judged(a, a)).sets;
        expect([still.leaves.leads, still.enters.leads]).toEqual([0, 0]);
        // of itself a definition keeps all that it takes
        expect(still.kept.leads).toBeGreaterThanOrEqual(sets.kept.leads + sets.leaves.leads);

        const other = (await judged(a, reworded(a))).sets;
        for (const set of Object.keys(still) as SetName[]) expect(counted(other[set])).toEqual(counted(still[set]));
      }),
      {seed: SEED, numRuns: 12},
    );
    // the properties would hold of definitions that nobody meets
    for (const runs of Object.values(moved)) expect(runs).toBeGreaterThan(2);
  }, 300_000);

  test('the whole impact says so too, in the model of the new definitions', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, definitions, async (a, b) => {
        const [one, other] = [await whole(a, b), await whole(b, a)];
        expect(one.considered).toEqual({all: LEADS, handoffs: HANDED, never_handed_off: LEADS - HANDED});
        const sides = (sets: readonly SetImpact[]) => Object.fromEntries(sets.map(({set, leads}) => [set, leads]));
        const {leaves, enters, ...rest} = sides(one.sets);
        expect(sides(other.sets)).toEqual({...rest, leaves: enters, enters: leaves});
        const [precision, mirrored] = [one, other].map(({quality}) =>
          quality.map(({precision, recall}) => [precision, recall]),
        );
        expect(mirrored?.toReversed().flat().map(withoutSide)).toEqual(precision?.flat().map(withoutSide));
      }),
      {seed: SEED, numRuns: 3},
    );
  }, 300_000);
});

/** In a session of its own: a model uses its export up. */
async function whole(old: Definitions, now: Definitions): Promise<Impact> {
  const own = await openSession({threads: 2});
  try {
    return await measureImpact(
      own,
      await createSmallExport(own, smallExport()),
      {old, now},
      {...asked, practiceDiffers: false},
    );
  } finally {
    own.close();
  }
}

function byClause(a: ClauseImpact, b: ClauseImpact): number {
  const [one, other] = [a, b].map(clause => JSON.stringify([clause.of, clause.clause, clause.leaves, clause.enters]));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function withoutSide(measure: object): object {
  return {...measure, segment: {}};
}
