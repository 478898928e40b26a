import type {Change, Effect} from '../../diff/change.ts';
import {code, escaped, shortened} from '../../report/markdown/escape.ts';
import {plainly} from '../../report/plain.ts';
import {plural} from '../../words.ts';
import type {Block} from './block.ts';
import {impactBlocks} from './impact-blocks.ts';
import type {DiffResult} from './schema.ts';
import {tally} from './tally.ts';

/** GitHub takes no comment of 65,536 characters or more; GitLab and Bitbucket take at least that. */
const LONGEST = 65_000;

/** More changes of one effect than this are folded. */
const UNFOLDED = 10;

const TITLES: Readonly<Record<Effect, string>> = {
  tighter: 'Tighter: admits fewer leads or demands more',
  looser: 'Looser: admits more leads or demands less',
  different: 'Different: neither, or not to be told from the definitions alone',
  'wording only': 'Wording only: no number changes',
};

/** For a comment on a pull request: a table for each effect, the long ones folded, the whole short enough to be taken. */
export function renderMarkdown(diff: DiffResult): string {
  const shown = plainly(diff);
  const head = `### handoff diff\n\n${code(shortened(shown.old.path))} → ${code(shortened(shown.new.path))}\n\n**${tally(shown)}**\n`;
  let text = head;
  // what it does to leads comes first: it is what the reviewer decides by
  for (const block of shown.impact === undefined ? [] : impactBlocks(shown.impact)) {
    const drawn = blockText(block);
    if (text.length + drawn.length < LONGEST / 2) text += drawn;
  }
  for (const effect of Object.keys(TITLES) as Effect[]) {
    const changes = shown.changes.filter(change => change.effect === effect);
    if (changes.length > 0) text += part(effect, changes, LONGEST - text.length);
  }
  return text;
}

function blockText({title, before = [], columns, rows, after = []}: Block): string {
  const row = (cells: readonly string[]) => `| ${cells.map(text => escaped(shortened(text))).join(' | ')} |\n`;
  const table =
    rows.length === 0 ? '' : `${row(columns)}|${' --- |'.repeat(columns.length)}\n${rows.map(row).join('').trimEnd()}`;
  const texts = (lines: readonly string[]) => lines.map(line => escaped(line)).join('\n\n');
  return `\n#### ${escaped(title)}\n\n${[texts(before), table, texts(after)].filter(part => part !== '').join('\n\n')}\n`;
}

function part(effect: Effect, changes: readonly Change[], room: number): string {
  const folded = changes.length > UNFOLDED || effect === 'wording only';
  const title = `${TITLES[effect]} (${changes.length})`;
  const open = folded ? `\n<details><summary>${title}</summary>\n\n` : `\n#### ${title}\n\n`;
  const head = '| where | before | after | why |\n| --- | --- | --- | --- |\n';
  const close = folded ? '\n</details>\n' : '';
  const left = `\n${plural(changes.length, 'change')} in all; the rest is too long for a comment, see \`handoff diff\`.\n`;
  const budget = room - open.length - head.length - close.length - left.length;
  const rows: string[] = [];
  let used = 0;
  for (const row of changes.map(rowOf)) {
    used += row.length;
    if (used > budget) break;
    rows.push(row);
  }
  if (rows.length === 0) return `\n${title}\n`;
  return `${open}${head}${rows.join('')}${rows.length < changes.length ? left : ''}${close}`;
}

function rowOf({path, kind, before, after, reason}: Change): string {
  const where = `${code(shortened(path))}${kind === 'moved' ? ' moved' : ''}`;
  const cells = [where, cellOf(before), cellOf(after), escaped(shortened(reason))];
  return `| ${cells.join(' | ')} |\n`;
}

function cellOf(text: string | null): string {
  return text === null ? '' : code(shortened(text));
}
