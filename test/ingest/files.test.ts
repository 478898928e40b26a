import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {fitsGlob} from '../../src/ingest/glob.ts';
import {namedTable} from '../../src/ingest/recognise.ts';
import {TABLE_NAMES} from '../../src/ingest/tables.ts';
import {exportFolder, ingestFiles, ingestPath, refusal, rows, theSession, withSession} from './exports.ts';

withSession();

const LEADS = 'lead_id,created_at\nL1,2026-01-01T00:00:00Z\n';

describe('names', () => {
  test.each<[stem: string, table: string | null]>([
    ['leads', 'leads'],
    ['Lead', 'leads'],
    ['LEADS (3)', 'leads'],
    ['leads_2026-01-31', 'leads'],
    ['Leads 20260131T1200', 'leads'],
    ['leads-001', 'leads'],
    ['Closed-Won', 'opportunities (won)'],
    ['closedwon (3)', 'opportunities (won)'],
    ['deals', 'opportunities'],
    ['Opportunity', 'opportunities'],
    ['reps', 'users'],
    ['owners', 'users'],
    ['Owner History', 'owner_history'],
    ['stage-histories', 'stage_history'],
    ['activity', 'activities'],
    ['opportunity history', null],
    ['leadership', null],
    [`${'1'.repeat(200)}x`, null],
    ['constructor', null],
  ])('%s is %s', (stem, table) => {
    const named = namedTable(stem);
    expect(named && `${named.table}${named.won ? ' (won)' : ''}`).toBe(table);
  });

  test.each<[glob: string, path: string, fits: boolean]>([
    ['Lead*.csv', 'lead_export.csv', true],
    ['*.csv', 'sub/leads.csv', false],
    ['sub/*', 'sub/leads.csv', true],
    ['**/*.csv', 'leads.csv', true],
    ['**/leads.csv', 'sub/leads.csv', true],
    ['l??ds.csv', 'leads.csv', true],
    ['l?ds.csv', 'leads.csv', false],
    ['leads [1].csv', 'leads [1].csv', true],
    [`${'*a'.repeat(100)}b`, 'a'.repeat(200), false],
  ])('%s and %s', (glob, path, fits) => {
    expect(fitsGlob(glob, path)).toBe(fits);
  });
});

describe('a folder', () => {
  test('feeds tables, and says what is left', async () => {
    const {files, unused, tables} = await ingestFiles({
      'leads.csv': LEADS,
      'sub/Users.csv': 'user_id\nU1\n',
      'sub/deeper/deals.csv': 'opportunity_id\nO1\n',
      '.hidden.csv': 'x',
      'handoff.yaml': 'version: 1',
      'Kontakte.csv': 'a\n1\n',
      'notes.md': 'x',
      'signals.csv': 'lead_id,when\nL1,2026-01-01\n',
    });
    expect(files.map(({path, table}) => [path, table])).toEqual([
      ['leads.csv', 'leads'],
      ['sub/Users.csv', 'users'],
    ]);
    expect(unused.map(({path, reason}) => `${path}: ${reason}`)).toEqual([
      expect.stringMatching(
        /^Kontakte\.csv: no table has this name and no known system these headers; .*export\.tables\.<table>\.files$/,
      ),
      expect.stringMatching(/^notes\.md: is not a format that is read/),
      expect.stringMatching(/^signals\.csv: has no column for at and signal; its headers are lead_id, when$/),
      expect.stringMatching(/^sub\/deeper: folders below the first level are not read$/),
    ]);
    for (const table of TABLE_NAMES) await theSession().run(`select * from export_${table}`);
    expect(tables.signals).toMatchObject({present: false, columns: new Set()});
  });

  test('links that leave it are refused', async () => {
    const folder = exportFolder({'leads.csv': LEADS});
    const outside = exportFolder({'users.csv': 'user_id\nU1\n'});
    symlinkSync(join(outside, 'users.csv'), join(folder, 'users.csv'));
    symlinkSync(outside, join(folder, 'sub'));
    symlinkSync(join(folder, 'gone'), join(folder, 'deals.csv'));
    symlinkSync(join(folder, 'leads.csv'), join(folder, 'leads2.csv'));
    const {unused, files} = await ingestPath(folder);
    expect(unused).toEqual([
      {path: 'deals.csv', reason: 'is a link to nothing'},
      {path: 'sub', reason: 'is a link that leaves the folder'},
      {path: 'users.csv', reason: 'is a link that leaves the folder'},
    ]);
    expect(files.map(({path}) => path)).toEqual(['leads.csv', 'leads2.csv']);
  });

  test('names that would be patterns are names', async () => {
    const {files} = await ingestFiles(
      {'leads [1].csv': LEADS, 'leads1.csv': LEADS.replace('L1', 'L2')},
      {tables: {leads: {files: ['leads [1].csv']}}},
    );
    expect(files).toHaveLength(1);
    const folder = exportFolder({'a/leads[1].csv': LEADS, 'a/leads1.csv': LEADS.replace('L1', 'L2')});
    await ingestPath(join(folder, 'a', 'leads[1].csv'), {tables: {leads: {files: ['*']}}});
    expect(await rows('select lead_id from export_leads')).toEqual([{lead_id: 'L1'}]);
  });

  test('one file is the leads, whatever its name', async () => {
    const folder = exportFolder({"it's; drop table x.csv": LEADS});
    const {files} = await ingestPath(join(folder, "it's; drop table x.csv"));
    expect(files).toMatchObject([{table: 'leads', loaded: 1}]);
  });

  test('one file may feed two tables', async () => {
    const {files} = await ingestFiles(
      {'all.csv': 'lead_id,created_at,at,type\nL1,2026-01-01,2026-01-02,call\n'},
      {tables: {leads: {files: ['all.csv']}, activities: {files: ['all.csv']}}},
    );
    expect(files.map(({table, loaded}) => [table, loaded])).toEqual([
      ['leads', 1],
      ['activities', 1],
    ]);
  });
});

