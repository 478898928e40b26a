import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {PRESETS} from '../src/definitions/find.ts';
import {temporaryFolder} from './cli/run.ts';
import {writeSmallCompany} from './cli/small-company.ts';

const folder = temporaryFolder();
const [packed, prefix, elsewhere] = ['packed', 'prefix', 'elsewhere'].map(name => join(folder.path, name)) as [
  string,
  string,
  string,
];
const windows = process.platform === 'win32';
let tarball = '';

beforeAll(() => {
  for (const path of [packed, elsewhere]) mkdirSync(path);
  // dist is built already, and must not vanish under other tests
  npm('pack', '--ignore-scripts', '--pack-destination', packed);
  tarball = join(packed, readdirSync(packed)[0] ?? '');
});
afterAll(folder.remove);

test('the package holds what it needs to run, and nothing else', () => {
  const files = execFileSync('tar', ['-tzf', tarball], {encoding: 'utf8'}).trim().split('\n');
  const places = new Set(files.map(file => file.replace(/^package\//, '').split('/')[0]));
  expect([...places].sort()).toEqual([
    'LICENSE',
    'README.md',
    'bin',
    'dist',
    'fixtures',
    'package.json',
    'rules',
    'src',
  ]);
  expect(files.filter(file => file.startsWith('package/src/') && !file.endsWith('.sql')).sort()).toEqual([
    'package/src/report/html/report.css',
    'package/src/report/html/report.js',
  ]);
  expect(
    files.filter(file => file.startsWith('package/fixtures/') && !file.startsWith('package/fixtures/halden/')),
  ).toEqual([]);
  expect(files).toContain('package/src/model/handoffs.sql');
  for (const preset of PRESETS) expect(files).toContain(`package/rules/${preset}.yaml`);
});

describe('installed by somebody else', () => {
  beforeAll(() =>
    npm('install', '--global', '--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund', tarball),
  );

  test('the engine, with what tells its builds apart, is all that comes along; the licences of what is inside are passed on', () => {
    const place = join(prefix, ...(windows ? [] : ['lib']), 'node_modules', 'handoff-audit');
    expect(readdirSync(join(place, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      '@duckdb',
      'detect-libc',
    ]);
    expect(readFileSync(join(place, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(
      /^zod [\d.]+, MIT\n\nMIT License/m,
    );
  });

  test('it says its version', () => {
    expect(installed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('it audits an export from an empty folder', () => {
    const path = writeSmallCompany(join(folder.path, 'export'));
    expect(installed('audit', path, '--quiet', '--fail-on', 'never')).toMatch(
      /^handoff audit\n[\s\S]*definitions default \(built in\)/,
    );
  });
});

function npm(...words: string[]): void {
  execFileSync(windows ? 'npm.cmd' : 'npm', words, {cwd: resolve('.'), stdio: 'pipe', shell: windows});
}

function installed(...words: string[]): string {
  const command = windows ? join(prefix, 'handoff.cmd') : join(prefix, 'bin', 'handoff');
  return execFileSync(command, words, {cwd: elsewhere, encoding: 'utf8', shell: windows});
}
