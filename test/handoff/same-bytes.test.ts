import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';

/** The JSON report of the demo as the command prints it; findings do not fail it. */
function report(options: readonly string[], env: Record<string, string> = {}): string {
  const args = [
    'bin/handoff.js',
    'audit',
    'fixtures/halden',
    '-f',
    'json',
    '--fail-on',
    'never',
    '--quiet',
    ...options,
  ];
  return execFileSync(process.execPath, args, {encoding: 'utf8', env: {...process.env, ...env}, maxBuffer: 1e9});
}

test('same export, same definitions: the same bytes, whatever the threads and the time zone of the machine', () => {
  const first = report(['--threads', '1'], {TZ: 'UTC'});
  expect(JSON.parse(first)).toMatchObject({schema: 'handoff-report/1'});
  // both at once: what either changed would show
  expect(report(['--threads', '2'], {TZ: 'Pacific/Auckland'})).toBe(first);
}, 120_000);
