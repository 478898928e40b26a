import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {storedReport} from '../../src/cli/stored-compared.ts';
import type {Report} from '../../src/result.ts';
import {handoff as handoffHere} from './in-process.ts';
import {handoff, temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const inFolder = (...words: string[]) => handoffHere([...words, '-q'], {cwd: folder.path});
const write = (name: string, report: Report) => writeFileSync(join(folder.path, name), JSON.stringify(report));

beforeAll(async () => {
  writeSmallCompany(join(folder.path, 'export'));
  writeFileSync(join(folder.path, 'handoff.yaml'), DEFINITIONS);
  await inFolder('audit', 'export', '-o', 'now.json');
  const now = JSON.parse(readFileSync(join(folder.path, 'now.json'), 'utf8')) as Report;
  const without = (check: string) => now.findings.filter(finding => finding.check !== check);
  write('clean.json', {...now, findings: without('sla-compliance')});
  write('defined.json', {...now, definitions: {...now.definitions, sha256: 'f'.repeat(64)}});
  write('later.json', {...now, schema: 'handoff-report/2' as 'handoff-report/1'});
  const [first] = now.findings.filter(({check}) => check === 'sla-compliance');
  if (first === undefined) throw new Error('the small company keeps its promise');
  write('once.json', {...now, findings: [...now.findings, {...first, key: `${first.key}/old`, text: 'gone by now'}]});
});
afterAll(folder.remove);

describe('an audit against a baseline', () => {
  test.each([
    ['nothing new', 'now.json', 'new', 0],
    ['a new error', 'clean.json', 'error', 1],
    ['a new error, asked for what is new', 'clean.json', 'new', 1],
    ['a new error, asked for nothing', 'clean.json', 'never', 0],
  ] as const)('%s', async (_, baseline, failOn, code) => {
    expect((await inFolder('audit', 'export', '--baseline', baseline, '--fail-on', failOn)).code).toBe(code);
  });

  test('lists what is fixed', async () => {
    const {code, stdout} = await inFolder('audit', 'export', '--baseline', 'once.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Fixed ─+\n.*gone by now/);
  });

  test.each(['text', 'markdown', 'github'])('says that its definitions were others: %s', async format => {
    const {code, stdout, stderr} = await inFolder('audit', 'export', '--baseline', 'defined.json', '-f', format);
    const note = /The definitions differ: a number may have changed with them/;
    expect(code).toBe(0);
    expect(stderr).toMatch(note);
    if (format !== 'github') expect(stdout).toMatch(note);
  });

  test.each([
    ['one of another version', ['--baseline', 'later.json'], /another version of handoff \(schema handoff-report\/2,/],
    ['no baseline to be new against', ['--fail-on', 'new'], /needs an earlier report: --baseline/],
    ['a baseline that is not there', ['--baseline', 'nowhere.json'], /--baseline nowhere\.json is not there/],
    ['a baseline that is none', ['--baseline', 'handoff.yaml'], /handoff\.yaml is no JSON/],
  ] as const)('%s', async (_, words, message) => {
    const {code, stderr} = await inFolder('audit', 'export', ...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('compare loads no engine, and fails only where asked to', async () => {
  const env = {NODE_OPTIONS: `--require ${resolve('test/cli/loaded.cjs')}`};
  const {code, stdout, stderr} = await handoff(['compare', 'clean.json', 'now.json'], {cwd: folder.path, env});
  expect({code, stderr}).toEqual({code: 0, stderr: 'engine absent\n'});
  expect(stdout).toMatch(/New ─+\n {2}error sla-compliance/);
  expect((await inFolder('compare', 'clean.json', 'now.json', '--fail-on', 'new')).code).toBe(1);
  const {stdout: json} = await inFolder('compare', 'clean.json', 'now.json', '-f', 'json');
  expect(JSON.parse(json)).toMatchObject({schema: 'handoff-comparison/1', findings: {fixed: []}});
});

test('one of the two may come from standard input', async () => {
  const stored = readFileSync(join(folder.path, 'now.json'), 'utf8');
  const piped = await storedReport('-', null, Readable.from([stored]));
  expect(piped).toEqual(await storedReport(join(folder.path, 'now.json')));
  const {code, stderr} = await inFolder('compare', '-', '-');
  expect({code, stderr}).toEqual({
    code: 2,
    stderr: 'handoff: compare - -: standard input holds one report; name a file for the other\n',
  });
});
