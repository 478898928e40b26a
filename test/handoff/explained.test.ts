import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {runChecks} from '../../src/checks/run.ts';
import {explanationOf} from '../../src/cli/explain/explanation.ts';
import {refuseOtherThanReading} from '../../src/cli/query/read-only.ts';
import {parametersOf, sqlTokens, sqlWords, withLiterals} from '../../src/engine/tokens.ts';
import {runGates} from '../../src/gates/run.ts';
import {explainFamilies, type MeasureSql} from '../../src/handoff/measure-sql.ts';
import {type Answer, askModel, type Row} from '../../src/handoff/question.ts';
import {withModel} from '../../src/handoff.ts';
import {runMeasures} from '../../src/measures/run.ts';
import type {Finding, Measure} from '../../src/result.ts';
import {temporaryFolder} from '../cli/run.ts';
import {writeSmallCompany} from '../cli/small-company.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Everything that a relation beyond the model is made from, and a name that SQL could stumble over. */
const DEFINITIONS = `version: 1
company: Small & Co
time_zone: America/New_York
sla:
  - {name: "Web's own", when: {field: source, is: Web}, respond_within: 1h, clock: calendar, target: 90%}
  - {name: All, respond_within: 1h, clock: calendar, target: 90%}
acceptance: {accept_within: 24h, clock: business, target: 90%}
routing:
  rules:
    - {name: Partners, when: {field: source, is: Partner}, to: {team: inbound}, distribute: round_robin}
    - {name: Everyone else, to: {team: inbound}, distribute: round_robin}
  capacity: {open_leads: 10}
  escalate: {unworked_after: 4h, clock: business, to: manager}
checks:
  sla-compliance: {min_leads: 10}
  rejection-rate: {warn: 5%, error: 90%, min_leads: 10}
`;

interface Asked {
  answers: ReadonlyMap<string, Answer>;
  findings: readonly Finding[];
  /** Each measure as the report has it and as it is explained, with what its statements answer. */
  reported: readonly Measure[];
  measures: readonly (MeasureSql & {answers: readonly Answer[]})[];
  tables: Answer;
  /** Columns by relation. */
  described: ReadonlyMap<string, readonly string[]>;
}

/** One export, one session: the report's findings, then what `explain` prints, put to the model as `query` puts it. */
const asked: Promise<Asked> = (async () => {
  const path = writeSmallCompany(join(folder.path, 'export'));
  writeFileSync(join(path, 'handoff.yaml'), DEFINITIONS);
  return withModel(path, {cwd: path, env: {}, asOf: '2026-06-01'}, async opened => {
    const {session, model, loaded} = opened;
    const gates = await runGates(session, model);
    const {measures} = await runMeasures(session, model, new Map(gates.map(gate => [gate.id, gate])));
    const {findings} = await runChecks(session, model, gates, measures);
    const families = [];
    for await (const explained of explainFamilies(opened)) families.push(explained);
    const ask = (sql: string) => askModel(opened, refuseOtherThanReading(sql));
    const answers = new Map<string, Answer>();
    for (const check of CHECKS) answers.set(check.id, await ask(explanationOf(check, loaded).sql));
    const statements = new Map<string, Answer>();
    for (const sql of new Set(families.flat().flatMap(one => one.sql))) statements.set(sql, await ask(sql));
    const explained = families
      .flat()
      .map(one => ({...one, answers: one.sql.map(sql => statements.get(sql) as Answer)}));
    const tables = await ask('show tables');
    const described = new Map<string, string[]>();
    for (const {name} of tables.rows) {
      const columns = await session.rows<{column_name: string}>(`describe ${String(name)}`);
      described.set(
        String(name),
        columns.map(({column_name}) => column_name),
      );
    }
    return {answers, findings, reported: measures, measures: explained, tables, described};
  });
})();

describe('the SQL that explain prints', () => {
  test('of every check runs as it is in query, and gives the columns that the check judges', async () => {
    const {answers} = await asked;
    for (const {id, row} of CHECKS)
      expect({id, columns: answers.get(id)?.columns}).toEqual({
        id,
        columns: expect.arrayContaining(Object.keys(row.shape)),
      });
    expect([...answers.keys()]).toHaveLength(CHECKS.length);
  });

  test.each([
    ["sla-compliance/Web's own", {policy: "Web's own"}, 'n', 'met'],
    ['rejection-rate', {}, 'n', 'rejected'],
    ['never-answered', {}, 'n', 'never'],
  ])('%s: the numbers of the finding', async (key, subject, n, x) => {
    const {answers, findings} = await asked;
    const found = findings.find(one => one.key === key);
    const row = rowOf(answers.get(found?.check ?? ''), subject);
    expect([found?.n, found?.value]).toEqual([row[n], Number(row[x]) / Number(row[n])]);
    expect(found?.leads).toEqual(row['leads']);
  });

  test('over-capacity/u1: the number of the finding, of a relation made on request', async () => {
    const {answers, findings} = await asked;
    const found = findings.find(({key}) => key === 'over-capacity/u1');
    expect(found?.value).toBe(rowOf(answers.get('over-capacity'), {owner: 'u1'})['open_now']);
  });
});

