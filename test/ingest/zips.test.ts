import {createHash} from 'node:crypto';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {type Member, workbookOf, zipOf, zipped} from './archives.ts';
import {exportFolder, ingestFiles, ingestPath, refusal, rows, theSession, withSession} from './exports.ts';

withSession();

const LEADS = 'lead_id,created_at\nL1,2026-01-01T00:00:00Z\n';
const USERS = 'user_id\nU1\n';

describe('a zip', () => {
  test('given as the export: files at any depth, by the hash of what they are', async () => {
    const folder = exportFolder({
      'export.zip': zipped({
        'crm/2026/Leads.csv': LEADS,
        'crm/2026/reps.csv.gz': gzipSync(USERS),
        '__MACOSX/crm/._Leads.csv': 'x',
        'crm/.DS_Store': 'x',
        'crm/handoff.yaml': 'version: 1',
        'crm/notes.md': 'x',
        'crm/older.zip': zipped({'leads.csv': LEADS}),
      }),
    });
    const {files, unused} = await ingestPath(join(folder, 'export.zip'));
    expect(files).toMatchObject([
      {
        path: 'export.zip/crm/2026/Leads.csv',
        table: 'leads',
        sha256: createHash('sha256').update(LEADS).digest('hex'),
        bytes: LEADS.length,
        read: 1,
        loaded: 1,
      },
      {path: 'export.zip/crm/2026/reps.csv.gz', table: 'users', format: 'csv.gz, comma', loaded: 1},
    ]);
    expect(unused.map(({path, reason}) => `${path}: ${reason}`)).toEqual([
      expect.stringMatching(/^export\.zip\/crm\/notes\.md: is not a format that is read \(.*\.xlsx.*\.zip\)$/),
      'export.zip/crm/older.zip: is a zip within a zip: unpack it',
    ]);
  });

  test('within a folder, as HubSpot sends what is larger than 2 MB', async () => {
    const {files} = await ingestFiles({
      'leads.csv': LEADS,
      'more.zip': zipped({
        'leads-2.csv': LEADS.replace('L1', 'L2'),
        'users.xlsx': workbookOf([{name: 'S', rows: [['user_id'], ['U1']]}]),
      }),
    });
    expect(files.map(({path, table}) => [path, table])).toEqual([
      ['leads.csv', 'leads'],
      ['more.zip/leads-2.csv', 'leads'],
      ['more.zip/users.xlsx', 'users'],
    ]);
    expect(await rows('select lead_id from export_leads order by 1')).toEqual([{lead_id: 'L1'}, {lead_id: 'L2'}]);
  });

  test('of one file is the leads, whatever its name', async () => {
    const folder = exportFolder({'crm.zip': zipped({'hubspot-crm-exports-all-contacts.csv': LEADS})});
    expect((await ingestPath(join(folder, 'crm.zip'))).files).toMatchObject([{table: 'leads', loaded: 1}]);
  });

  test('is matched by the globs of the definitions', async () => {
    const {files} = await ingestFiles(
      {'a.zip': zipped({'crm/Kontakte.csv': LEADS})},
      {tables: {leads: {files: ['a.zip/**/Kontakte.csv']}}},
    );
    expect(files).toMatchObject([{path: 'a.zip/crm/Kontakte.csv', table: 'leads'}]);
  });

  test('rejected rows are named by the line of the inner file', async () => {
    const {files} = await ingestFiles(
      {'a.zip': zipped({'leads.csv': `${LEADS}L2,2026-01-02T00:00:00Z,x\n`})},
      {max_rejected: 0.5},
    );
    expect(files[0]?.rejects).toEqual([{line: 3, reason: 'has 3 cells where the header has 2'}]);
  });
});

/** Every way in which an archive of a stranger can be wrong, and the word for it. */
const HOSTILE: readonly [what: string, bytes: Uint8Array, reason: RegExp][] = [
  ['climbs out', zipped({'../leads.csv': LEADS}), /holds a path that leads outside \(\.\.\/leads\.csv\)/],
  ['climbs out from within', zipped({'a/../../leads.csv': LEADS}), /leads outside/],
  ['names an absolute path', zipped({'/etc/leads.csv': LEADS}), /leads outside/],
  ['names a drive', zipped({'C:/leads.csv': LEADS}), /leads outside/],
  ['is encrypted', one({encrypted: true}), /is encrypted: unpack it with its password/],
  [
    'unpacks to 36 GB',
    one({bytes: 4e9, packed: 1e9}, 9),
    /unpacks to 36\.0 GB, more than the limit of 32\.0 GB; unpack it and name/,
  ],
  ['is a bomb', one({content: Buffer.alloc(20e6)}), /unpacks to \d+ times its size, more than the limit of 300/],
  [
    'has too many files',
    zipOf([{path: 'leads.csv', content: LEADS}], 6000),
    /holds 6000 files, more than the limit of 5000/,
  ],
  ['is no zip', Buffer.from('hello'), /is no zip, or the end of it is missing/],
  ['is cut off', zipped({'leads.csv': LEADS}).subarray(0, -30), /is no zip, or the end of it is missing/],
];

/** Faults of one file in an archive that is otherwise sound. */
const FAULTY: readonly [what: string, bytes: Uint8Array, reason: RegExp][] = [
  ['is a link', one({mode: 0o120777, content: '/etc/passwd'}), /leads\.csv: is a link/],
  ['is larger than it says', one({bytes: 5}), /leads\.csv unpacks to another size than it says/],
  ['is smaller than it says', one({bytes: 500}), /leads\.csv unpacks to another size than it says/],
  ['has another checksum', one({crc: 1}), /leads\.csv is damaged/],
  ['is packed by a foreign method', one({method: 9}), /leads\.csv: is packed by a method that is not read \(9\)/],
];

function one(lies: Partial<Member>, times = 1): Buffer {
  return zipOf(
    Array.from({length: times}, (_, at) => ({path: at === 0 ? 'leads.csv' : `x${at}.csv`, content: LEADS, ...lies})),
  );
}

describe('a zip that nobody should unpack', () => {
  test.each(HOSTILE)('%s', async (_, bytes, reason) => {
    expect(await refusal({'export.zip': bytes})).toMatch(reason);
    const folder = exportFolder({'export.zip': bytes});
    await expect(ingestPath(join(folder, 'export.zip'))).rejects.toThrow(/^export\.zip /);
    const {unused} = await ingestFiles({'leads.csv': LEADS, 'export.zip': bytes});
    expect(unused).toEqual([{path: 'export.zip', reason: expect.stringMatching(reason)}]);
  });

  test.each(FAULTY)('a file that %s', async (_, bytes, reason) => {
    expect(await refusal({'export.zip': bytes})).toMatch(reason);
  });

  test('a file that stands in it twice is read once', async () => {
    const twice = zipOf([
      {path: 'leads.csv', content: LEADS},
      {path: 'leads.csv', content: LEADS.replace('L1', 'L2')},
    ]);
    const {unused} = await ingestFiles({'export.zip': twice});
    expect(await rows('select lead_id from export_leads')).toEqual([{lead_id: 'L1'}]);
    expect(unused).toEqual([{path: 'export.zip/leads.csv', reason: 'stands in the archive twice; the first is read'}]);
  });

  test('nothing is written but into the private folder, under names of ours', async () => {
    await ingestFiles({'export.zip': zipped({'a/leads.csv': LEADS})});
    expect(readdirSync(theSession().folder).filter(name => /lead/.test(name))).toEqual([]);
  });
});
