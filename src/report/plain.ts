/**
 * Text from outside on its way to a terminal: what would move the cursor, colour, reorder or hide is made visible instead.
 * Controls (with ESC), bidirectional and other invisible formats, line separators and lone surrogates become `\n`, `\x1b`, `\u{202e}`.
 * The joiners U+200C and U+200D stay, since Persian, Indic scripts and emoji need them.
 */
export function plain(text: string): string {
  return text.replace(UNSAFE, visible).replace(TALL, '$1');
}

/** The same for every text inside plain data; keys included, since they too may come from an export. */
export function plainly<T>(value: T): T {
  return plainValue(value) as T;
}

const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{2028}]|(?![\u{200c}\u{200d}])\p{Cf}/gu;

/** More than four marks on one letter run over the lines above and below. */
const TALL = /(\p{M}{4})\p{M}+/gu;

const NAMED: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'};

function visible(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), plainValue(inner)]));
}
