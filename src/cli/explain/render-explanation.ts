import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import {shortDuration} from '../../words.ts';
import type {Explanation} from './explanation.ts';

/** An explanation for a terminal. */
export function renderExplanation(explanation: Explanation, options: PageOptions): string {
  const page = createPage(options);
  const {sql, ...texts} = explanation;
  const {id, title, failure_title, why, how, misleads, remedy, needs, gates, settings, definitions} = plainly(texts);
  const parts = [
    [page.paint.bold(id), ...paragraph(title, page), ...paragraph(`or: ${failure_title}`, page)],
    section('Why it matters', paragraph(why, page), page),
    section('How it is computed', [...paragraph(how, page), ...paragraph(restsOn(needs, gates), page)], page),
    section('When it misleads', paragraph(misleads, page), page),
    section('What to do', paragraph(remedy, page), page),
    section(`Settings in force (${definitions})`, settingsTable(settings, page), page),
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
  return renderTable([{title: ''}, {title: ''}, {title: 'from'}, {title: '', flexible: true}], rows, page);
}

function valueText(name: string, value: unknown, meaning: string): string {
  const seconds =
    typeof value === 'number' && /second|within|after|older|for how long/i.test(`${name} ${meaning}`) && value >= 60;
  if (seconds) return shortDuration(value as number);
  return Array.isArray(value) ? value.join(', ') : String(value);
}
