/**
 * dist/ from src/: a few files instead of some 500, with what comes from npm inside. Finding and reading modules is a third of a short
 * run, and whoever installs the package gets nothing but it and the engine, which is native. Types are checked elsewhere.
 */
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {rolldown} from 'rolldown';

const [root, dist] = ['..', '../dist'].map(path => fileURLToPath(new URL(path, import.meta.url)));
const {dependencies} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const bundle = await rolldown({
  cwd: root,
  // the command line, and what generate.mjs copies from
  input: {cli: 'src/cli.ts', catalogue: 'src/checks/catalogue.ts', schema: 'src/definitions/schema/schema.ts'},
  platform: 'node',
  external: Object.keys(dependencies),
  tsconfig: 'tsconfig.json',
});
// all in one folder: what is found relative to a module is found at the depth of dist (package-files.ts)
const {output} = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  // names stay, for whoever sends us a stack
  minify: {mangle: false, compress: false, codegen: true},
});
await bundle.close();
const notices = 'THIRD-PARTY-LICENSES.txt';
writeFileSync(join(dist, notices), licences(output.flatMap(({moduleIds}) => moduleIds ?? [])));

// what an earlier build left behind goes; what is current stays, since somebody may be running it
const current = new Set([...output.map(({fileName}) => fileName), notices]);
for (const entry of readdirSync(dist, {recursive: true, withFileTypes: true})) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !current.has(relative(dist, path))) rmSync(path);
}
for (const entry of readdirSync(dist, {withFileTypes: true}))
  if (entry.isDirectory()) rmSync(join(dist, entry.name), {recursive: true});

/** The licences of the packages whose modules are inside, which ask for being passed on. */
function licences(modules) {
  const folders = new Set(modules.map(id => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean));
  return [...folders]
    .map(folder => {
      const {name, version, license, author} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
      // saxes has none in its package
      const text = file === undefined ? `By ${author}` : readFileSync(join(folder, file), 'utf8').trim();
      return `${name} ${version}, ${license}\n\n${text}\n`;
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}
