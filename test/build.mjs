/**
 * dist/ from src/: a few files instead of some 500, since finding and reading modules is a third of a short run. What comes from
 * npm stays outside. Types are checked elsewhere.
 */
import {readdirSync, rmSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {rolldown} from 'rolldown';

const [root, dist] = ['..', '../dist'].map(path => fileURLToPath(new URL(path, import.meta.url)));

const bundle = await rolldown({
  cwd: root,
  // the command line, and what generate.mjs copies from
  input: {cli: 'src/cli.ts', catalogue: 'src/checks/catalogue.ts', schema: 'src/definitions/schema/schema.ts'},
  platform: 'node',
  external: id => !/^[./]/.test(id),
  tsconfig: 'tsconfig.json',
});
// all in one folder: what is found relative to a module is found at the depth of dist (package-files.ts)
const {output} = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();

// what an earlier build left behind goes; what is current stays, since somebody may be running it
const current = new Set(output.map(({fileName}) => fileName));
for (const entry of readdirSync(dist, {recursive: true, withFileTypes: true})) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !current.has(relative(dist, path))) rmSync(path);
}
for (const entry of readdirSync(dist, {withFileTypes: true}))
  if (entry.isDirectory()) rmSync(join(dist, entry.name), {recursive: true});
