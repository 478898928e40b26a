import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {afterAll, expect, test} from 'vitest';
import {handoff, temporaryFolder} from './run.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const FORMATS = ['md', 'json', 'html', 'xlsx', 'xml', 'sarif'];

/** The example company, whole, as a client would see it. Accept a change with `npx vitest run test/cli/halden --update`. */
test.each([
  ['80', [], 'America/Los_Angeles'],
  // so small an export is read with one thread where nothing else is said
  ['120', ['--threads', '2'], 'Pacific/Auckland'],
])('the report at %s columns', async (columns, words, zone) => {
  const files = [...FORMATS.map(extension => `${columns}.${extension}`), `${columns}/`];
  const outputs = files.flatMap(file => ['-o', `${folder.path}/${file}`]);
  const {code, stdout, stderr} = await handoff(['audit', 'fixtures/halden', '-q', ...words, '-o', '-', ...outputs], {
    env: {COLUMNS: columns, TZ: zone},
  });
  expect({code, stderr}).toEqual({code: 1, stderr: ''});
  await expect(stdout).toMatchFileSnapshot(`../golden/halden-${columns}.txt`);
  expect(stdout.split('\n').filter(line => stringWidth(line) > Number(columns))).toEqual([]);
});

test('the same for other readers: Markdown whole, JSON and CSV cut to what a person reads, with the hash of the whole', async () => {
  const tables = readdirSync(join(folder.path, '80')).sort();
  const texts = new Map([
    ['report.md', read('80.md')],
    ['report.json', read('80.json')],
    ...tables.map((name): [string, string] => [`tables/${name}`, read(`80/${name}`)]),
  ]);
  const hashes = [...texts].map(
    ([name, text]) => `${createHash('sha256').update(text, 'latin1').digest('hex')}  ${name}\n`,
  );
  await expect(hashes.join('')).toMatchFileSnapshot('../golden/halden/sha256.txt');
  for (const [name, text] of texts) await expect(readable(name, text)).toMatchFileSnapshot(`../golden/halden/${name}`);
});

test('same export, same definitions: the same bytes in every format, whatever the threads and the time zone of the machine', () => {
  const names = readdirSync(folder.path, {recursive: true, encoding: 'utf8'}).filter(name => name.startsWith('80'));
  expect(names.length).toBe(FORMATS.length + 17);
  for (const name of names.filter(found => /\.\w+$/.test(found)))
    expect([name, read(name) === read(name.replace('80', '120'))]).toEqual([name, true]);
});

function read(name: string): string {
  return readFileSync(join(folder.path, name), 'latin1');
}

/** Of JSON three items a list; of a table of more than 150 rows the head and the first twelve. */
function readable(name: string, bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  if (name.endsWith('.json')) return `${JSON.stringify(cut(JSON.parse(text)), null, 2)}\n`;
  const lines = text.split('\n');
  if (!name.endsWith('.csv') || lines.length <= 150) return text;
  return [...lines.slice(0, 13), `... ${lines.length - 14} more rows`, ''].join('\n');
}

function cut(value: unknown): unknown {
  if (Array.isArray(value))
    return [...value.slice(0, 3).map(cut), ...(value.length > 3 ? [`... ${value.length - 3} more`] : [])];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
}
