import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {diffSchema} from '../../src/cli/diff/schema.ts';
import {handoff as handoffHere} from './in-process.ts';
import {handoff, temporaryFolder} from './run.ts';

const folder = temporaryFolder();
const inFolder = (...words: string[]) => handoffHere(words, {cwd: folder.path});
const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@halden.example', ...words], {
    cwd: folder.path,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

const OLD = 'extends: ./base/company.yaml\nicp: {field: employees, between: [50, 2000]}\n';
const NEW = 'extends: ./base/company.yaml\nicp: {field: employees, between: [100, 2000]}\n';

beforeAll(() => {
  mkdirSync(join(folder.path, 'base'));
  mkdirSync(join(folder.path, 'team'));
  write('base/company.yaml', 'company: Halden\n');
  write('handoff.yaml', OLD);
  write('team/emea.yaml', 'extends: ../handoff.yaml\n');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  git('tag', 'first');
  write('handoff.yaml', NEW);
  write('base/company.yaml', 'company: Halden Cloud\n');
  write('reordered.yaml', 'icp: {field: Employees, between: [100, 2000]}\ncompany: Halden Cloud\n');
  write('broken.yaml', 'icp: {field: employees}\n');
});
afterAll(folder.remove);

describe('what is compared', () => {
  test('a revision and a file; what they extend is of the same age', async () => {
    const {code, stdout} = await inFolder('diff', 'first:handoff.yaml', 'handoff.yaml');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'handoff diff first:handoff.yaml → handoff.yaml',
        '2 changes: 1 tighter, 1 wording only.',
        '',
        'company                                                    wording only, changed',
        '  - Halden',
        '  + Halden Cloud',
        '  The title of reports.',
        '',
        'icp.employees                                                   tighter, changed',
        '  - employees between 50 and 2000',
        '  + employees between 100 and 2000',
        '  A narrower range: fewer leads meet it.',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['a path from the current folder', ['HEAD:./emea.yaml', '../handoff.yaml'], 'team'],
    ['a path upwards', ['HEAD:../handoff.yaml', '../handoff.yaml'], 'team'],
    ['a path from the top', ['HEAD:team/emea.yaml', '../handoff.yaml'], 'team'],
    ['the index', [':handoff.yaml', 'handoff.yaml'], '.'],
    ['a commit by its parents', ['HEAD~0:handoff.yaml', 'handoff.yaml'], '.'],
  ])('%s', async (_, words, where) => {
    const {stdout, stderr} = await handoffHere(['diff', ...words], {cwd: join(folder.path, where)});
    expect(stderr).toBe('');
    expect(stdout).toContain('2 changes: 1 tighter, 1 wording only.');
  });

  test('standard input', async () => {
    const child = spawn(process.execPath, [resolve('bin/handoff.js'), 'diff', '-', 'handoff.yaml'], {cwd: folder.path});
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
    child.stdin.end(OLD);
    await new Promise(done => child.on('close', done));
    expect(stdout).toContain('handoff diff - → handoff.yaml\n1 change: 1 tighter.');
  });

  test('files that mean the same', async () => {
    expect(await inFolder('diff', 'handoff.yaml', 'reordered.yaml', '--exit-code')).toMatchObject({
      code: 0,
      stdout: 'handoff diff handoff.yaml → reordered.yaml\nBoth mean the same.\n',
    });
  });

  test('a file may have a colon in its name', async () => {
    write('first:copy.yaml', OLD);
    const {code, stdout} = await inFolder('diff', 'first:copy.yaml', 'handoff.yaml');
    expect({code, changes: stdout.split('\n')[1]}).toEqual({code: 0, changes: '1 change: 1 tighter.'});
  });
});

describe('what cannot be compared is one sentence', () => {
  test.each([
    [['nowhere:handoff.yaml', 'handoff.yaml'], 'nowhere:handoff.yaml: git knows no revision "nowhere" here'],
    [['HEAD:handof.yaml', 'handoff.yaml'], 'HEAD:handof.yaml: there is no handof.yaml in HEAD'],
    [[':handof.yaml', 'handoff.yaml'], ':handof.yaml: there is no handof.yaml in the index'],
    [['HEAD:team', 'handoff.yaml'], 'HEAD:team is a folder, not a definitions file'],
    [['HEAD:../handoff.yaml', 'handoff.yaml'], '../handoff.yaml lies outside the repository'],
    [['--', '--output=x:handoff.yaml', 'handoff.yaml'], 'no revision begins with a dash'],
    [['handoff.yaml', 'missing.yaml'], 'the definitions file missing.yaml was not found'],
    [['handoff.yaml', 'broken.yaml'], 'broken.yaml has 1 problem\n  broken.yaml:1:1'],
    [['-', '-'], 'only one of the two can be -'],
    [['handoff.yaml'], 'diff compares two definitions, found 1'],
    [['a', 'b', 'c'], 'diff compares two definitions, found 3'],
  ])('%j', async (words, message) => {
    const {code, stdout, stderr} = await inFolder('diff', ...words);
    expect(stderr).toContain(message);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
  });

  test('outside a repository', async () => {
    const outside = temporaryFolder();
    const {code, stderr} = await handoffHere(['diff', 'HEAD:a.yaml', 'b.yaml'], {cwd: outside.path});
    outside.remove();
    expect(stderr).toContain('is in no git repository');
    expect(code).toBe(2);
  });
});

