/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front. Numbers and `+` phone numbers stay as they are;
 * line feeds and the full-width signs count too (LIBRARIES.md).
 */
export function guardFormula(text: string): string {
  if (!/^[=+\-@\t\r\n＝＋－＠]/.test(text)) return text;
  if (/^[+-]?\d+([.,]\d+)*(e[+-]?\d+)?$/i.test(text)) return text;
  if (/^\+\d[\d ()./-]*$/.test(text)) return text;
  return `'${text}`;
}