describe('the SQL of every measure', () => {
  test('runs as it is in query, and gives the numbers of the report', async () => {
    const {measures, reported} = await asked;
    // what an export cannot tell apart is said once a dimension in the report
    const byText = (all: readonly Measure[]) => all.map(one => JSON.stringify(one)).toSorted();
    for (const {id, measures: own} of measures)
      expect(byText(own)).toEqual(byText(reported.filter(one => one.id === id)));
    const asking = measures.filter(one => one.measures.some(({status}) => status !== 'not_measurable'));
    expect(asking.filter(({sql}) => sql.length === 0).map(({id}) => id)).toEqual([]);
    expect(asking.length).toBeGreaterThan(25);
  });

  test('response.never: its numerator and denominator', async () => {
    const {measures} = await asked;
    const explained = measures.find(({id}) => id === 'response.never');
    const row = explained?.answers.find(({columns}) => columns.includes('old_untouched'))?.rows[0];
    expect(explained?.measures).toMatchObject([
      {segment: {}, numerator: row?.['old_untouched'], denominator: row?.['old']},
    ]);
    expect(row?.['old']).toBeGreaterThan(0);
  });

  test('response.bucket: the handoffs of each', async () => {
    const {measures} = await asked;
    const explained = measures.find(one => one.id === 'response.bucket');
    const row = explained?.answers.find(({columns}) => columns.includes('1-4h'))?.rows[0];
    const counted = explained?.measures.filter(({segment}) => String(segment['bucket']) in (row ?? {})) ?? [];
    expect(counted.map(({value}) => value)).toEqual(counted.map(({segment}) => row?.[String(segment['bucket'])]));
    expect(counted.length).toBeGreaterThan(6);
  });
});

describe('what a check reads of the definitions', () => {
  /** Columns of def_settings, and relations, by the part of the definitions they come from. */
  const FROM: Readonly<Record<string, string>> = {
    min_attempts: 'follow_up.min_attempts',
    stalled_after_us: 'follow_up.stalled_after',
    rejection_within_us: 'funnel.rejection',
    mql_to_sql_us: 'funnel.horizon.mql_to_sql',
    sql_to_opportunity_us: 'funnel.horizon.sql_to_opportunity',
    def_sla: 'sla',
    sla_policy: 'sla',
    def_rule: 'routing.rules',
    def_queue: 'routing.queues',
    def_reason: 'dispositions.reasons',
    acceptances: 'acceptance',
    escalations: 'routing.escalate',
    rep_loads: 'routing.capacity',
    rotation_shares: 'routing.rules',
    rep_promises: 'sla',
  };

  test('is named wherever its SQL uses it', () => {
    const silent = CHECKS.flatMap(({id, sql, reads = []}) =>
      [...sqlWords(sql)]
        .flatMap(word => FROM[word] ?? [])
        .filter(path => !reads.some(one => path === one || path.startsWith(`${one}.`)))
        .map(path => `${id}: ${path}`),
    );
    expect(silent).toEqual([]);
  });
});

/** The only row with these values. */
function rowOf(answer: Answer | undefined, values: Readonly<Record<string, unknown>>): Row {
  const rows =
    answer?.rows.filter(row => Object.entries(values).every(([column, value]) => row[column] === value)) ?? [];
  expect(rows).toHaveLength(1);
  return rows[0] as Row;
}

describe('show tables', () => {
  test('names the definitions and every relation a check reads, and says what a row of each is', async () => {
    const {tables, described} = await asked;
    expect(tables.rows.filter(({rows}) => !/^one row/.test(String(rows)))).toEqual([]);
    const names = new Set(tables.rows.map(({name}) => name));
    const read = CHECKS.flatMap(({sql}) => relationsOf(sql));
    expect(read.filter(name => !names.has(name))).toEqual([]);
    expect(names).toContain('def_sla');
    expect([...described].filter(([, columns]) => columns.length === 0)).toEqual([]);
    expect(described.get('handoffs')).toEqual(expect.arrayContaining(['policy_no', 'rule_no']));
  });
});

/** What follows FROM and JOIN and is no CTE of the same statement. */
function relationsOf(sql: string): string[] {
  const plain = sqlTokens(sql)
    .filter(token => !/^('|--)/.test(token))
    .join('');
  const own = Array.from(plain.matchAll(/\b([a-z_]+) as (?:materialized )?\(/g), ([, name]) => name);
  return Array.from(plain.matchAll(/\b(?:from|join) ([a-z_]+)\b(?!\()/g), ([, name]) => name as string).filter(
    name => !own.includes(name) && name !== 'the',
  );
}

describe('parameters written out', () => {
  const sql = `select $n, $share, $name, '$n', "$n" -- $n\nwhere x ~ '^a$' and y > $below`;

  test('of their own types, quoted, and not inside texts, names and comments', () => {
    expect(withLiterals(sql, {n: 3_000_000_000, share: 0.65, name: "it's", below: -1})).toBe(
      `select 3000000000, 0.65::double, 'it''s', '$n', "$n" -- $n\nwhere x ~ '^a$' and y > (-1)`,
    );
  });

  test('are named once each', () => {
    expect(parametersOf(`${sql} + $n`)).toEqual(['n', 'share', 'name', 'below']);
  });
});