describe('what comes out', () => {
  test('--exit-code', async () => {
    const asProcess = await handoff(['diff', 'HEAD:handoff.yaml', 'handoff.yaml', '--exit-code'], {cwd: folder.path});
    expect(asProcess.code).toBe(1);
    expect((await inFolder('diff', 'HEAD:base/company.yaml', 'base/company.yaml', '--exit-code')).code).toBe(1);
    expect((await inFolder('diff', 'handoff.yaml', 'handoff.yaml', '--exit-code')).code).toBe(0);
  });

  test('JSON by its schema', async () => {
    const {stdout} = await inFolder('diff', 'HEAD:handoff.yaml', 'handoff.yaml', '-f', 'json');
    expect(diffSchema.parse(JSON.parse(stdout))).toMatchObject({
      schema: 'handoff-diff/1',
      old: {path: 'HEAD:handoff.yaml'},
      changes: [{path: 'company'}, {path: 'icp.employees', kind: 'changed', effect: 'tighter'}],
      summary: {tighter: 1, looser: 0, different: 0, wording_only: 1},
    });
  });

  test('files in the format of their extension', async () => {
    await inFolder('diff', 'HEAD:handoff.yaml', 'handoff.yaml', '-o', 'diff.md', '-o', 'diff.json');
    expect(readFileSync(join(folder.path, 'diff.md'), 'utf8')).toMatch(/^### handoff diff/);
    expect(JSON.parse(readFileSync(join(folder.path, 'diff.json'), 'utf8')).changes).toHaveLength(2);
  });

  test('colours only where they are wanted, and never alone', async () => {
    const plain = await inFolder('diff', 'HEAD:handoff.yaml', 'handoff.yaml');
    const words = ['diff', 'HEAD:handoff.yaml', 'handoff.yaml'];
    const {stdout} = await handoffHere(words, {cwd: folder.path, env: {FORCE_COLOR: '1'}});
    expect(plain.stdout).not.toContain('\u001b');
    expect(stdout).toContain('\u001b[');
    expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });
});

describe('as git’s external diff', () => {
  const driver = `${JSON.stringify(process.execPath)} ${JSON.stringify(resolve('bin/handoff.js'))} diff`;
  const HEX = '0'.repeat(40);

  test('by an attribute', () => {
    write('.gitattributes', '*.yaml diff=handoff\n');
    const shown = git('-c', `diff.handoff.command=${driver}`, 'diff', '--', 'handoff.yaml');
    expect(shown).toContain('handoff diff a/handoff.yaml → b/handoff.yaml\n1 change: 1 tighter.');
  });

  test('a file that is new, from the words git passes', async () => {
    const words = ['handoff.yaml', '/dev/null', '.', '.', 'handoff.yaml', HEX, '100644'];
    const {code, stdout} = await inFolder('diff', ...words);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^handoff diff a\/handoff\.yaml → b\/handoff\.yaml\n2 changes/);
  });

  test('a file that was renamed', async () => {
    const words = ['handoff.yaml', 'base/company.yaml', HEX, '100644', 'handoff.yaml', HEX, '100644'];
    const {stdout} = await inFolder('diff', ...words, 'renamed.yaml', 'similarity index 90%\n');
    expect(stdout).toMatch(/^handoff diff a\/handoff\.yaml → b\/renamed\.yaml\n/);
  });

  test('a version that cannot be read is told, and git goes on', async () => {
    const words = ['broken.yaml', 'handoff.yaml', HEX, '100644', 'broken.yaml', HEX, '100644'];
    const {code, stdout, stderr} = await inFolder('diff', ...words);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^handoff diff: b\/broken\.yaml has 1 problem\n {2}b\/broken\.yaml:1:1/);
  });

  test('a file in conflict', async () => {
    const {code, stdout} = await handoffHere(['diff', 'handoff.yaml'], {
      cwd: folder.path,
      env: {GIT_DIFF_PATH_TOTAL: '1'},
    });
    expect({code, stdout}).toEqual({code: 0, stdout: 'handoff.yaml is not merged: nothing to compare yet\n'});
  });
});

describe('what it does to real leads', () => {
  const tighter =
    'extends: ./halden.yaml\nicp: {all: [{field: employees, between: [200, 2000]}, {field: country, in: [US, CA, GB, DE, FR, AU]}]}\n';
  const demo = resolve('fixtures/halden');

  test('JSON by its schema: every lead in one set', async () => {
    write('halden.yaml', readFileSync(join(demo, 'handoff.yaml'), 'utf8'));
    write('tighter.yaml', tighter);
    const words = [
      'diff',
      'halden.yaml',
      'tighter.yaml',
      '--export',
      demo,
      '-q',
      '--leads',
      '-o',
      'impact.md',
      '-o',
      'impact.json',
    ];
    expect(await inFolder(...words)).toMatchObject({code: 0, stderr: ''});
    const {impact} = diffSchema.parse(JSON.parse(readFileSync(join(folder.path, 'impact.json'), 'utf8')));
    const sizes = impact?.sets.map(({leads}) => leads) ?? [];
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(impact?.considered.all);
    expect(impact?.sets.find(({set}) => set === 'leaves')?.ids).toHaveLength(201);
    const markdown = readFileSync(join(folder.path, 'impact.md'), 'utf8');
    expect(markdown).toContain('| leaves | old only | 201 |');
    expect(markdown).toContain('the new definition keeps 27, loses 3 and adds 0');
  });

  test('--leads needs an export', async () => {
    const {code, stderr} = await inFolder('diff', 'handoff.yaml', 'reordered.yaml', '--leads');
    expect({code, stderr}).toEqual({code: 2, stderr: 'handoff: --leads lists leads of an export: add --export\n'});
  });
});
