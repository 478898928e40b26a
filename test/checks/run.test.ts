import {afterAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import type {Draft} from '../../src/checks/define-check.ts';
import {type Check, defineCheck, NO_LEADS} from '../../src/checks/define-check.ts';
import {CHECKS} from '../../src/checks/list.ts';
import {runChecks} from '../../src/checks/run.ts';
import {runCheck, type World} from '../../src/checks/run-check.ts';
import {level, seconds, settingsInForce, settingsProblems, share} from '../../src/checks/settings.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {rows, UNTOUCHED} from './rows.ts';
import {type ModelStory, smallModel} from './small-model.ts';
import {closeTables, type Tables, withTables} from './tables.ts';

afterAll(closeTables);

const OPEN = {...UNTOUCHED, open_owner: null, open_owner_kind: 'none', source: 'Partner'};
const UNOWNED: Tables = {handoffs: rows(5, OPEN)};

function run(story: ModelStory, options: Parameters<typeof runChecks>[4] = {}, tables: Tables = UNOWNED) {
  const model = smallModel(story);
  return withTables(tables, session => runChecks(session, model, [], [], options), model.definitions);
}

const only = {only: ['unowned-leads']};

describe('what a check answers', () => {
  test('pass carries the healthy title, a finding the other', async () => {
    const [healthy, ill] = [await run({}, only, {}), await run({}, only)];
    expect(healthy.checks).toMatchObject([{status: 'pass', title: 'Every open lead has a person', reason: null}]);
    expect(ill.checks).toMatchObject([{status: 'warn', title: 'Open leads belong to nobody', reason: null}]);
    expect(ill.findings).toMatchObject([
      {
        key: 'unowned-leads/Partner',
        subject: 'Partner',
        leads: {count: 5, ids: ['L1', 'L2', 'L3', 'L4', 'L5']},
        accepted: null,
      },
    ]);
  });

  test('skipped says what the export lacks', async () => {
    const {checks} = await run({without: ['leads.owner', 'owner_history']}, only);
    expect(checks).toMatchObject([{status: 'skipped', reason: 'the export has no leads.owner or owner_history'}]);
  });

  test('skipped by request is said too, and --only leaves the others out', async () => {
    const {checks} = await run({}, {...only, skip: ['unowned-leads']});
    expect(checks).toMatchObject([{id: 'unowned-leads', status: 'skipped', reason: 'left out by --skip'}]);
  });

  test('a level may be changed', async () => {
    const definitions = smallDefinitions({checks: {'unowned-leads': {level: 'error'}}});
    const {checks} = await run({definitions}, only);
    expect(checks).toMatchObject([{status: 'error'}]);
  });

  test('off in the definitions is said too, whatever else is set', async () => {
    const definitions = smallDefinitions({checks: {'unowned-leads': {level: 'off', min_leads: 1}}});
    const {checks, findings} = await run({definitions}, only);
    expect(checks).toMatchObject([{status: 'skipped', reason: 'left out by level: off in the definitions'}]);
    expect(findings).toEqual([]);
  });

  test('nobody mistypes a check unseen', async () => {
    await expect(run({}, {only: ['unowned-lead']})).rejects.toThrow('did you mean unowned-leads?');
  });
});

describe('accepted findings are held back and kept', () => {
  const accepted = (until: string | null) =>
    smallDefinitions({accepted: [{finding: 'unowned-leads/Partner', because: 'partner desk', until}]});

  test.each([
    {until: null, held: 'partner desk'},
    {until: '2026-09-30', held: 'partner desk (until 2026-09-30)'},
    {until: '2026-09-29', held: null},
  ])('until $until', async ({until, held}) => {
    const {checks, findings} = await run({definitions: accepted(until)}, only);
    expect(findings).toMatchObject([{accepted: held}]);
    expect(checks).toMatchObject([{status: held === null ? 'warn' : 'pass'}]);
  });
});

describe('one check and its world', () => {
  const draft: Draft = {level: 'error', strength: 'confirmed', text: 'found', leads: NO_LEADS};
  const check = (changes: Partial<Check>): Check => ({
    ...defineCheck({
      id: 'test',
      family: 'sla',
      title: 'well',
      failureTitle: 'not well',
      why: '',
      how: '',
      misleads: '',
      remedy: 'mend it',
      needs: [],
      gates: ['G8'],
      settings: z.object({level: level('error')}),
      sql: 'select 1 as n order by n',
      row: z.object({n: z.int()}),
      judge: (_rows, {trust}) => [{...draft, strength: trust}],
    }),
    ...changes,
  });
  const world = (state: 'pass' | 'soft' | 'hard' | 'not_measurable'): Omit<World, 'session'> => ({
    model: smallModel(),
    gates: new Map([
      ['G8', {id: 'G8', title: '', state, text: 'little is logged', value: null, n: null, remedy: null}],
    ]),
    measures: [],
    person: id => id,
  });
  const answer = (changes: Partial<Check>, state: Parameters<typeof world>[0] = 'pass') =>
    withTables({}, session => runCheck(check(changes), {...world(state), session}));

  test.each([
    {state: 'pass', status: 'error', reason: null},
    {state: 'not_measurable', status: 'error', reason: null},
    {state: 'soft', status: 'warn', reason: null},
    {state: 'hard', status: 'skipped', reason: 'gate G8: little is logged'},
  ] as const)('a gate that is $state makes it $status', async ({state, status, reason}) => {
    expect((await answer({}, state)).result).toMatchObject({status, reason});
  });

  test.each([
    {fault: 'its SQL fails', changes: {sql: 'select nothing from nowhere order by 1'}, reason: /nowhere/},
    {fault: 'its rows have another shape', changes: {sql: 'select 1 as m order by m'}, reason: /disagree/},
    {
      fault: 'its judge throws',
      changes: {
        judge: () => {
          throw new Error('no verdict');
        },
      },
      reason: /no verdict/,
    },
  ])('broken alone where $fault', async ({changes, reason}) => {
    const {result, findings} = await answer(changes);
    expect(result.status).toBe('broken');
    expect(result.reason).toMatch(reason);
    expect(findings).toEqual([]);
  });

  test('a remedy of its own wins over the check’s', async () => {
    const {findings} = await answer({judge: () => [draft, {...draft, subject: 'x', remedy: 'call'}]});
    expect(findings).toMatchObject([
      {key: 'test', remedy: 'mend it'},
      {key: 'test/x', remedy: 'call'},
    ]);
  });
});

describe('settings', () => {
  const problems = (checks: Record<string, Record<string, unknown>>) =>
    settingsProblems(CHECKS, smallDefinitions({checks})).map(({path, message}) => `${path.join('.')}: ${message}`);

  test.each([
    {checks: {'mql-to-sql': {level: 'warn', below: '10%', above: 0.2}}, found: []},
    {checks: {'rejection-rate': {warn: '30%', error: '40%'}}, found: []},
    {
      checks: {'mql-to-sqll': {}},
      found: ['checks.mql-to-sqll: there is no check mql-to-sqll; did you mean mql-to-sql?'],
    },
    {
      checks: {'mql-to-sql': {blow: '10%'}},
      found: ['checks.mql-to-sql.blow: there is no setting of mql-to-sql blow; did you mean below?'],
    },
    {
      checks: {'mql-to-sql': {below: '110%'}},
      found: ['checks.mql-to-sql.below: found "110%", expected a share, e.g. 90% or 0.9'],
    },
    {
      checks: {'mql-to-sql': {below: true}},
      found: ['checks.mql-to-sql.below: found true, expected a share, e.g. 90% or 0.9'],
    },
    {
      checks: {'unowned-leads': {older_than: 'long'}},
      found: ['checks.unowned-leads.older_than: found "long", expected a duration, e.g. 90s, 5m, 4h, 2d, 1w'],
    },
  ])('$checks', ({checks, found}) => {
    expect(problems(checks as unknown as Record<string, Record<string, unknown>>)).toEqual(found);
  });

  test('are refused together, before any check runs', async () => {
    const definitions = smallDefinitions({checks: {'mql-to-sqll': {}, duplicates: {above: 2}}});
    await expect(run({definitions})).rejects.toMatchObject({details: [expect.any(String), expect.any(String)]});
  });

  test('say what is in force and where it comes from', () => {
    const check = CHECKS.find(({id}) => id === 'unowned-leads') as Check;
    const definitions = smallDefinitions({checks: {'unowned-leads': {older_than: '1d'}}});
    expect(settingsInForce(check, definitions)).toMatchObject([
      {name: 'level', value: 'warn', written: false},
      {name: 'older_than', value: 86_400, written: true},
      {name: 'min_leads', value: 3, written: false},
    ]);
  });

  test.each([
    ['90%', 0.9],
    ['29%', 0.29],
    [0.5, 0.5],
  ])('the share %s is %d', (written, value) => {
    expect(share(0, '').parse(written)).toBe(value);
  });

  test.each([
    ['90s', 90],
    ['2d', 172_800],
  ])('the duration %s is %d seconds', (written, value) => {
    expect(seconds(0, '').parse(written)).toBe(value);
  });
});
