import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {parse} from 'yaml';
import {temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

interface Action {
  inputs: Record<string, {default?: string}>;
  runs: {steps: {run: string; env: Record<string, string>}[]};
}

const folder = temporaryFolder();
afterAll(folder.remove);

const action = parse(readFileSync('.github/actions/audit/action.yml', 'utf8')) as Action;
const [step] = action.runs.steps as [Action['runs']['steps'][number]];

/** The action's step as GitHub runs it, with this checkout in the place of the package. */
function runAction(name: string, inputs: Record<string, string>) {
  const cwd = join(folder.path, name);
  const bin = join(cwd, '.bin');
  mkdirSync(bin, {recursive: true});
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${resolve('bin/handoff.js')}" "$@"\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);
  const env = Object.entries(step.env).map(([variable, value]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1] ?? '';
    return [variable, inputs[input] ?? action.inputs[input]?.default ?? `no input ${input}`];
  });
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd,
    encoding: 'utf8',
    env: {PATH: `${bin}:${process.env['PATH']}`, ...Object.fromEntries(env)},
  });
}

test.skipIf(process.platform === 'win32')(
  'the GitHub action audits, writes its reports and fails as it is told',
  () => {
    const path = writeSmallCompany(join(folder.path, 'an export; rm -rf'));
    const once = {baseline: 'last/report.json', 'fail-on': 'never', history: 'history.duckdb'};
    const first = runAction('first', {export: path, ...once});
    expect([first.status, first.stderr]).toEqual([0, expect.not.stringContaining('rror')]);
    expect(first.stdout).toMatch(/^::notice::There is no report to compare with yet/);
    expect(readdirSync(join(folder.path, 'first', 'handoff-report')).sort()).toEqual([
      'report.html',
      'report.json',
      'report.sarif',
    ]);
    expect(readdirSync(join(folder.path, 'first'))).toContain('history.duckdb');

    mkdirSync(join(folder.path, 'strict'));
    writeFileSync(join(folder.path, 'strict', 'handoff.yaml'), DEFINITIONS);
    const strict = runAction('strict', {export: path});
    expect(strict.status).toBe(1);

    const baseline = join(folder.path, 'first', 'handoff-report', 'report.json');
    const second = runAction('second', {export: path, baseline, output: 'out'});
    expect([second.status, readdirSync(join(folder.path, 'second', 'out')).length]).toEqual([0, 3]);
  },
);

test('its script is plain bash', () => {
  execFileSync('bash', ['-n', '-c', step.run]);
});
