import {expect, test} from 'vitest';
import {renderYaml} from '../../src/cli/derive/render-yaml.ts';
import {parseDefinitions} from '../../src/definitions/load.ts';
import {candidatesOf} from '../../src/derive/attributes.ts';
import {deriveDefinition, deriveFrom} from '../../src/derive/derive.ts';
import {adjusted} from '../../src/derive/levels.ts';
import {leastShare} from '../../src/derive/power.ts';
import type {Level} from '../../src/derive/result.ts';
import {splitSample} from '../../src/derive/sample.ts';
import {withModel} from '../support/with-model.ts';
import {AS_OF, planted} from './planted.ts';

test('a planted rule is recovered, repeats in newer wins, and is a definitions file', async () => {
  const found = await withModel(
    planted(1000, 7),
    (session, model) => deriveDefinition(session, model, 1000),
    undefined,
    AS_OF,
  );
  expect(found.verdict).toBe('proposed');
  expect(found.rule?.criteria).toEqual({field: 'source', is: 'Demo'});
  expect(found.rule?.newer.lift?.low).toBeGreaterThan(1);
  // of the wins, not of the leads
  expect(found.levels[0]).toMatchObject({attribute: 'source', name: 'Demo'});
  const {definitions, warnings} = parseDefinitions({
    path: 'candidate.yaml',
    bytes: new TextEncoder().encode(renderYaml(found) ?? ''),
    from: '/candidate.yaml',
  });
  expect(warnings).toEqual([]);
  expect(definitions.stages.mql).toMatchObject({all: [{field: 'source', is: 'Demo'}]});
  // what audit and diff say with it is what derive said
  const meets = await withModel(
    planted(1000, 7),
    session =>
      session.row<{n: number}>('select count(*) filter (mql_definition)::integer as n from handoffs where matured'),
    definitions,
    AS_OF,
  );
  const {older, newer} = found.rule ?? {older: {met: 0}, newer: {met: 0}};
  // the sample begins with the first win; a few demo requests came before it
  expect(meets.n - older.met - newer.met).toBeGreaterThanOrEqual(0);
  expect(meets.n - older.met - newer.met).toBeLessThan(20);
});

test('the score at the MQL is tried where its history tells it, not today’s; every score is in a band', async () => {
  const {leads = [], opportunities = []} = planted(400, 7);
  const won = new Set(opportunities.map(({lead_id}) => lead_id));
  const later = (at: unknown) => new Date(Date.parse(String(at)) + 3_600_000).toISOString();
  const found = await withModel(
    {
      opportunities,
      leads: leads.map(lead => ({...lead, score: 50})),
      field_history: leads.map(({lead_id = null, mql_at}, index) => ({
        lead_id,
        at: later(mql_at),
        field: 'score',
        old_value: index % (won.has(lead_id) ? 3 : 8) > 0 === won.has(lead_id) ? '79.5' : '-3',
        new_value: '50',
      })),
    },
    (session, model) => deriveDefinition(session, model, 1000),
    undefined,
    AS_OF,
  );
  expect(
    found.levels
      .filter(({attribute, wins}) => attribute === 'score_at_mql' && wins > 0)
      .map(({name, wins, others}) => ({name, wins, others})),
  ).toEqual([
    {name: '60 to under 80', wins: 19, others: 43},
    {name: 'under 20', wins: 23, others: 315},
  ]);
});

test('values are those that leads had at their handoff, a score of 39.5 too', async () => {
  const {leads = [], opportunities = []} = planted(400, 7);
  const later = (at: unknown) => new Date(Date.parse(String(at)) + 3_600_000).toISOString();
  const found = await withModel(
    {
      opportunities,
      // renamed in the CRM since
      leads: leads.map(lead => ({...lead, industry: 'Technology', score_at_mql: 39.5})),
      field_history: leads.map(({lead_id = null, mql_at}) => ({
        lead_id,
        at: later(mql_at),
        field: 'industry',
        old_value: 'Software ',
        new_value: 'Technology',
      })),
    },
    (session, model) => deriveDefinition(session, model, 1000),
    undefined,
    AS_OF,
  );
  const named = (wanted: string) =>
    found.levels.filter(({attribute, wins}) => attribute === wanted && wins > 0).map(({name}) => name);
  expect(named('industry')).toEqual(['Software']);
  expect(named('score_at_mql')).toEqual(['20 to under 40']);
});

test('shuffled wins propose a rule at most once in twenty', async () => {
  const rates = await withModel(
    planted(1000, 11),
    async (session, model) => {
      const {wins, others} = await deriveDefinition(session, model, 1000);
      const candidates = await candidatesOf(session, model.export);
      let proposed = 0;
      for (let seed = 1; seed <= 40; seed++) {
        await session.run(
          `update derive_sample set won = handoff_key in (
             select handoff_key from derive_sample order by md5(handoff_key::varchar || '/' || $seed::varchar) limit ${wins})`,
          {seed},
        );
        await splitSample(session);
        const {rule} = await deriveFrom(session, candidates, {wins, others});
        if ((rule?.newer.lift?.low ?? 0) > 1) proposed++;
      }
      return proposed;
    },
    undefined,
    AS_OF,
  );
  process.stderr.write(`derive on shuffled wins: ${rates} of 40 proposed\n`);
  expect(rates).toBeLessThanOrEqual(2);
});

