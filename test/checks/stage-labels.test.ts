import {afterAll, expect, test} from 'vitest';
import {smallDefinitions} from '../support/small-definitions.ts';
import {ago, days, rows} from './rows.ts';
import {ask} from './story.ts';
import {closeTables} from './tables.ts';

afterAll(closeTables);

const stages = {mql: {field: 'title', present: true}, sql: {field: 'phone', present: true}};
const written = smallDefinitions({stages});
const builtIn = smallDefinitions({stages, built_in_stages: ['mql', 'sql']});

/** Sixty leads that never became MQLs, forty of which meet the definition: 1 won, 2 with deals not won, 3 SQLs, 4 closed. */
const missed = {
  handoffs: rows(60, {mql_definition: true}),
  stg_leads: rows(120, index => ({
    // lead 65 converted, and so did lead 61, which was won
    sql_at: index >= 63 && index < 65 ? ago(days(3)) : null,
    converted_at: index === 65 || index === 60 ? ago(days(3)) : null,
  })),
  missed_leads: rows(60, index => ({
    lead_key: index + 61,
    mql_definition: index < 40 ? true : index < 50 ? false : null,
  })),
  stg_opportunities: [
    {opportunity_id: 'lost too', is_won: false},
    {opportunity_id: 'won', is_won: true},
    {opportunity_id: 'open', is_won: false},
    {opportunity_id: 'lost', is_won: false},
    {opportunity_id: 'of a lead that does not meet it', is_won: true},
  ],
  lead_deals: [
    {opportunity_id: 'lost too', lead_key: 61},
    {opportunity_id: 'won', lead_key: 61},
    {opportunity_id: 'open', lead_key: 62},
    {opportunity_id: 'lost', lead_key: 63},
    {opportunity_id: 'of a lead that does not meet it', lead_key: 110},
  ],
  // one lead was closed twice, one that was won was closed before
  lead_closes: [61, 67, 67, 68, 69, 70].map(lead_key => ({lead_key})),
};

test('missed MQLs with what became of them, each once, by the furthest it got', async () => {
  const {findings} = await ask('mql-definition', {definitions: written, tables: missed});
  expect(findings).toMatchObject([{subject: 'missed', level: 'warn', strength: 'confirmed', leads: {count: 40}}]);
  expect(findings[0]?.text).toBe(
    '67% (40 of 60) of the leads that never became MQLs meet the written definition. 10 cannot be judged and count as neither. ' +
      'What became of them: 1 won, 2 with a deal not won, 3 SQLs without a deal, 4 closed, 30 none of this.',
  );
});

test('without opportunities nobody says that none was won', async () => {
  const {findings} = await ask('mql-definition', {
    definitions: written,
    tables: {...missed, stg_opportunities: [], lead_deals: []},
    without: ['opportunities'],
  });
  expect(findings[0]?.text).toContain('What became of them: 4 SQLs, 4 closed, 32 none of this.');
});

test('handoffs that meet the SQL definition without a stamp, with their deals', async () => {
  const {findings} = await ask('sql-definition', {
    definitions: written,
    tables: {
      handoffs: rows(60, index => ({
        sql_definition: index < 30,
        reached_sql: index < 5,
        reached_opportunity: index < 5,
        reached_won: index < 2,
        close_kind: index >= 10 && index < 20 ? 'rejected' : null,
      })),
    },
  });
  expect(findings).toMatchObject([{subject: 'missed', level: 'info', leads: {count: 30}}]);
  expect(findings[0]?.text).toBe(
    '50% (30 of 60) of the handoffs without an SQL stamp meet the written definition. ' +
      'What became of them: 2 won, 3 with a deal not won, 10 closed, 15 none of this.',
  );
});

test.each(['mql-definition', 'sql-definition'])('%s: what nobody wrote nobody broke', async id => {
  const handoffs = rows(60, {mql_definition: false, sql_definition: false, sql_at: ago(days(3)), reached_sql: true});
  const {findings, result} = await ask(id, {definitions: builtIn, tables: {handoffs}});
  expect(result.status).toBe('info');
  expect(findings).toMatchObject([{level: 'info', subject: 'unsupported'}]);
  expect(findings[0]?.text).toContain('do not meet the built-in definition');
  expect(findings[0]?.text).not.toContain('written definition');
  expect(findings[0]?.remedy).toContain('stages.');
});
