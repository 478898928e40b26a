import {spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** The command line is tested as it ships, compiled: what is older than its source is compiled again. */
export default function buildFirst(): void {
  const built = statSync('dist/cli.js', {throwIfNoEntry: false})?.mtimeMs ?? 0;
  if (built >= newest('src')) return;
  spawnSync(process.execPath, ['test/build.mjs'], {stdio: 'inherit'});
}

function newest(folder: string): number {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name));
  return Math.max(...files.map(name => statSync(join(folder, name)).mtimeMs));
}
