import {spawnSync} from 'node:child_process';
import {existsSync, openSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, afterEach, expect, test, vi} from 'vitest';
import {endingCleanly, onInterrupt} from '../../src/cli/interrupt.ts';
import {openFolder} from '../../src/cli/output-folder.ts';
import {cleanEnvironment, temporaryFolder} from './run.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
afterEach(() => vi.restoreAllMocks());

/** Ctrl-C as node tells it, without an end of this worker. */
function interrupted(): {killed: unknown[]} {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  vi.spyOn(process, 'removeAllListeners').mockReturnValue(process);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.emit('SIGINT', 'SIGINT');
  return {killed: kill.mock.calls.map(([, signal]) => signal)};
}

test('Ctrl-C between a run and its last rename leaves no half of a folder', async () => {
  await endingCleanly(async () => {
    const tables = openFolder(join(folder.path, 'tables'));
    tables.append('leads.csv', 'lead_id\n');
    expect(readdirSync(folder.path)).toHaveLength(1);
    expect(interrupted()).toEqual({killed: ['SIGINT']});
  });
  expect(readdirSync(folder.path)).toEqual([]);
});

test('what is in its place already stays', async () => {
  await endingCleanly(async () => {
    const tables = openFolder(join(folder.path, 'whole'));
    tables.append('leads.csv', 'lead_id\n');
    tables.finish();
    interrupted();
  });
  expect(readdirSync(join(folder.path, 'whole'))).toEqual(['leads.csv']);
});

test('a run that is watched is asked to end by itself, and is cut off with what it wrote where it does not', async () => {
  vi.useFakeTimers();
  const interrupt = onInterrupt();
  await endingCleanly(async () => {
    openFolder(join(folder.path, 'late'));
    expect(interrupted()).toEqual({killed: []});
    expect(interrupt.requested).toBe(130);
    vi.advanceTimersByTime(1000);
    expect(process.kill).toHaveBeenCalledWith(process.pid, 'SIGINT');
  });
  vi.useRealTimers();
  interrupt.release();
  expect(readdirSync(folder.path).filter(name => name.startsWith('late'))).toEqual([]);
});

// the device is Linux’s
test.skipIf(!existsSync('/dev/full'))(
  'a full disk behind standard output is code 2 and a sentence, not findings',
  () => {
    const {status, stderr} = spawnSync(process.execPath, [resolve('bin/handoff.js'), 'checks'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      env: cleanEnvironment(),
      encoding: 'utf8',
    });
    expect({status, stderr}).toEqual({
      status: 2,
      stderr: 'handoff: standard output could not be written: ENOSPC: no space left on device, write\n',
    });
  },
);
