/** A longer value makes a table unreadable. */
const LONGEST_VALUE = 300;

/** Cut to what a table cell can hold, with a mark where something is gone. */
export function shortened(text: string, longest = LONGEST_VALUE): string {
  const letters = Array.from(text.slice(0, 2 * longest));
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text;
}

/** As code in a table cell, where nothing formats, links or mentions. */
export function code(text: string): string {
  if (text === '') return '';
  // a backslash before a pipe would end the cell however it is escaped
  if (text.includes('\\|')) return `<code>${text.replace(/[^\w ]/gu, sign => `&#${sign.codePointAt(0)};`)}</code>`;
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = runs.length > 0 ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** As text in a table cell or a paragraph: neither Markdown nor HTML, no link, nobody mentioned, no issue referred to. */
export function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replace(/[\\`*_[\]#!|~]/g, '\\$&')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('@', '&#64;')
      .replaceAll('://', '&#58;//')
      .replace(/\bwww\./gi, 'www&#46;')
      // at the start of a paragraph these begin a list or a rule
      .replace(/^(\s*)([-+=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}
