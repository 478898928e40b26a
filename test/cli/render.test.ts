import {spawn} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {renderJson} from '../../src/report/json.ts';
import {sampleReport} from '../report/sample-report.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';
import {writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const stored = renderJson(sampleReport);
const run = (...words: string[]) => handoff(words, {cwd: folder.path});
const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');

beforeAll(() => {
  writeFileSync(join(folder.path, 'audit.json'), stored);
  writeSmallCompany(join(folder.path, 'export'));
});
afterAll(folder.remove);

describe('any format from a stored report', () => {
  test('text, as the audit would have printed it', async () => {
    const {code, stdout} = await run('render', 'audit.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^handoff audit · Bracken Analytics\n/);
  });

  test('JSON comes back byte for byte', async () => {
    expect((await run('render', 'audit.json', '-f', 'json')).stdout).toBe(stored);
  });

  test('several files of one run, by their extensions', async () => {
    const {code, stdout} = await run('render', 'audit.json', '-o', 'a.html', '-o', 'a.txt', '-o', '-', '-f', 'html');
    expect(code).toBe(0);
    expect(read('a.html')).toMatch(/^<!doctype html>/);
    expect(stdout).toBe(read('a.html'));
    expect(read('a.txt')).toMatch(/^handoff audit · Bracken/);
  });

  test('from standard input, and without the engine', async () => {
    const child = spawn(process.execPath, [resolve('bin/handoff.js'), 'render', '-', '-f', 'html'], {
      env: {...process.env, NODE_OPTIONS: `--require ${resolve('test/cli/loaded.cjs')}`},
    });
    const ran = {stdout: '', stderr: ''};
    child.stdout.on('data', text => (ran.stdout += text));
    child.stderr.on('data', text => (ran.stderr += text));
    child.stdin.end(stored);
    await new Promise(done => child.on('close', done));
    expect(ran.stdout).toMatch(/^<!doctype html>/);
    expect(ran.stderr).toBe('engine absent\n');
  });
});

test('an audit writes the page, and render the same page from its JSON', async () => {
  await run('audit', 'export', '-q', '-o', 'one.html', '-o', 'one.json');
  await run('render', 'one.json', '-o', 'two.html');
  expect(read('two.html')).toBe(read('one.html'));
});

describe('what is no report is said in one sentence', () => {
  test.each([
    ['a file that is not there', 'missing.json', null, 'missing.json is not there'],
    ['a folder', 'export', null, 'export is a folder'],
    ['an empty file', 'empty.json', '', 'empty.json is empty'],
    ['not JSON', 'page.json', '<html>', 'page.json is not JSON'],
    ['other JSON', 'other.json', '[1, 2]', 'other.json is no report of this version of handoff'],
  ])('%s', async (_, name, content, message) => {
    if (content !== null) writeFileSync(join(folder.path, name), content);
    const {code, stdout, stderr} = await run('render', name, '-o', 'never.html');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`handoff: ${message}`);
    expect(existsSync(join(folder.path, 'never.html'))).toBe(false);
  });

  test('with the places that are wrong, the first five of them', async () => {
    const broken = {...sampleReport, time_zone: 7, measures: sampleReport.measures.map(one => ({...one, n: 'many'}))};
    writeFileSync(join(folder.path, 'broken.json'), JSON.stringify(broken));
    const {stderr} = await run('render', 'broken.json');
    const [first, ...places] = stderr.trimEnd().split('\n');
    expect(first).toBe(
      'handoff: broken.json is no report of this version of handoff (handoff schema report says what one is)',
    );
    expect(places[0]).toMatch(/^ {2}time_zone: /);
    expect(places[1]).toMatch(/^ {2}measures\[0\]\.n: /);
    expect(places).toHaveLength(6);
    expect(places[5]).toMatch(/^ {2}and \d+ more problems$/);
  });
});
