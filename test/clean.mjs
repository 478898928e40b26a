import {existsSync, readdirSync, rmSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

const hasSource = path => ['.ts', '.tsx'].some(extension => existsSync(join(src, path.replace(/\.js$/, extension))));

// a file that was renamed must not live on in dist; what is current stays, since somebody may be running it
const [dist, src] = ['../dist', '../src'].map(path => fileURLToPath(new URL(path, import.meta.url)));
for (const entry of readdirSync(dist, {recursive: true, withFileTypes: true})) {
  if (!entry.isFile()) continue;
  const path = relative(dist, join(entry.parentPath, entry.name));
  if (!path.endsWith('.js') || !hasSource(path)) rmSync(join(dist, path));
}
