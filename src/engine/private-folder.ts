import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Problem} from '../problem.ts';

const NAME = /^handoff-(\d+)-/;

/** A folder only this run can read, for what the engine spills and ingest unpacks: client data, so it never outlives us long. */
export function createPrivateFolder(parent = tmpdir()): string {
  try {
    sweep(parent);
    return mkdtempSync(join(parent, `handoff-${process.pid}-`));
  } catch (error) {
    throw new Problem(
      `cannot write to the temporary folder ${parent}: ${(error as Error).message}; name another with --temp-dir <dir>`,
    );
  }
}

/** Removes what runs that were killed have left behind. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(parent, name), {recursive: true, force: true});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // somebody else's process may not be signalled, but it runs
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
