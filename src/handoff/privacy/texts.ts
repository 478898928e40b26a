/** Plain data with every text in it replaced; keys of records stay. */
export function mapTexts<T>(value: T, replace: (text: string) => string): T {
  return mapped(value, replace) as T;
}

function mapped(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map(item => mapped(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner, replace)]));
}

/** Every text in plain data, each once. */
export function textsIn(value: unknown): Set<string> {
  const found = new Set<string>();
  mapTexts(value, text => {
    found.add(text);
    return text;
  });
  return found;
}

/** Signs around a word that do not belong to it. */
export const ENDS = ' .,;:!?()[]{}"\'“”‘’`';

const LONGEST_PIECE = 6;

/** All runs of up to six words: what may be a name or a company. */
export function piecesOf(texts: Iterable<string>): string[] {
  const pieces = new Set<string>();
  for (const text of texts) {
    const words = text.split(/\s+/).slice(0, 2000);
    for (let from = 0; from < words.length; from++)
      for (let length = 1; length <= LONGEST_PIECE && from + length <= words.length; length++)
        pieces.add(trimmed(words.slice(from, from + length).join(' ')));
  }
  pieces.delete('');
  return [...pieces].sort();
}

function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && ENDS.includes(text.charAt(from))) from++;
  while (to > from && ENDS.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Any of these as whole words, the longest first. */
export function anyOf(texts: readonly string[]): RegExp | null {
  if (texts.length === 0) return null;
  const longestFirst = [...texts].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = longestFirst.map(text => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}_@])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_@])`, 'gu');
}
