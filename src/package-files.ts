import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

// src/ and dist/ lie at the same depth, so these hold for the TypeScript and for the compiled files
const root = new URL('../', import.meta.url);

/** The text of a shared relation, e.g. `model/handoffs` for src/model/handoffs.sql. */
export function readSql(name: string): string {
  return readFileSync(new URL(`src/${name}.sql`, root), 'utf8');
}

/** What the first line of a relation's file says a row of it is; empty where it has no file. */
export function grainOf(name: string): string {
  if (!existsSync(new URL(`src/${name}.sql`, root))) return '';
  return readSql(name).slice(0, readSql(name).indexOf('\n')).replace(/^-- /, '');
}

/** A path inside the package, e.g. `rules/default.yaml`. */
export function packagePath(path: string): string {
  return fileURLToPath(new URL(path, root));
}

/** From package.json, the only place that says it. */
export function packageVersion(): string {
  const {version} = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {version: string};
  return version;
}
