import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** Called once, when something has arrived on stderr. */
  onStarted?: (child: ChildProcess) => void;
  /** Closes stdout before anything was read, as `| true` does. */
  leaveEarly?: boolean;
}

const BIN = resolve('bin/handoff.js');

/** Runs the command line as it ships, away from this shell's colours and definitions. */
export function handoff(words: readonly string[], {cwd, env, onStarted, leaveEarly}: RunOptions = {}): Promise<Ran> {
  return new Promise(done => {
    const child = spawn(process.execPath, [BIN, ...words], {cwd, env: {...cleanEnvironment(), ...env}});
    const ran = {stdout: '', stderr: ''};
    if (leaveEarly) child.stdout.destroy();
    let started = false;
    child.stdout.setEncoding('utf8').on('data', text => (ran.stdout += text));
    child.stderr.setEncoding('utf8').on('data', text => {
      ran.stderr += text;
      if (!started) onStarted?.(child);
      started = true;
    });
    child.on('close', (code, signal) => done({code, signal, ...ran}));
  });
}

/** This shell's, without what would change an output. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const {NO_COLOR, FORCE_COLOR, COLUMNS, HANDOFF_DEFINITIONS, CI, ...clean} = process.env;
  return clean;
}

/** A folder of its own, gone afterwards. */
export function temporaryFolder(): {path: string; remove: () => void} {
  const path = mkdtempSync(join(tmpdir(), 'handoff-test-'));
  return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}
