import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

beforeAll(async () => {
  writeSmallCompany(at('export'));
  mkdirSync(at('team'));
  writeFileSync(at('handoff.yaml'), 'version: 1\nextends: team/base.yaml\n');
  writeFileSync(at('team/base.yaml'), DEFINITIONS);
  symlinkSync(at('export/leads.csv'), at('link.csv'));
  await handoff(['audit', 'export', '-q', '-o', 'report.json', '-o', 'export/report.json'], {cwd: folder.path});
});
afterAll(folder.remove);

// a definitions file that nobody has committed yet, or the export of last quarter, cannot be had again
test.each([
  ['the definitions in force', ['audit', 'export', '-f', 'json', '-o', 'handoff.yaml'], 'handoff.yaml'],
  ['what they extend', ['derive', 'export', '-o', 'team/base.yaml'], 'team/base.yaml'],
  ['a file of the export', ['query', 'export', 'select 1', '-o', 'export/leads.csv'], 'export/leads.csv'],
  [
    'the one file of an export',
    ['query', 'export/leads.csv', 'select 1', '-o', 'export/leads.csv'],
    'export/leads.csv',
  ],
  ['the same file by another name', ['query', 'export', 'select 1', '-o', 'link.csv'], 'link.csv'],
  ['a side of a diff', ['diff', 'team/base.yaml', 'handoff.yaml', '-f', 'json', '-o', 'handoff.yaml'], 'handoff.yaml'],
  ['a report that is compared', ['compare', 'report.json', 'report.json', '-o', 'report.json'], 'report.json'],
  ['a report that is rendered', ['render', 'report.json', '-o', 'report.json'], 'report.json'],
])('no output goes over %s', async (_, words, output) => {
  const before = readFileSync(at(output), 'utf8');
  const {code, stderr} = await handoff([...words, ...(words[0] === 'render' || words[0] === 'compare' ? [] : ['-q'])], {
    cwd: folder.path,
  });
  expect({code, stderr}).toEqual({
    code: 2,
    stderr: `handoff: -o ${output} would write over what this run reads; name another file\n`,
  });
  expect(readFileSync(at(output), 'utf8')).toBe(before);
});

test('what lies beside the export’s files is nobody’s input, and a baseline may be replaced', async () => {
  const outputs = ['-o', 'export/report.json', '-o', 'report.json'];
  const words = ['audit', 'export', '-q', '--baseline', 'report.json', '--fail-on', 'never', ...outputs];
  expect(await handoff(words, {cwd: folder.path})).toMatchObject({code: 0, stderr: ''});
});
