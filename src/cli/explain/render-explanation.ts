import {basename} from 'node:path';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import {wrap} from '../../report/width.ts';
import {percent, shortDuration} from '../../words.ts';
import type {Explanation} from './explanation.ts';
import type {Setting} from './settings.ts';

/** An explanation for a terminal. */
export function renderExplanation(explanation: Explanation, options: PageOptions): string {
  const page = createPage(options);
  const {sql, ...texts} = explanation;
  const {id, title, failure_title, why, how, misleads, remedy, needs, gates, settings, reads, definitions} =
    plainly(texts);
  // the heading says the whole path
  const beside = (setting: Setting): Setting =>
    setting.from.startsWith(`${definitions}:`)
      ? {...setting, from: basename(definitions) + setting.from.slice(definitions.length)}
      : setting;
  const parts = [
    [page.paint.bold(id), ...paragraph(title, page), ...paragraph(`or: ${failure_title}`, page)],
    section('Why it matters', paragraph(why, page), page),
    section('How it is computed', [...paragraph(how, page), ...paragraph(restsOn(needs, gates), page)], page),
    section('When it misleads', paragraph(misleads, page), page),
    section('What to do', paragraph(remedy, page), page),
    section(`Settings in force (${definitions})`, settingsTable(settings.map(beside), page), page),
    section('What else it reads of the definitions', readsTable(reads.map(beside), page), page),
    // whole, for copying into handoff query: the only text that may be wider than the page
    section('SQL', sql.split('\n'), page),
  ];
  return `${parts
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function restsOn(needs: readonly string[], gates: readonly string[]): string {
  const parts = [
    needs.length > 0 ? `It needs ${needs.join(', ')}.` : '',
    gates.length > 0 ? `It rests on the gates ${gates.join(', ')}.` : '',
  ];
  return parts.filter(text => text !== '').join(' ');
}

function settingsTable(settings: Explanation['settings'], page: Page): string[] {
  const rows = settings.map(({name, value, from, meaning}) => [name, valueText(name, value, meaning), from, meaning]);
  const columns = [{title: ''}, {title: ''}, {title: 'from', flexible: true}, {title: '', flexible: true}] as const;
  return renderTable(columns, rows, page);
}

/** What a policy, a rule or a criterion says stands below its name. */
function readsTable(reads: Explanation['reads'], page: Page): string[] {
  const rows = reads.map(({name, value, from}) => [name, valueText(name, value, ''), from]);
  const below = reads.map(({meaning}) =>
    meaning === '' ? [] : wrap(meaning, page.reading - 4).map(line => `    ${line}`),
  );
  const columns = [{title: ''}, {title: '', flexible: true}, {title: 'from', flexible: true}] as const;
  return renderTable(columns, rows, page, below);
}

/** Names and meanings of times. */
const TIME = /second|within|after|older|for how long|horizon|funnel\.rejection|review\.every/i;

function valueText(name: string, value: unknown, meaning: string): string {
  if (value === null) return 'none';
  if (typeof value === 'number' && /\.target$/.test(name)) return percent(value);
  if (typeof value === 'number' && value >= 60 && TIME.test(`${name} ${meaning}`)) return shortDuration(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}
