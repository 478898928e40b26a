import {spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

/** The command line is tested as it ships, compiled: what is older than its source is compiled again. */
export default function buildFirst(): void {
  const built = statSync('dist/cli.js', {throwIfNoEntry: false})?.mtimeMs ?? 0;
  if (built >= newest('src')) return;
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  // an error of types is told, and stops nobody who works on something else
  spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], {stdio: 'inherit'});
}

function newest(folder: string): number {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name));
  return Math.max(...files.map(name => statSync(join(folder, name)).mtimeMs));
}
