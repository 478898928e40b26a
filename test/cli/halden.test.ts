import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {afterAll, expect, test} from 'vitest';
import {handoff as handoffHere} from './in-process.ts';
import {handoff, temporaryFolder} from './run.ts';

const folder = temporaryFolder();
const stored = join(folder.path, 'report.json');
afterAll(folder.remove);

/** The example company, whole, as a client would see it. Accept a change with `npx vitest run test/cli/halden --update`. */
test.each([
  ['80', handoff, ['audit', 'fixtures/halden', '-q', '-o', stored, '-o', '-'], 1],
  // of the same audit
  ['120', handoffHere, ['render', stored], 0],
] as const)('the report at %s columns', async (columns, run, words, expected) => {
  const {code, stdout, stderr} = await run(words, {env: {COLUMNS: columns}});
  expect({code, stderr}).toEqual({code: expected, stderr: ''});
  await expect(stdout).toMatchFileSnapshot(`../golden/halden-${columns}.txt`);
  expect(stdout.split('\n').filter(line => stringWidth(line) > Number(columns))).toEqual([]);
});

test('same export, same definitions: the same bytes, whatever the threads and the time zone of the machine', async () => {
  // so small an export is read with one thread where nothing else is said
  const words = ['audit', 'fixtures/halden', '-q', '-f', 'json', '--threads', '2'];
  const {stdout} = await handoff(words, {env: {TZ: 'Pacific/Auckland'}});
  const first = readFileSync(stored, 'utf8');
  expect(JSON.parse(first)).toMatchObject({schema: 'handoff-report/1'});
  expect(stdout === first).toBe(true);
}, 120_000);
