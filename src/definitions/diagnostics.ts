/** Keys and indexes from the top of the file. */
export type Path = readonly (string | number)[];

/** A problem by its place in the definitions, before anybody knows the file. */
export interface Issue {
  level: 'error' | 'warning';
  path: Path;
  message: string;
}

/** The same with its place in a file. */
export interface Diagnostic {
  level: 'error' | 'warning';
  /** The file as shown. */
  file: string;
  /** `sla[0].respond_within`; empty for the whole file. */
  path: string;
  line: number;
  column: number;
  message: string;
}

/** `handoff.yaml:12:5  sla[0].respond_within: found "5 minutes", expected a duration ...`. */
export function formatDiagnostic({level, file, path, line, column, message}: Diagnostic): string {
  const place = path === '' ? '' : `${path}: `;
  return printable(`${file}:${line}:${column}  ${level === 'warning' ? 'warning: ' : ''}${place}${message}`);
}

/** `dispositions.reasons.spam.labels[1]`; a key that is no plain word is quoted. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(shortened(step))}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A value for a message: short, on one line. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(typeof value === 'string' ? shortened(value) : value);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Control and direction characters of a file must not reach a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}
