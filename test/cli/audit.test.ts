import {existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {reportSchema} from '../../src/report/schema.ts';
import {handoff as handoffHere} from './in-process.ts';
import {handoff, type Ran, type RunOptions, temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const place = (name: string) => join(folder.path, name);
const inFolder = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  handoffHere(words, {cwd: folder.path, env});
const asProcess = (words: readonly string[], options: RunOptions = {}) =>
  handoff(words, {cwd: folder.path, ...options});

/** One run that is looked at from all sides; what shows any report renders the one that it stored. */
let audited: Ran;

beforeAll(async () => {
  writeSmallCompany(place('export'));
  writeFileSync(place('handoff.yaml'), DEFINITIONS);
  mkdirSync(place('empty'));
  writeFileSync(place('empty/leads.csv'), 'lead_id,created_at\n');
  audited = await asProcess(['audit', 'export', '-o', '-', '-o', 'report.json', '-o', 'report.txt']);
});
afterAll(folder.remove);

describe('the exit code', () => {
  test('findings', () => {
    expect(audited.code).toBe(1);
  });

  test.each([
    ['findings nobody asked to fail on', 'export', ['--fail-on', 'never'], 0],
    ['without the check that finds', 'export', ['--skip', 'sla-compliance'], 0],
    ['only a check that finds nothing', 'export', ['--only', 'stage-order'], 0],
    ['an export without a lead', 'empty', [], 2],
    ['an export that may be empty', 'empty', ['--allow-empty'], 0],
  ] as const)('%s', async (_, path, words, code) => {
    expect((await inFolder(['audit', path, '-q', ...words])).code).toBe(code);
  });
});

describe('manners', () => {
  test('the report goes to stdout, one plain line a stage to stderr', () => {
    expect(audited.stdout).toMatch(/^handoff audit · Small & Co\n/);
    expect(audited.stderr).toMatch(/^(handoff: [\w ,.:/]+\n)+$/);
    expect(audited.stderr).toContain('handoff: reading leads.csv as leads\n');
    // of 60 leads 20 got no call; the order is that of the tables
    expect(audited.stderr).toContain('handoff: read 102 rows: leads 60, activities 40, users 2\n');
  });

  test('quiet says nothing; the same input is the same output, byte for byte', async () => {
    const {code, stdout, stderr} = await asProcess(['audit', 'export', '-q', '-f', 'json', '--threads', '1'], {
      env: {TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8'},
    });
    expect({code, stderr}).toEqual({code: 1, stderr: ''});
    expect(stdout).toBe(readFileSync(place('report.json'), 'utf8'));
  });

  test.each([
    ['a pipe has no colours', {}, [], false],
    ['FORCE_COLOR', {FORCE_COLOR: '1'}, [], true],
    ['--no-color wins', {FORCE_COLOR: '1'}, ['--no-color'], false],
    ['NO_COLOR', {NO_COLOR: '1'}, [], false],
  ] as const)('%s', async (_, env, words, coloured) => {
    const {stdout} = await inFolder(['render', 'report.json', ...words], env);
    expect(stdout.includes('\u001b[')).toBe(coloured);
    expect(stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(audited.stdout);
  });

  test('COLUMNS sets the width', async () => {
    const {stdout} = await inFolder(['render', 'report.json'], {COLUMNS: '100'});
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBe(100);
  });

  test('the report ends with the next commands, and they work as they stand', async () => {
    const {stdout} = await inFolder(['audit', 'export', '-q', '--as-of', '2026-12-01T00:00:00Z']);
    const commands = (stdout.split('Next:\n')[1] ?? '').trimEnd().split(/(?<! \\)\n/);
    expect(commands.map(command => command.trim().split(' ')[1])).toEqual(expect.arrayContaining(['lead', 'explain']));
    for (const command of commands) {
      const words = command.replace(/ \\\n\s*/g, ' ').match(/"[^"]*"|\S+/g) ?? [];
      const {code, stderr} = await inFolder([...words.slice(1).map(word => word.replace(/^"|"$/g, '')), '-q']);
      expect([command, code, stderr]).toEqual([command, 0, '']);
    }
  });
});

describe('outputs', () => {
  test('several of one run, each in the format of its extension, - is standard output; nothing else is left', () => {
    expect(reportSchema.parse(JSON.parse(readFileSync(place('report.json'), 'utf8'))).schema).toBe('handoff-report/1');
    expect(readFileSync(place('report.txt'), 'utf8')).toMatch(/^handoff audit/);
    expect(audited.stdout).toMatch(/^handoff audit/);
    expect(readdirSync(folder.path).filter(name => name.endsWith('.part'))).toEqual([]);
  });

  test('with -o alone standard output stays empty, and a link stays a link', async () => {
    writeFileSync(place('target.json'), 'old');
    symlinkSync('target.json', place('link.json'));
    const {stdout} = await inFolder(['render', 'report.json', '-o', 'link.json']);
    expect(stdout).toBe('');
    expect(readFileSync(place('target.json'), 'utf8')).toMatch(/^\{\n {2}"schema"/);
    expect(lstatSync(place('link.json')).isSymbolicLink()).toBe(true);
  });

  test('inspect says what was recognised', async () => {
    const {code, stdout} = await inFolder(['inspect', 'export', '-q', '-o', '-', '-o', 'inspection.json']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Columns of leads\.csv as leads[\s\S]*Data quality gates[\s\S]*What cannot, and what to add/,
    );
    expect(JSON.parse(readFileSync(place('inspection.json'), 'utf8'))).toMatchObject({
      schema: 'handoff-inspection/1',
      export: {files: [{path: 'leads.csv', table: 'leads'}, {}, {}]},
    });
  });
});

describe.skipIf(process.platform === 'win32')('interrupted', () => {
  test('stops long before it would end, says 130 and leaves nothing behind', async () => {
    mkdirSync(join(folder.path, 'private'), {recursive: true});
    let asked = 0;
    const endless = 'select sum(a.range * b.range) from range(1000000) a, range(1000000) b';
    const {code, stdout, stderr} = await asProcess(
      ['query', 'export', endless, '--temp-dir', 'private', '-o', 'never.csv'],
      {
        onStarted(child) {
          setTimeout(() => {
            asked = Date.now();
            child.kill('SIGINT');
          }, 2500);
        },
      },
    );
    // a second where the machine is free; it would run for days
    expect(Date.now() - asked).toBeLessThan(20_000);
    expect({code, stdout}).toEqual({code: 130, stdout: ''});
    expect(stderr).toMatch(/handoff: interrupted\n$/);
    expect(readdirSync(join(folder.path, 'private'))).toEqual([]);
    expect(existsSync(join(folder.path, 'never.csv'))).toBe(false);
  });

  test('a reader that leaves early is no fault', async () => {
    const {code, stderr} = await asProcess(['schema', 'definitions'], {leaveEarly: true});
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
  });
});
