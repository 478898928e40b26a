import stringWidth from 'string-width';

/** Texts of one column a character, as nearly all of a report is: printable ASCII and what our charts are drawn with. */
const NARROW = /^[ -~\u00a0-\u00ac\u2013-\u2026\u2190-\u2193\u2500-\u25a0]*$/;

/** Columns a text takes on a terminal; colours take none. */
export function widthOf(text: string): number {
  // the library's first use alone takes 25 ms
  return NARROW.test(text) ? text.length : stringWidth(text);
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/** At most `width` columns; what was cut ends in the ellipsis. Uncoloured text only. */
export function clip(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const grapheme of graphemes(text)) {
    if (widthOf(kept + grapheme) > width - widthOf(ellipsis)) break;
    kept += grapheme;
  }
  return widthOf(kept + ellipsis) <= width ? kept + ellipsis : kept;
}

/** The same of several: those that would read alike keep their ends, in which they differ, in place of their middles. */
export function clipApart(texts: readonly string[], width: number): string[] {
  const clipped = texts.map(text => clip(text, width));
  return clipped.map((short, index) => {
    const text = texts[index] ?? '';
    const alike = clipped.some((other, place) => other === short && texts[place] !== text);
    return alike ? `${clip(text, Math.ceil(width / 2))}${ending(text, Math.floor(width / 2))}` : short;
  });
}

function ending(text: string, width: number): string {
  let kept = '';
  for (const grapheme of graphemes(text).reverse()) {
    if (widthOf(grapheme + kept) > width) break;
    kept = grapheme + kept;
  }
  return kept;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Lines of at most `width` columns, broken between words, and inside a word only where it alone is too long. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter(part => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

function broken(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const grapheme of graphemes(word)) {
    if (piece !== '' && widthOf(piece + grapheme) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
  }
  return [...pieces, piece];
}