test('a scorecard of unequal points is written so that it counts them', () => {
  const level = (name: string): Level => ({
    attribute: 'source',
    name,
    criteria: {field: 'source', is: name},
    wins: 20,
    others: 100,
    lost: 5,
    share: {value: 0.4, low: 0.3, high: 0.5},
    base: 0.1,
    lift: 4,
    log_odds: 1.4,
    se: 0.3,
    p: 0.001,
    q: 0.01,
  });
  const [demo, web] = [level('Demo "now"'), level('Web')];
  const part = {won: 1, met: 2, all_won: 3, all: 4, precision: 0.5, recall: 0.3, lift: {value: 2, low: 1.5, high: 3}};
  const criteria = {at_least: 2, of: [demo.criteria, demo.criteria, web.criteria]};
  const yaml = renderYaml({
    as_of: '2026-06-01T00:00:00Z',
    verdict: 'proposed',
    because: 'It repeated.',
    period: null,
    wins: 60,
    others: 1000,
    lost: 5,
    same_account: 0,
    levels: [],
    left_out: [],
    rule: {
      conditions: [
        {level: demo, points: 2},
        {level: web, points: 1},
      ],
      threshold: 2,
      criteria,
      older: part,
      newer: part,
    },
    power: [],
    warnings: [],
  });
  const {definitions, warnings} = parseDefinitions({
    path: 'c.yaml',
    bytes: new TextEncoder().encode(yaml ?? ''),
    from: '/c.yaml',
  });
  expect(warnings).toEqual([]);
  expect(definitions.stages.mql).toMatchObject(criteria);
});

test('fewer than 25 wins are refused, and one account is one win', async () => {
  const tables = planted(1000, 7);
  const leads = (tables.leads ?? []).map(row => ({...row, company: 'One Ltd'}));
  const found = await withModel(
    {...tables, leads},
    (session, model) => deriveDefinition(session, model, 100),
    undefined,
    AS_OF,
  );
  expect(found).toMatchObject({verdict: 'refused', wins: 1, rule: null, levels: []});
  expect(found.same_account).toBeGreaterThan(50);
  expect(renderYaml(found)).toBeNull();
});

test('a field that only wins have filled in is a leak', async () => {
  const tables = planted(1000, 7);
  const won = new Set((tables.opportunities ?? []).map(({lead_id}) => lead_id));
  const leads = (tables.leads ?? []).map(row => ({
    ...row,
    industry: won.has(row['lead_id'] ?? '') ? (row['industry'] ?? null) : null,
  }));
  const found = await withModel(
    {...tables, leads},
    (session, model) => deriveDefinition(session, model, 1000),
    undefined,
    AS_OF,
  );
  expect(found.left_out.map(({because}) => because).join()).toContain(
    'points more of the wins than of the others: a leak',
  );
  expect(JSON.stringify(found.rule?.criteria)).not.toContain('industry');
  // told where it says why, and not as something that wins have in common
  expect(found.levels.filter(({attribute}) => attribute === 'industry')).toEqual([]);
});

test('what 50 to 100 wins can show: METHODS 7, 3', () => {
  const least = (base: number) => [50, 75, 100].map(wins => Math.round((leastShare(wins, base) ?? 0) * 100));
  expect(least(0.2)).toEqual([40, 36, 34]);
  expect(least(0.6)).toEqual([82, 79, 76]);
});

test('what leaks lets no other level pass: it is not among the levels that were tried', () => {
  const level = (p: number | null): Level => ({
    attribute: 'source',
    name: String(p),
    criteria: {field: 'source', is: 'x'},
    wins: 20,
    others: 40,
    lost: 0,
    share: null,
    base: 0.1,
    lift: null,
    log_odds: 0,
    se: 1,
    p,
    q: null,
  });
  const honest = [0.02, ...Array.from({length: 9}, () => 0.9)];
  const levels = [...Array.from({length: 5}, () => 1e-9), ...honest].map(level);
  // ten tried, so 0.02 * 10 / 1; among all fifteen it would be 0.02 * 15 / 6 = 0.05
  expect(adjusted(levels, index => index < 5).map(({q}) => q)).toEqual([
    ...[null, null, null, null, null],
    expect.closeTo(0.2),
    ...honest.slice(1).map(() => expect.closeTo(0.9)),
  ]);
  expect(adjusted(levels, () => false)[5]?.q).toBeCloseTo(0.05);
});
