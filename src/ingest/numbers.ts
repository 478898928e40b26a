import {quoteText} from '../engine/session.ts';

/** Which mark separates decimals, decided for a whole column of a file. */
export type NumberStyle = 'point' | 'comma';

const CURRENCY = '[A-Z]{1,3}[$€£¥₹₩₪₽฿]?|[$€£¥₹₩₪₽฿]|kr\\.?|zł|Kč|Ft|R\\$';

const PLAIN = `'\\s*[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?\\s*'`;

/** Thousands may be parted by the other mark, a space or an apostrophe. */
const GROUPED: Readonly<Record<NumberStyle, string>> = {
  point: "[-+]?(?:[0-9]{1,3}(?:[,\u00a0\u202f '’][0-9]{3})+|[0-9]+)(?:\\.[0-9]*)?",
  comma: "[-+]?(?:[0-9]{1,3}(?:[.\u00a0\u202f '’][0-9]{3})+|[0-9]+)(?:,[0-9]*)?",
};

/** Is the cell a number without thousands marks, currency and decimal commas? */
export function plainNumber(cell: string): string {
  return `regexp_full_match(${cell}, ${PLAIN})`;
}

/** A cell as text that casts to a number; NULL where it is none. `(1,200.00)` is negative, `51-200` is no number. */
export function numberText(style: NumberStyle, cell: string): string {
  const bare = bareNumber(cell);
  const fits = `regexp_full_match(${bare}, ${quoteText(GROUPED[style])})`;
  const digits = `regexp_replace(${bare}, ${quoteText(style === 'point' ? "[,\u00a0\u202f '’]" : "[.\u00a0\u202f '’]")}, '', 'g')`;
  const pointed = style === 'point' ? digits : `replace(${digits}, ',', '.')`;
  const plain = style === 'point' ? `when ${plainNumber(cell)} then trim(${cell}) ` : '';
  return `case ${plain}when ${fits} then if(starts_with(trim(${cell}), '('), '-', '') || ${pointed} end`;
}

/** Without currency, brackets, a formula guard (FORMATS 0, trap 14) and the spaces around. */
function bareNumber(cell: string): string {
  const spaces = '[\\s\u00a0\u202f]*';
  const before = `^${spaces}'?(?:\\()?${spaces}([-+]?)${spaces}(?:${CURRENCY})?${spaces}`;
  const behind = `${spaces}(?:${CURRENCY})?${spaces}\\)?${spaces}$`;
  return `regexp_replace(regexp_replace(${cell}, ${quoteText(before)}, '\\1'), ${quoteText(behind)}, '')`;
}

/** Cells that can only be written with a decimal point, or only with a decimal comma. `1.234` and `1,234` are neither. */
export function numberEvidence(cell: string): Readonly<Record<NumberStyle, string>> {
  const bare = bareNumber(cell);
  const only = (point: string, comma: string) =>
    `[-+]?(?:[0-9]{1,3}(?:(?:${comma}|[\u00a0\u202f '’])[0-9]{3})+${point}[0-9]*|[0-9]{1,3}(?:${comma}[0-9]{3}){2,}|[0-9]*${point}(?:[0-9]{1,2}|[0-9]{4,}))`;
  return {
    point: `regexp_full_match(${bare}, ${quoteText(only('\\.', ','))})`,
    comma: `regexp_full_match(${bare}, ${quoteText(only(',', '\\.'))})`,
  };
}

/** Cells where only the style decides between thousands and decimals: `1.234`, `1,234`. */
export function numberSql(text: string): string {
  return `case when isfinite(try_cast(${text} as double)) then try_cast(${text} as double) end`;
}

/** Whole cents through DECIMAL: floats would lose some. */
export function centsSql(text: string): string {
  return `cast(try_cast(${text} as decimal(18, 2)) * 100 as bigint)`;
}
