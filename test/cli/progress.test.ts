import {expect, test, vi} from 'vitest';
import {startProgress} from '../../src/cli/progress.ts';

/** A terminal of 60 columns, or a pipe; what was written to it. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  const methods = ['clearLine', 'cursorTo', 'moveCursor', 'on', 'once', 'removeListener', 'off', 'listenerCount'];
  return {
    written,
    stderr: {
      isTTY,
      columns: isTTY ? 60 : undefined,
      write: (text: string) => written.push(text) > 0,
      ...Object.fromEntries(methods.map(name => [name, () => true])),
    } as unknown as NodeJS.WriteStream,
  };
}

const OPTIONS = {quiet: false, timed: false, colour: false, percent: () => -1};

async function run(isTTY: boolean, options: Partial<typeof OPTIONS> = {}): Promise<string> {
  vi.useFakeTimers();
  // what the machine of the tests says of itself is not what the command was told
  vi.stubEnv('CI', '1');
  try {
    const {stderr, written} = stream(isTTY);
    const progress = await startProgress(stderr, {TERM: 'xterm'}, {...OPTIONS, ...options});
    progress.stage('reading leads.csv as leads');
    progress.detail('users 22');
    vi.advanceTimersByTime(3100);
    progress.stage('checks');
    progress.stop();
    return written.join('');
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
}

test('in a pipe one plain line a stage, the same every time', async () => {
  expect(await run(false)).toBe('handoff: reading leads.csv as leads\nhandoff: checks\n');
});

test('in a pipe times where they are asked for', async () => {
  expect(await run(false, {timed: true})).toBe(
    'handoff: reading leads.csv as leads (after 0.0 s)\nhandoff: checks (after 3.1 s)\nhandoff: done (after 3.1 s)\n',
  );
});

test('on a terminal one line that moves: stage, percent, time, and the rows of the tables that are read', async () => {
  const written = await run(true, {percent: () => 41.7});
  expect(written).toContain('reading leads.csv as leads 41% (3 s) - users 22');
});

test('quiet says nothing, on either', async () => {
  expect([await run(false, {quiet: true}), await run(true, {quiet: true})]).toEqual(['', '']);
});
