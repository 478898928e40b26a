import {Writable} from 'node:stream';
import {runCommand} from '../../src/cli/run-command.ts';
import {cleanEnvironment, type Ran, type RunOptions} from './run.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command as `handoff` of run.ts does, but within this worker, where the modules are loaded and warm: half a second less. For
 * what a command says, writes and answers; what is about the process itself (streams that close, signals, threads, what it loads, the
 * zone of the machine) needs one. One after the other, since a worker has one folder, one environment and one stdout.
 */
export function handoff(words: readonly string[], options: Pick<RunOptions, 'cwd' | 'env'> = {}): Promise<Ran> {
  const ran = last.then(() => runHere(words, options));
  last = ran.catch(() => {});
  return ran;
}

async function runHere(
  words: readonly string[],
  {cwd = process.cwd(), env = {}}: Pick<RunOptions, 'cwd' | 'env'>,
): Promise<Ran> {
  const texts = {stdout: '', stderr: ''};
  const before = {env: process.env, cwd: process.cwd(), exitCode: process.exitCode};
  const real = (['stdout', 'stderr'] as const).map(name => {
    const descriptor = Object.getOwnPropertyDescriptor(process, name) ?? {};
    const decodeStrings = false;
    const write = (chunk: string | Buffer, _: string, done: () => void) => {
      texts[name] += chunk.toString();
      done();
    };
    Object.defineProperty(process, name, {configurable: true, value: new Writable({decodeStrings, write})});
    return [name, descriptor] as const;
  });
  try {
    process.chdir(cwd);
    process.env = {...cleanEnvironment(), ...env};
    process.exitCode = undefined;
    await runCommand(words);
    return {code: Number(process.exitCode ?? 0), signal: null, ...texts};
  } finally {
    process.chdir(before.cwd);
    process.env = before.env;
    process.exitCode = before.exitCode;
    for (const [name, descriptor] of real) Object.defineProperty(process, name, descriptor);
  }
}
