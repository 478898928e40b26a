import {copyFileSync, realpathSync, renameSync, statSync} from 'node:fs';
import {resolve} from 'node:path';
import {Problem} from '../problem.ts';
import type {Report} from '../result.ts';
import {checkWritable, type Staged} from './outputs.ts';
import {besideOf, finished, removeBeside} from './unfinished.ts';

/** Before anything is computed: it can be written, and what is there is a history. */
export async function checkHistory(path: string): Promise<void> {
  if (path === '-') throw new Problem('--history - is no file, and a history is a database: name a file for it');
  checkWritable(path, '--history');
  if (statSync(path, {throwIfNoEntry: false}) === undefined) return;
  await (await import('../handoff/history/trend.ts')).readTrend(path, {last: 0, measures: []});
}

/** The history with this run in it, beside its place; what another run wrote meanwhile is not lost unseen. */
export async function stageHistory(path: string, report: Report): Promise<Staged> {
  const before = stampOf(path);
  const place = before === null ? resolve(path) : realpathSync(path);
  const beside = besideOf(place);
  const abandon = () => removeBeside(beside);
  try {
    if (before !== null) copyFileSync(place, beside);
    const {appendRun} = await import('../handoff/history/append.ts');
    await appendRun(beside, before === null ? 'new' : 'write', report);
  } catch (error) {
    abandon();
    throw error instanceof Problem ? new Problem(error.message.replaceAll(beside, path)) : error;
  }
  return {
    path,
    finish() {
      if (stampOf(path) !== before)
        throw new Problem(`${path} was changed by another run meanwhile: run this one again`);
      try {
        renameSync(beside, place);
      } catch (error) {
        throw new Problem(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
      }
      finished(beside);
    },
    abandon,
  };
}

function stampOf(path: string): string | null {
  const found = statSync(path, {throwIfNoEntry: false});
  return found === undefined ? null : `${found.ino} ${found.size} ${found.mtimeMs}`;
}
