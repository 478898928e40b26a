/** Writes what is a copy: the README's table of checks, the definitions' JSON Schema. `--check` fails where one is out of date. */
import {readFileSync, writeFileSync} from 'node:fs';
import {catalogueTable} from '../dist/checks/catalogue.js';
import {definitionsJsonSchemaText} from '../dist/definitions/schema/schema.js';

const BEGIN = '<!-- checks: npm run generate -->';
const END = '<!-- /checks -->';

const copies = {
  'README.md': readme => between(readme, `${BEGIN}\n${catalogueTable()}\n${END}`),
  'rules/handoff.schema.json': () => definitionsJsonSchemaText(),
};

const check = process.argv.includes('--check');
for (const [path, make] of Object.entries(copies)) {
  const file = new URL(`../${path}`, import.meta.url);
  const before = readFileSync(file, 'utf8');
  const after = make(before);
  if (before === after) continue;
  if (!check) writeFileSync(file, after);
  process.stderr.write(check ? `${path} is out of date: npm run generate\n` : `wrote ${path}\n`);
  if (check) process.exitCode = 1;
}

function between(text, replacement) {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${BEGIN} ... ${END}`);
  return text.slice(0, from) + replacement + text.slice(to + END.length);
}
