import {join} from 'node:path';
import {expect, test} from 'vitest';
import {ingestPath, rows, withSession} from './exports.ts';

withSession();

test('a messy export is read whole', async () => {
  const {files, unused, mapping} = await ingestPath(join(import.meta.dirname, '../../fixtures/messy'), {
    sourceTimeZone: 'Europe/Berlin',
    tables: {
      leads: {
        columns: {created_at: 'Created Date', mql_at: 'MQL Date', source: 'Lead Source', company: 'Company / Account'},
      },
    },
  });
  expect(
    files.map(({path, table, encoding, format, read, loaded, identical, rejected, footer}) =>
      [path, table, encoding, format, read, loaded, identical, rejected, footer].join(' | '),
    ),
  ).toEqual([
    'Leads (2).csv | leads | windows-1252 | csv, semicolon | 12 | 4 | 1 | 0 | 7',
    'activities.txt | activities | utf-16le | txt, comma | 3 | 3 | 0 | 0 | 0',
    'deals.ndjson | opportunities | utf-8 | ndjson | 2 | 2 | 0 | 0 | 0',
    'reps_2026-05-08.csv.gz | users | utf-8 | csv.gz, comma | 2 | 2 | 0 | 0 | 0',
  ]);
  expect(unused).toEqual([{path: 'users.csv', reason: expect.stringMatching(/web page/)}]);
  expect(
    mapping
      .filter(({read_as: readAs}) => readAs !== null)
      .map(({file, column, read_as: readAs, unreadable}) => [file, column, readAs, unreadable]),
  ).toEqual([
    ['Leads (2).csv', 'created_at', 'date: dmy, Europe/Berlin', 0],
    ['Leads (2).csv', 'employees', 'number, decimal comma', 0],
    ['Leads (2).csv', 'mql_at', 'date: dmy, day only, Europe/Berlin', 0],
    ['activities.txt', 'at', 'date: iso with offset', 0],
    ['activities.txt', 'completed', 'true or false', 1],
    ['deals.ndjson', 'amount', 'amount', 0],
    ['deals.ndjson', 'is_won', 'true or false', 0],
  ]);
  expect(await rows('select lead_id, created_at, company, employees from export_leads order by rowid')).toEqual([
    {
      lead_id: '00Q000000000001',
      created_at: '2026-04-23T07:15:00Z',
      company: 'Müller & Söhne GmbH – Köln',
      employees: 1250,
    },
    {lead_id: '00Q000000000002', created_at: '2026-04-24T14:40:00Z', company: 'Société „Étoile“', employees: 80},
    {lead_id: '00Q000000000003', created_at: '2026-05-05T06:01:00Z', company: 'Acme; Inc.', employees: null},
    {lead_id: '00Q000000000004', created_at: '2026-05-07T09:30:00Z', company: 'Zeta\nHolding', employees: 12_000.5},
  ]);
  expect(await rows('select opportunity_id, amount, stage from export_opportunities order by rowid')).toEqual([
    {opportunity_id: '006A', amount: 1_250_000, stage: null},
    {opportunity_id: '006B', amount: 98_050, stage: '{"name":"Open"}'},
  ]);
});
