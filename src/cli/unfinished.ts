import {randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';

/** What is being written beside its place: whoever ends a run before it does so itself takes these away. */
const unfinished = new Set<string>();

/** A name beside a place, for a file or folder that is renamed once it is whole. */
export function besideOf(place: string): string {
  const beside = `${place}.${randomBytes(4).toString('hex')}.part`;
  unfinished.add(beside);
  return beside;
}

/** It is in its place now. */
export function finished(beside: string): void {
  unfinished.delete(beside);
}

/** It will not get there. */
export function removeBeside(beside: string): void {
  // DuckDB keeps a log beside a history
  for (const path of [beside, `${beside}.wal`]) rmSync(path, {recursive: true, force: true});
  unfinished.delete(beside);
}

export function removeUnfinished(): void {
  for (const beside of unfinished) removeBeside(beside);
}
