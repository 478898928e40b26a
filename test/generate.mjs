/** Writes what is a copy: the README's table of checks, the definitions' JSON Schema. `--check` fails where one is out of date. */
import {readFileSync, writeFileSync} from 'node:fs';
import {catalogueTable} from '../dist/catalogue.js';
import {definitionsJsonSchemaText} from '../dist/schema.js';

const copies = {
  'README.md': readme => {
    const withExcerpt = between(
      readme,
      '<!-- excerpt: npm run generate -->',
      '<!-- /excerpt -->',
      `\`\`\`text\n${excerpt()}\`\`\``,
    );
    return between(withExcerpt, '<!-- checks: npm run generate -->', '<!-- /checks -->', catalogueTable());
  },
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

/** The first screen of the example company's report, as the golden file has it. */
function excerpt() {
  const report = readFileSync(new URL('golden/halden-80.txt', import.meta.url), 'utf8');
  return report.slice(0, report.indexOf('\n\nHow fast') + 1);
}

function between(text, begin, end, content) {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} ... ${end}`);
  return `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}
