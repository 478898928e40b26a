import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, describe, expect, test} from 'vitest';
import {baselineOf} from '../../src/cli/baseline.ts';
import {checkHistory} from '../../src/cli/history.ts';
import {openOptions, refuseRejects} from '../../src/cli/options.ts';
import {checkWritable} from '../../src/cli/outputs.ts';
import {storedReport} from '../../src/cli/stored-compared.ts';
import {findDefinitions, readDefinitionsFile} from '../../src/definitions/find.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);

mkdirSync(at('folder'));
mkdirSync(at('export'));
for (const [name, text] of [
  ['empty.json', ''],
  ['no.json', 'lead_id,source\n'],
  ['list.json', '[1, 2]'],
  ['other.json', '{"schema": "handoff-diff/1"}'],
  ['export/leads.csv', 'lead_id,created_at\n'],
  ['export/handoff.yaml', 'version: 1\n'],
] as const)
  writeFileSync(at(name), text);

const REPORT = 'it takes a JSON report: write one with handoff audit -o report.json';

describe('a path that is not what its option takes', () => {
  test.each([
    ['nope.json', `is not there; ${REPORT}`],
    ['no.json/report.json', `is not there; ${REPORT}`],
    ['folder', `is a folder; ${REPORT}`],
    ['empty.json', `is empty; ${REPORT}`],
    ['no.json', 'is no JSON; a report is written with handoff audit -o report.json'],
    [
      'list.json',
      'is no JSON report of handoff (schema handoff-report/1): write one with handoff audit -o report.json',
    ],
    [
      'other.json',
      'is no JSON report of handoff (schema handoff-report/1): write one with handoff audit -o report.json',
    ],
  ])('--baseline %s', async (name, said) => {
    await expect(baselineOf({baseline: at(name), failOn: 'error'})).rejects.toThrow(`--baseline ${at(name)} ${said}`);
    // the arguments of compare are no option
    await expect(storedReport(at(name))).rejects.toThrow(new RegExp(`^${at(name)} `));
  });

  test.each([
    ['', `--baseline standard input is empty; ${REPORT}`],
    ['no\n', '--baseline standard input is no JSON; a report is written with handoff audit -o report.json'],
  ])('standard input of %j', async (text, said) => {
    await expect(storedReport('-', '--baseline', Readable.from([text]))).rejects.toThrow(said);
  });

  test('a history is never standard input', async () => {
    await expect(checkHistory('-')).rejects.toThrow('--history - is no file');
    const {code, stderr} = await handoff(['trend', '-']);
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^handoff: - is no file, and a history is/),
    });
  });

  test.each([
    ['nope', () => openOptions({tempDir: at('nope')}, folder.path, {}), /--temp-dir .*nope is no folder/],
    ['no.json', () => openOptions({tempDir: at('no.json')}, folder.path, {}), /--temp-dir .*no\.json is no folder/],
    ['no.json/t', () => openOptions({tempDir: at('no.json/t')}, folder.path, {}), /--temp-dir .*is no folder: make it/],
    ['as-of', () => openOptions({asOf: 'yesterday'}, folder.path, {}), /--as-of "yesterday" is no time/],
    ['no.json', () => refuseRejects({rejects: at('no.json')}), /--rejects .*no\.json is a file; name a folder/],
    ['no.json/x', () => checkWritable(at('no.json/x'), '--history'), /--history .*: there is no folder .*no\.json/],
    ['folder', () => checkWritable(at('folder')), /-o .*folder is a folder; name a file in it/],
    ['nope/x.json', () => checkWritable(at('nope/x.json')), /-o .*x\.json: there is no folder .*nope/],
    ['folder', () => readDefinitionsFile(at('folder'), 'folder'), /folder is a folder, not a definitions file/],
    [
      'no.json/d.yaml',
      () => readDefinitionsFile(at('no.json/d.yaml'), 'd.yaml'),
      /definitions file d\.yaml was not found/,
    ],
    ['nope.yaml', () => readDefinitionsFile(at('nope.yaml'), 'nope.yaml'), /definitions file nope\.yaml was not found/],
  ])('%s', (_, use, said) => {
    expect(use).toThrow(said);
  });
});

test('definitions beside an export of one file count as those of its folder do', () => {
  const found = {path: at('export/handoff.yaml'), by: 'export'};
  for (const exportPath of [at('export'), at('export/leads.csv')])
    expect(findDefinitions({exportPath, cwd: at('folder'), env: {}})).toMatchObject(found);
  expect(findDefinitions({exportPath: at('export/none.csv'), cwd: at('folder'), env: {}})).toMatchObject({
    by: 'built_in',
  });
});
