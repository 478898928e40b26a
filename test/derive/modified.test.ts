import {describe, expect, test} from 'vitest';
import {deriveDefinition} from '../../src/derive/derive.ts';
import {companionsOf} from '../../src/derive/modified.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {withModel} from '../support/with-model.ts';
import {AS_OF, planted} from './planted.ts';

describe('a field that was changed after the handoff', () => {
  const DAY = 86_400_000;
  /** The planted company with a further column for each lead, given its MQL and whether it won. */
  const derivedWith = (column: string, written: (mql: number, won: boolean, index: number) => string) => {
    const tables = planted(1000, 7);
    const won = new Set((tables.opportunities ?? []).map(({lead_id}) => lead_id));
    const leads = (tables.leads ?? []).map((row, index) => ({
      ...row,
      [column]: written(Date.parse(String(row['mql_at'])), won.has(row['lead_id'] ?? ''), index),
    }));
    return withModel({...tables, leads}, (session, model) => deriveDefinition(session, model, 1000), undefined, AS_OF);
  };
  const iso = (time: number) => new Date(time).toISOString();

  test('is a leak, said with both shares, and no rule rests on it', async () => {
    const found = await derivedWith('Source Last Modified', (mql, won) => iso(mql + (won ? 30 : -2) * DAY));
    const {wins, others} = found;
    expect(found.left_out[0]).toEqual({
      field: 'source',
      because: `Source Last Modified: changed after the handoff in 100% of the wins (${wins} of ${wins}) and 0% of the others (0 of ${others}): a leak`,
    });
    expect(JSON.stringify(found.rule)).not.toContain('source');
  });

  test('in the others alone too', async () => {
    const found = await derivedWith('source_updated_at', (mql, won) => iso(mql + (won ? -2 : 30) * DAY));
    expect(found.left_out[0]).toMatchObject({field: 'source'});
  });

  test.each<[string, string, (mql: number, won: boolean, index: number) => string]>([
    ['the record was, as all are', 'last_modified', mql => iso(mql + 30 * DAY)],
    ['another field was', 'Phone Last Modified', mql => iso(mql + 30 * DAY)],
    ['it was filled in with the handoff', 'Source Last Modified', mql => iso(mql + DAY / 2)],
    ['one in fifty was', 'Source Last Modified', (mql, _, index) => iso(mql + (index % 50 === 0 ? 30 : -2) * DAY)],
  ])(
    'is not where %s',
    async (_, column, written) => {
      const found = await derivedWith(column, written);
      expect(found.left_out.map(({because}) => because).join()).not.toContain('a leak');
      expect(found.rule?.criteria).toEqual({field: 'source', is: 'Demo'});
    },
    60_000,
  );

  test('is what it was at the handoff where its history is exported', async () => {
    const tables = planted(1000, 7);
    const won = new Set((tables.opportunities ?? []).map(({lead_id}) => lead_id));
    const later = (row: SmallRow) => iso(Date.parse(String(row['mql_at'])) + 30 * DAY);
    const wins = (tables.leads ?? []).filter(({lead_id}) => won.has(lead_id ?? ''));
    // sales calls every customer's source Referral, which would be the best predictor there is
    const leads = (tables.leads ?? []).map(row =>
      won.has(row['lead_id'] ?? '') ? {...row, source: 'Referral', 'Source Last Modified': later(row)} : row,
    );
    const field_history = wins.map(row => ({
      lead_id: row['lead_id'] ?? null,
      at: later(row),
      field: 'source',
      old_value: row['source'] ?? null,
      new_value: 'Referral',
    }));
    const found = await withModel(
      {...tables, leads, field_history},
      (session, model) => deriveDefinition(session, model, 1000),
      undefined,
      AS_OF,
    );
    expect(found.left_out.map(({because}) => because).join()).not.toContain('a leak');
    expect(found.rule?.criteria).toEqual({field: 'source', is: 'Demo'});
  });

  test('times that cannot be read are told, and the field is used', async () => {
    const found = await derivedWith('Source Last Modified', () => '30.9.26');
    expect(found.warnings[0]).toBe(
      'Whether source changed after the handoff cannot be told: the times in Source Last Modified are not written like 2026-09-30 14:05.',
    );
    expect(found.rule?.criteria).toEqual({field: 'source', is: 'Demo'});
  });
});

test.each([
  ['industry_last_modified', 'industry'],
  ['Industry Updated At', 'industry'],
  ['Last Modified Industry', 'industry'],
  ['Industry_Changed_On__c', 'industry'],
  ['NumberOfEmployees_LastModified__c', 'employees'],
  ['Last Modified Date', null],
  ['Industry', null],
  ['Updated by', null],
])('%s is about %s', (column, field) => {
  const source = {
    tables: {leads: {attributes: [column]}},
    mapping: [{table: 'leads', header: 'NumberOfEmployees', column: 'employees'}],
  } as unknown as Parameters<typeof companionsOf>[0];
  expect(companionsOf(source, ['industry', 'employees'])).toEqual(field === null ? [] : [{field, column}]);
});
