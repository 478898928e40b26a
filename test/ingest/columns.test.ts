import {describe, expect, test} from 'vitest';
import {ingestFiles, leadValues, refusal, rows, type Settings, withSession} from './exports.ts';

withSession();

const leads = (header: string, row: string) => `${header}\n${row}\n`;

describe('headers', () => {
  test('canonical names whatever their case and punctuation; what is left are attributes', async () => {
    const {mapping, tables} = await ingestFiles({
      'leads.csv': leads(' Lead ID ,Created-At,E-Mail,Region,,Region', 'L1,2026-01-01,a@b.c,EMEA,x,y'),
    });
    expect(mapping.map(({header, column, by}) => [header, column, by])).toEqual([
      ['Lead ID', 'lead_id', 'canonical'],
      ['Created-At', 'created_at', 'canonical'],
      ['E-Mail', 'email', 'canonical'],
      ['Region', null, 'attribute'],
      ['column_5', null, 'attribute'],
      ['Region_2', null, 'attribute'],
    ]);
    expect(tables.leads.columns).toEqual(new Set(['lead_id', 'created_at', 'email']));
    expect(tables.leads.attributes).toEqual(['Region', 'column_5', 'Region_2']);
  });

  test('an attribute does not hide a column, nor the place of the rows', async () => {
    const settings: Settings = {tables: {leads: {columns: {source: 'Lead Source Detail'}}}};
    const {tables, notes} = await ingestFiles(
      {'leads.csv': leads('lead_id,created_at,Source,Lead Source Detail,rowid', 'L1,2026-01-01,a,b,7')},
      settings,
    );
    expect(tables.leads.attributes).toEqual(['Source_2', 'rowid_2']);
    expect(await rows('select source, "Source_2" as other, rowid::integer as place from export_leads')).toEqual([
      {source: 'b', other: 'a', place: 0},
    ]);
    expect(notes).toEqual([
      'leads.csv: the header "Source" is kept as "Source_2"',
      'leads.csv: the header "rowid" is kept as "rowid_2"',
    ]);
  });

  test('the same attribute of two files is one column', async () => {
    const {tables} = await ingestFiles({
      'leads1.csv': leads('lead_id,created_at,Region', 'L1,2026-01-01,EMEA'),
      'leads2.csv': leads('created_at,REGION,lead_id,Tier', '2026-01-01,APAC,L2,1'),
    });
    expect(tables.leads.attributes).toEqual(['Region', 'Tier']);
    expect(await leadValues('Region')).toEqual(['EMEA', 'APAC']);
  });

  test('may be hostile', async () => {
    const headers = [
      'a"b',
      "c'd; drop table export_leads; --",
      'line\nbreak',
      'x'.repeat(10_000),
      '$name',
      '~unread',
      'ünï',
    ];
    const line = ['lead_id', 'created_at', ...headers].map(header => `"${header.replaceAll('"', '""')}"`).join(',');
    const {tables} = await ingestFiles({'leads.csv': leads(line, 'L1,2026-01-01,1,2,3,4,5,6,7')});
    expect(tables.leads.attributes).toEqual([
      'a"b',
      "c'd; drop table export_leads; --",
      'line break',
      'x'.repeat(10_000),
      '$name',
      '~unread_2',
      'ünï',
    ]);
    expect(await leadValues('ünï')).toEqual(['7']);
  });
});

describe('definitions', () => {
  test('win over names', async () => {
    const tables = {
      leads: {
        columns: {lead_id: 'mql_id', created_at: 'first_contact_date', mql_at: 'first_contact_date', source: 'origin'},
      },
    };
    const {mapping, notes} = await ingestFiles(
      {'leads.csv': leads('mql_id,first_contact_date,origin', 'x1,2018-02-01,social')},
      {tables},
    );
    expect(mapping.map(({header, column, by}) => [header, column, by])).toEqual([
      ['mql_id', 'lead_id', 'definitions'],
      ['first_contact_date', 'created_at', 'definitions'],
      ['first_contact_date', 'mql_at', 'definitions'],
      ['origin', 'source', 'definitions'],
    ]);
    expect(notes).toEqual(['leads.csv: the header "first_contact_date" feeds created_at and mql_at']);
    expect(await rows('select lead_id, created_at, mql_at from export_leads')).toEqual([
      {lead_id: 'x1', created_at: '2018-02-01T05:00:00Z', mql_at: '2018-02-01T05:00:00Z'},
    ]);
  });

  test.each<[name: string, columns: Record<string, string>, says: RegExp]>([
    [
      'a header that is not there',
      {source: 'Lead Sorce'},
      /leads\.csv: export\.tables\.leads\.columns\.source names the header "Lead Sorce".*did you mean "Lead Source"\?/,
    ],
    ['a column that is not there', {sorce: 'Lead Source'}, /leads has no column sorce; did you mean source\?/],
    [
      'one header for two texts',
      {source: 'Lead Source', campaign: 'Lead Source'},
      /the header "Lead Source" feeds source and campaign; one header can feed only one/,
    ],
  ])('%s is refused', async (_, columns, says) => {
    expect(
      await refusal(
        {'leads.csv': leads('lead_id,created_at,Lead Source', 'L1,2026-01-01,a')},
        {tables: {leads: {columns}}},
      ),
    ).toMatch(says);
  });

  test('leads without a required column are refused', async () => {
    expect(await refusal({'leads.csv': leads('Id,created', 'L1,2026-01-01')})).toMatch(
      /^leads\.csv has no column for lead_id and created_at; its headers are Id, created; .*export\.tables\.leads\.columns/,
    );
  });

  test('a table of their own for closed_won', async () => {
    const tables = {closed_won: {columns: {opportunity_id: 'Deal'}}, opportunities: {columns: {opportunity_id: 'Opp'}}};
    await ingestFiles(
      {
        'leads.csv': leads('lead_id,created_at', 'L1,2026-01-01'),
        'closed_won.csv': leads('Deal', 'D1'),
        'opps.csv': leads('Opp', 'D2'),
      },
      {tables},
    );
    expect(await rows('select opportunity_id, is_won from export_opportunities order by 1')).toEqual([
      {opportunity_id: 'D1', is_won: true},
      {opportunity_id: 'D2', is_won: null},
    ]);
  });
});
