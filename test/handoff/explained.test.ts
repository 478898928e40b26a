import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {runChecks} from '../../src/checks/run.ts';
import {explanationOf} from '../../src/cli/explain/explanation.ts';
import {refuseOtherThanReading} from '../../src/cli/query/read-only.ts';
import {parametersOf, sqlTokens, withLiterals} from '../../src/engine/tokens.ts';
import {runGates} from '../../src/gates/run.ts';
import {type Answer, askModel, type Row} from '../../src/handoff/question.ts';
import {withModel} from '../../src/handoff.ts';
import {runMeasures} from '../../src/measures/run.ts';
import type {Finding} from '../../src/result.ts';
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
    const ask = (sql: string) => askModel(opened, refuseOtherThanReading(sql));
    const answers = new Map<string, Answer>();
    for (const check of CHECKS) answers.set(check.id, await ask(explanationOf(check, loaded).sql));
    const tables = await ask('show tables');
    const described = new Map<string, string[]>();
    for (const {name} of tables.rows) {
      const columns = await session.rows<{column_name: string}>(`describe ${String(name)}`);
      described.set(
        String(name),
        columns.map(({column_name}) => column_name),
      );
    }
    return {answers, findings, tables, described};
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
