import {quoteText, type Values} from './session.ts';

/** Texts, quoted names and comments hide what stands in them; a parameter is a token of its own. */
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-zA-Z_]*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|\$[a-zA-Z_]\w*|;|[^'"$;/-]+|[\s\S]/g;

/** SQL in pieces that make it again when joined. */
export function sqlTokens(sql: string): string[] {
  return Array.from(sql.matchAll(TOKEN), ([token]) => token);
}

/** The names that a statement is made of, in lower case; what stands in texts and comments is none. */
export function sqlWords(sql: string): Set<string> {
  const plain = sqlTokens(sql).filter(token => !/^('|--|\/\*)/.test(token));
  return new Set(plain.flatMap(token => token.toLowerCase().match(/\w+/g) ?? []));
}

/** The parameters that a statement names, each once. */
export function parametersOf(sql: string): string[] {
  return [...new Set(sqlTokens(sql).filter(isParameter))].map(token => token.slice(1));
}

/** The statement as it is, with its parameters written out: what somebody can run who has no way to bind. */
export function withLiterals(sql: string, values: Values): string {
  return sqlTokens(sql)
    .map(token => (isParameter(token) && token.slice(1) in values ? literal(values[token.slice(1)] ?? null) : token))
    .join('');
}

function isParameter(token: string): boolean {
  return /^\$[a-zA-Z_]\w*$/.test(token);
}

/** Of the type that the value is bound as: a number with a fraction is a double, which DuckDB would read as a decimal. */
function literal(value: Values[string]): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value).replace(/^-.*/, '($&)');
  return `${value < 0 ? `(${value})` : value}::double`;
}

/** A literal inside TypeScript carries the indentation of its place. */
export function outdented(sql: string): string {
  const lines = sql
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map(line => line.slice(indent)).join('\n');
}
