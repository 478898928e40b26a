import {existsSync, readdirSync, rmSync} from 'node:fs';

// a file that was renamed must not live on in dist; what is current stays, since somebody may be running it
const root = new URL('../', import.meta.url);
for (const entry of readdirSync(new URL('dist', root), {recursive: true, withFileTypes: true})) {
  if (!entry.isFile()) continue;
  const path = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').split('/dist/').slice(1).join('/dist/');
  const source = path.replace(/\.js$/, '.ts');
  if (!path.endsWith('.js') || !existsSync(new URL(`src/${source}`, root))) rmSync(new URL(`dist/${path}`, root));
}
