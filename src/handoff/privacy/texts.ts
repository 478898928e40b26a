/** Plain data with every text in it replaced, but for the texts and lists of texts under some keys; keys of records stay. */
export function mapTexts<T>(value: T, replace: (text: string) => string, kept: ReadonlySet<string> = new Set()): T {
  const mapped = (inner: unknown): unknown => {
    if (typeof inner === 'string') return replace(inner);
    if (Array.isArray(inner)) return inner.map(mapped);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, own]) => [key, kept.has(key) && isPlainText(own) ? own : mapped(own)]),
    );
  };
  return mapped(value) as T;
}

function isPlainText(value: unknown): boolean {
  return [value].flat().every(item => typeof item === 'string');
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
export function anyOf(texts: readonly string[], flags = 'gu'): RegExp | null {
  if (texts.length === 0) return null;
  const longestFirst = [...texts].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = longestFirst.map(text => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}_@])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_@])`, flags);
}
