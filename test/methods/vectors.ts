import {existsSync, readdirSync, readFileSync} from 'node:fs';

/** Reference cases that lie beside the project, not in it; absent from a user's copy. */
const FOLDER = new URL('../../../shared/vectors/', import.meta.url);

export const VECTORS_PRESENT = existsSync(FOLDER);

export const NO_VECTORS = 'skipped: no ../shared/vectors beside the project';

// biome-ignore lint/suspicious/noExplicitAny: each file has a shape of its own, and its case checks it
export type Loose = any;

export interface VectorFile {
  function: string;
  tolerance: number;
  cases: {id: string; input: Loose; expected: Loose}[];
}

export function vectorNames(): string[] {
  if (!VECTORS_PRESENT) return [];
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort();
}

export function readVectors(name: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as VectorFile;
}