describe('is refused', () => {
  test('a path that is not there', async () => {
    await expect(ingestPath('/nowhere/export')).rejects.toThrow('there is no /nowhere/export');
  });

  test('a folder without leads, with what is there', async () => {
    expect(await refusal({'users.csv': 'user_id\nU1\n', 'x.csv': 'a\n1\n'})).toMatch(
      /has no leads: .*\nx\.csv: no table has this name/,
    );
  });

  test('a glob that fits nothing', async () => {
    expect(await refusal({'leads.csv': LEADS}, {tables: {leads: {files: ['laeds.csv']}}})).toMatch(
      /no file of the export fits "laeds\.csv"; did you mean leads\.csv\?/,
    );
  });
});

describe('formats', () => {
  test.each<[name: string, content: string | Uint8Array, format: string]>([
    ['leads.csv', 'Lead ID;Created At;Company\nL1;2026-01-01T00:00:00Z;A, B\n', 'csv, semicolon'],
    ['leads.tsv', 'lead_id\tcreated_at\tcompany\nL1\t2026-01-01T00:00:00Z\tA, B\n', 'tsv, tab'],
    ['leads.txt', 'lead_id|created_at|company\nL1|2026-01-01T00:00:00Z|A, B\n', 'txt, bar'],
    ['leads.csv', '"sep=;"\nlead_id;created_at;company\nL1;2026-01-01T00:00:00Z;A, B\n', 'csv, semicolon'],
    ['leads.csv', 'sep=|\r\nlead_id|created_at|company\r\nL1|2026-01-01T00:00:00Z|A, B\r\n', 'csv, bar'],
    ['leads.csv', 'lead_id,created_at,company\rL1,2026-01-01T00:00:00Z,"A, B"\r', 'csv, comma'],
    ['leads.csv.gz', gzipSync('lead_id,created_at,company\nL1,2026-01-01T00:00:00Z,"A, B"\n'), 'csv.gz, comma'],
    [
      'leads.json',
      '[{"lead_id":"L1","created_at":"2026-01-01T00:00:00Z"},{"company":"A, B","lead_id":null}]'
        .replace('},{', ',')
        .replace(',"lead_id":null', ''),
      'json',
    ],
    ['leads.ndjson', '{"lead_id":"L1","created_at":"2026-01-01T00:00:00Z","company":"A, B"}\n', 'ndjson'],
    ['leads.jsonl.gz', gzipSync('{"lead_id":"L1","created_at":"2026-01-01T00:00:00Z","company":"A, B"}\n'), 'jsonl.gz'],
    [
      'leads.json',
      '{"records":[{"lead_id":"L1","created_at":"2026-01-01T00:00:00Z","company":"A, B"}],"done":true}',
      'json',
    ],
  ])('%s %s', async (name, content, format) => {
    const {files} = await ingestFiles({[name]: content});
    expect(await rows('select lead_id, created_at, company from export_leads')).toEqual([
      {lead_id: 'L1', created_at: '2026-01-01T00:00:00Z', company: 'A, B'},
    ]);
    expect(files).toMatchObject([{format, read: 1, loaded: 1}]);
  });

  test('JSON keys over the whole file, values as text', async () => {
    const lines = Array.from({length: 3000}, (_, at) => JSON.stringify({lead_id: `L${at}`, created_at: '2026-01-01'}));
    lines.push('{"lead_id": 7, "created_at": "2026-01-01", "a/b~\\"c": {"x": [1, true]}}', '{broken');
    const {files} = await ingestFiles({'leads.ndjson': lines.join('\n')});
    expect(await rows(`select lead_id, "a/b~""c" as nested from export_leads where rowid = 3000`)).toEqual([
      {lead_id: '7', nested: '{"x":[1,true]}'},
    ]);
    expect(files).toMatchObject([
      {read: 3002, rejected: 1, rejects: [{line: 3002, reason: 'is no JSON object with values'}]},
    ]);
  });

  test('Parquet: types become text, zones are kept', async () => {
    const folder = exportFolder({});
    mkdirSync(folder, {recursive: true});
    await theSession().run(
      `copy (select 12345.0::double as lead_id, timestamptz '2026-01-01 10:00:00+02:00' as created_at, date '2026-01-02' as mql_at, {'a': 1} as extra) to '${join(folder, 'leads.parquet')}'`,
    );
    await ingestPath(folder);
    expect(await rows('select lead_id, created_at, mql_at, extra from export_leads')).toEqual([
      {lead_id: '12345', created_at: '2026-01-01T08:00:00Z', mql_at: '2026-01-02T05:00:00Z', extra: '{"a":1}'},
    ]);
    await theSession().run(
      `copy (select 'L1' as lead_id, timestamp '2026-01-01 10:00:00' as created_at) to '${join(folder, 'leads.parquet')}'`,
    );
    await expect(ingestPath(folder)).rejects.toThrow(/column "created_at" do not say their time zone/);
    writeFileSync(join(folder, 'leads.parquet'), 'PAR1 and nothing');
    await expect(ingestPath(folder)).rejects.toThrow(/leads\.parquet is not readable Parquet/);
  });
});
