import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

// src/ and dist/ lie at the same depth, so these hold for the TypeScript and for the compiled files
const root = new URL('../', import.meta.url);

/** The text of a shared relation, e.g. `model/handoffs` for src/model/handoffs.sql. */
export function readSql(name: string): string {
  return readFileSync(new URL(`src/${name}.sql`, root), 'utf8');
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
