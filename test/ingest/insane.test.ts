import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {Problem} from '../../src/problem.ts';
import {exportFolder, type Files, ingestFiles, ingestPath, refusal, rows, withSession} from './exports.ts';

withSession();

/** What nobody sane would send: each gets a sentence, and none a hang or a stack trace. */
const LEADS = 'lead_id,created_at\nL1,2026-01-01T00:00:00Z\nL2,2026-01-02T00:00:00Z\n';
const MB = 1_000_000;

async function problemOf(folder: string): Promise<string> {
  const problem = await ingestPath(folder).then(
    () => null,
    error => error,
  );
  expect(problem).toBeInstanceOf(Problem);
  return [problem.message, ...problem.details].join('\n');
}

describe('a leads file that is', () => {
  const REFUSED: readonly (readonly [string, Files, RegExp])[] = [
    ['text under the name of a workbook', {'leads.xlsx': LEADS}, /leads\.xlsx: is no zip.*name it \.csv if it is text/],
    [
      'a cell of 50 MB in quotes that close nowhere',
      {'leads.csv': `${LEADS}L3,"${'x'.repeat(50 * MB)}`},
      /a quote does not close/,
    ],
    ['a cell of 50 MB', {'leads.csv': `${LEADS}L3,${'x'.repeat(50 * MB)}\n`}, /line 4: the row is longer than 2 MB/],
    [
      'half a million lines within a quote',
      {'leads.csv': `${LEADS}L3,"${'x\n'.repeat(500_000)}`},
      /leads\.csv: most of its rows are broken \(line 4: a quote does not close\); export it again/,
    ],
    ['quotes alone', {'leads.csv': '"'.repeat(100_001)}, /has no column for lead_id and created_at/],
    ['ten thousand brackets', {'leads.json': '['.repeat(10_000) + ']'.repeat(10_000)}, /leads\.json/],
  ];
  test.each(REFUSED)('%s', async (_, files, sentence) => {
    expect(await refusal(files)).toMatch(sentence);
  });

  test('two thousand columns wide', async () => {
    const names = Array.from({length: 2000}, (_, at) => `c${at}`).join(',');
    const blanks = ','.repeat(1999);
    await ingestFiles({'leads.csv': `lead_id,created_at,${names}\nL1,2026-01-01T00:00:00Z,${blanks}\n`});
    expect(await rows('select lead_id, c0, c1999 from export_leads')).toEqual([{lead_id: 'L1', c0: null, c1999: null}]);
  });

  test('a folder', async () => {
    const folder = exportFolder({});
    mkdirSync(join(folder, 'leads.csv'));
    expect(await problemOf(folder)).toMatch(/has no leads/);
  });

  // a pipe that nobody writes to never ends
  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    const folder = exportFolder({});
    execFileSync('mkfifo', [join(folder, 'leads.csv')]);
    expect(await problemOf(folder)).toMatch(/leads\.csv: is not a regular file/);
    await expect(ingestPath(join(folder, 'leads.csv'))).rejects.toThrow(/is neither a folder nor a file/);
  });

  // root may read everything
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('nobody’s to read', async () => {
    const folder = exportFolder({'leads.csv': LEADS});
    chmodSync(join(folder, 'leads.csv'), 0);
    expect(await problemOf(folder)).toMatch(/leads\.csv: cannot be read/);
    expect(await problemOf(join(folder, 'leads.csv'))).toMatch(/cannot be read/);
  });
});

test('links that lead in circles, upwards and away', async () => {
  const folder = exportFolder({'leads.csv': LEADS});
  mkdirSync(join(folder, 'sub'));
  for (const [name, target] of [
    ['here', '.'],
    ['a', 'b'],
    ['b', 'a'],
    ['sub/up', '..'],
    ['root', '/'],
    ['activities.csv', '/dev/zero'],
  ] as const)
    symlinkSync(target, join(folder, name));
  const {unused, files} = await ingestPath(folder);
  expect(files.map(({path}) => path)).toEqual(['leads.csv']);
  expect(unused.map(({path, reason}) => `${path} ${reason}`)).toEqual([
    'a is a link to nothing',
    'activities.csv is a link that leaves the folder',
    'b is a link to nothing',
    'here is a link that leaves the folder',
    'root is a link that leaves the folder',
    'sub/up is a link that leaves the folder',
  ]);
});

test('the leads of two systems', async () => {
  const {systems, notes} = await ingestFiles({
    'Lead.csv':
      'Id,IsDeleted,LeadSource,IsConverted,OwnerId,Status,CreatedDate\n00Q5g0000000001AAC,0,Web,0,0055g0000000009AAC,New,2026-03-16 10:00:00\n',
    'contacts.csv': 'hs_object_id,email,lifecyclestage,createdate\n701,a@b.example,lead,2026-03-16T10:00:00Z\n',
  });
  expect(systems).toEqual(['HubSpot', 'Salesforce']);
  expect(notes).toContainEqual(expect.stringMatching(/^leads come in different shapes.*leave one out of the export$/));
});

test('more unknown files than anybody maps', async () => {
  const folder = exportFolder({'leads.csv': LEADS});
  for (let at = 0; at < 130; at++) writeFileSync(join(folder, `f${at}.csv`), 'contact,when\n1,2026-01-01\n');
  const {notes, unused} = await ingestPath(folder);
  expect(unused).toHaveLength(130);
  expect(notes).toEqual(['only the first 100 of 130 unknown files were looked at for a draft of a mapping']);
});

describe('a quote that closes by chance rows later', () => {
  const row = (n: number) => `L${n},Lead ${n},Acme,US,2026-03-${String(n).padStart(2, '0')}T10:00:00Z`;
  const header = 'lead_id,title,company,country,created_at';
  const rows = Array.from({length: 20}, (_, index) => row(index + 1));
  const swallowing = rows.map((text, index) =>
    index === 3 ? text.replace('Lead 4', '"Lead 4') : index === 13 ? text.replace('Lead 14', 'Lead 14"') : text,
  );

  test('is valid, and said: the rows between are inside a cell', async () => {
    const {files, notes} = await ingestFiles({'leads.csv': [header, ...swallowing, ''].join('\n')});
    expect(files[0]).toMatchObject({loaded: 10});
    expect(notes).toEqual([
      'leads.csv: 9 lines cut like rows inside a cell, which may be rows that a quote closed too late has swallowed: title of record #4 (9 lines)',
    ]);
  });

  test.each([
    ['an address of several lines', '"1 Road, Town, Land, Planet, X\nand, so, on"'],
    ['prose with commas', '"One, two, three.\nFour, five, six, seven.\nEight, nine.\nTen."'],
  ])('%s is none', async (_, cell) => {
    const {notes} = await ingestFiles({
      'leads.csv': [header, ...rows.map((text, index) => (index === 3 ? text.replace('Lead 4', cell) : text)), ''].join(
        '\n',
      ),
    });
    expect(notes).toEqual([]);
  });
});
