import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {reportSchema} from '../../src/report/schema.ts';
import {handoff, type RunOptions, temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const inFolder = (words: readonly string[], options: RunOptions = {}) => handoff(words, {cwd: folder.path, ...options});

beforeAll(() => {
  writeSmallCompany(join(folder.path, 'export'));
  writeFileSync(join(folder.path, 'handoff.yaml'), DEFINITIONS);
  mkdirSync(join(folder.path, 'empty'));
  writeFileSync(join(folder.path, 'empty', 'leads.csv'), 'lead_id,created_at\n');
});
afterAll(folder.remove);

describe('the exit code', () => {
  test.each([
    ['findings', 'export', [], 1],
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
  test('the report goes to stdout, one plain line a stage to stderr', async () => {
    const {stdout, stderr} = await inFolder(['audit', 'export']);
    expect(stdout).toMatch(/^handoff audit · Small & Co\n/);
    expect(stderr).toMatch(/^(handoff: [\w ,.:/]+\n)+$/);
    expect(stderr).toContain('handoff: reading leads.csv as leads\n');
    // of 60 leads 20 got no call; the order is that of the tables
    expect(stderr).toContain('handoff: read 102 rows: leads 60, activities 40, users 2\n');
  });

  test('quiet says nothing', async () => {
    expect((await inFolder(['audit', 'export', '-q'])).stderr).toBe('');
  });

  test('the same input is the same output, byte for byte', async () => {
    const [one, two] = await Promise.all([
      inFolder(['audit', 'export', '-q', '-f', 'json']),
      inFolder(['audit', 'export', '-q', '-f', 'json', '--threads', '1'], {
        env: {TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8'},
      }),
    ]);
    expect(one.stdout).toBe(two.stdout);
  });

  test.each([
    ['a pipe has no colours', {}, [], false],
    ['FORCE_COLOR', {FORCE_COLOR: '1'}, [], true],
    ['--no-color wins', {FORCE_COLOR: '1'}, ['--no-color'], false],
    ['NO_COLOR', {NO_COLOR: '1'}, [], false],
  ] as const)('%s', async (_, env, words, coloured) => {
    const {stdout} = await inFolder(['audit', 'export', '-q', ...words], {env});
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  test('COLUMNS sets the width', async () => {
    const {stdout} = await inFolder(['audit', 'export', '-q'], {env: {COLUMNS: '100'}});
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
  test('several of one run, each in the format of its extension; nothing else is left', async () => {
    const {code, stdout} = await inFolder(['audit', 'export', '-q', '-o', 'report.json', '-o', 'report.txt']);
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(reportSchema.parse(JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))).schema).toBe(
      'handoff-report/1',
    );
    expect(readFileSync(join(folder.path, 'report.txt'), 'utf8')).toMatch(/^handoff audit/);
    expect(readdirSync(folder.path).filter(name => name.endsWith('.part'))).toEqual([]);
  });

  test('- is standard output', async () => {
    const {stdout} = await inFolder(['audit', 'export', '-q', '-o', 'again.json', '-o', '-']);
    expect(stdout).toMatch(/^handoff audit/);
    expect(existsSync(join(folder.path, 'again.json'))).toBe(true);
  });

  test('a link stays a link', async () => {
    writeFileSync(join(folder.path, 'target.json'), 'old');
    symlinkSync('target.json', join(folder.path, 'link.json'));
    await inFolder(['audit', 'export', '-q', '-o', 'link.json']);
    expect(readFileSync(join(folder.path, 'target.json'), 'utf8')).toMatch(/^\{\n {2}"schema"/);
  });

  test('inspect says what was recognised', async () => {
    const {code, stdout} = await inFolder(['inspect', 'export', '-q']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Columns of leads\.csv as leads[\s\S]*Data quality gates[\s\S]*What cannot, and what to add/,
    );
    const {stdout: json} = await inFolder(['inspect', 'export', '-q', '-f', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      schema: 'handoff-inspection/1',
      export: {files: [{path: 'leads.csv', table: 'leads'}, {}, {}]},
    });
  });
});

describe.skipIf(process.platform === 'win32')('interrupted', () => {
  test('stops within a second, says 130 and leaves nothing behind', async () => {
    mkdirSync(join(folder.path, 'private'), {recursive: true});
    let asked = 0;
    const endless = 'select sum(a.range * b.range) from range(1000000) a, range(1000000) b';
    const {code, stdout, stderr} = await inFolder(
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
    expect(Date.now() - asked).toBeLessThan(1000);
    expect({code, stdout}).toEqual({code: 130, stdout: ''});
    expect(stderr).toMatch(/handoff: interrupted\n$/);
    expect(readdirSync(join(folder.path, 'private'))).toEqual([]);
    expect(existsSync(join(folder.path, 'never.csv'))).toBe(false);
  });

  test('a reader that leaves early is no fault', async () => {
    const {code, stderr} = await inFolder(['schema', 'definitions'], {leaveEarly: true});
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
  });
});
