import type {Report} from '../../result.ts';
import {plainly} from '../plain.ts';
import {argument} from './argument.ts';
import {findings} from './findings.ts';
import {funnel} from './funnel.ts';
import {headline} from './headline.ts';
import {labels} from './labels.ts';
import {ledger} from './ledger.ts';
import {createPage, type Page, type PageOptions} from './page.ts';
import {promises} from './promises.ts';
import {rejections} from './rejections.ts';
import {rows} from './rows.ts';
import {speed} from './speed.ts';
import {title} from './title.ts';
import {unmeasured} from './unmeasured.ts';
import {verdict} from './verdict.ts';

/** In the order they are read; `unmeasured` explains the marks that the sections before it set. */
const SECTIONS: readonly ((report: Report, page: Page) => string[])[] = [
  title,
  headline,
  ledger,
  speed,
  promises,
  funnel,
  rejections,
  argument,
  labels,
  findings,
  unmeasured,
  rows,
  verdict,
];

/** The report for a terminal. Nothing from the export reaches it other than as visible text. */
export function renderText(report: Report, options: PageOptions): string {
  const page = createPage(options);
  const safe = plainly(report);
  const parts = SECTIONS.map(render => render(safe, page)).filter(lines => lines.length > 0);
  const text = `${parts.map(lines => lines.map(line => line.trimEnd()).join('\n')).join('\n\n')}\n`;
  return options.ascii ? asciiPunctuation(text) : text;
}

const PUNCTUATION: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '.',
  '·': '-',
  '×': 'x',
  '≥': '>',
  '≤': '<',
};

/** One column for one column, so that nothing moves. */
function asciiPunctuation(text: string): string {
  return text.replace(/[’‘“”–—…·×≥≤]/g, character => PUNCTUATION[character] ?? character);
}
