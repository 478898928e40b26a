import {appendFileSync, mkdirSync, renameSync, rmdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {Problem} from '../problem.ts';
import type {Staged} from './outputs.ts';
import {besideOf, finished, removeBeside} from './unfinished.ts';

/** A folder that is written whole or not at all. */
export interface OutputFolder extends Staged {
  append(name: string, text: string): void;
}

/** Written beside its place; one that is there already keeps what else is in it, and gets the files once all are written. */
export function openFolder(path: string): OutputFolder {
  const place = resolve(path);
  const beside = besideOf(place);
  const names = new Set<string>();
  const guarded = (write: () => void) => {
    try {
      write();
    } catch (error) {
      removeBeside(beside);
      throw new Problem(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  guarded(() => mkdirSync(beside));
  return {
    path,
    append(name, text) {
      names.add(name);
      guarded(() => appendFileSync(join(beside, name), text));
    },
    finish() {
      guarded(() => {
        if (statSync(place, {throwIfNoEntry: false}) === undefined) {
          renameSync(beside, place);
          return;
        }
        for (const name of names) renameSync(join(beside, name), join(place, name));
        rmdirSync(beside);
      });
      finished(beside);
    },
    abandon: () => removeBeside(beside),
  };
}
