import {cleanText} from './bytes.ts';
import {DELIMITER_NAMES, probeDialect} from './dialect.ts';
import type {FoundFile} from './find.ts';
import type {Layout, Refusal, Source} from './source.ts';
import {isRefusal} from './source.ts';
import {readablePath, sqlPath} from './sql-path.ts';

/** .csv, .tsv and .txt, packed or not: the dialect is decided here and forced on DuckDB. A text of our own has a known delimiter. */
export async function openText(
  file: FoundFile,
  {folder}: {folder: string},
  delimiter: string | null = null,
): Promise<Source | Refusal> {
  const text = await cleanText(file, folder);
  if (isRefusal(text)) return text;
  const dialect = probeDialect(text.head, text.whole, delimiter);
  if (dialect === null) return {refused: 'holds nothing but blanks'};
  const layout: Layout = {
    path: readablePath(text.path, folder),
    gz: text.gz,
    delimiter: dialect.delimiter,
    columns: dialect.headers.length,
    skip: dialect.skip,
    overlong: text.overlong,
  };
  const above = dialect.titles === 0 ? [] : [`${dialect.titles} title line(s) above the header are passed over`];
  return {
    file,
    format: `${file.extension}${text.gz ? '.gz' : ''}, ${DELIMITER_NAMES[dialect.delimiter] ?? dialect.delimiter}`,
    encoding: text.encoding,
    headers: dialect.headers,
    relation: textRelation(layout),
    layout,
    empty: !dialect.rows && text.whole,
    notes: [...text.notes, ...above],
  };
}

/** DuckDB's strict reader on a text whose dialect is known: every cell is text, the first bad record is an error. */
export function textRelation(layout: Layout): string {
  const columns = Array.from({length: layout.columns}, (_, place) => `'c${place}': 'VARCHAR'`).join(', ');
  return `read_csv(${sqlPath(layout.path)}, delim = ${delimiterText(layout.delimiter)}, quote = '"', escape = '"', header = false,
    skip = ${layout.skip},${layout.unix ? " new_line = '\\n'," : ''} auto_detect = false, compression = '${layout.gz ? 'gzip' : 'none'}', columns = {${columns}})`;
}

function delimiterText(delimiter: string): string {
  return delimiter === "'" ? "''''" : `'${delimiter}'`;
}
