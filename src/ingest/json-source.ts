import {quoteText, type Session} from '../engine/session.ts';
import {cleanText} from './bytes.ts';
import type {FoundFile} from './find.ts';
import {isRefusal, type Refusal, type Source, uniqueHeaders} from './source.ts';
import {readablePath, sqlPath} from './sql-path.ts';

type Shape = 'array' | 'newline_delimited' | 'unstructured';

/** .json, .ndjson, .jsonl: one object a row, keys over the whole file, every value as text (nested ones as JSON). */
export async function openJson(file: FoundFile, session: Session): Promise<Source | Refusal> {
  const text = await cleanText(file, session.folder);
  if (isRefusal(text)) return text;
  const path = readablePath(text.path, session.folder);
  const shape = shapeOf(text.head, text.whole);
  const lenient = shape === 'newline_delimited' ? ', ignore_errors = true' : '';
  const objects = `read_json_objects(${sqlPath(path)}, format = '${shape}', compression = '${text.gz ? 'gzip' : 'uncompressed'}'${lenient})`;
  try {
    const rows = await unwrapped(session, `(select json from ${objects})`, shape);
    const keys = await keysOf(session, rows);
    if (keys.length === 0) return {refused: 'holds no objects with keys'};
    const cells = keys.map((key, place) => `json_extract_string(json, ${quoteText(pointer(key))}) as c${place}`);
    return {
      file,
      format: `${file.extension}${text.gz ? '.gz' : ''}`,
      encoding: text.encoding,
      headers: uniqueHeaders(keys),
      relation: `(select ${cells.join(', ')} from ${rows})`,
      layout: null,
      empty: false,
      // a line of its own is an object or a list
      stops: shape === 'newline_delimited' && !/[}\]]/.test(text.end),
      notes: text.notes,
    };
  } catch (error) {
    if (!(error instanceof Error) || !/malformed json|invalid input/i.test(error.message)) throw error;
    return {refused: `is not valid JSON: ${(error.message.split('\n')[0] ?? '').replaceAll(path, file.path)}`};
  }
}

function shapeOf(head: string, whole: boolean): Shape {
  const start = head.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('[')) return 'array';
  const lines = start.split('\n');
  const first = (whole || lines.length > 1 ? lines[0] : undefined) ?? '';
  try {
    JSON.parse(first);
    return 'newline_delimited';
  } catch {
    return 'unstructured';
  }
}

/** An answer of an API, `{"records": [...]}`: the rows are the one list of objects that a lone object holds. */
async function unwrapped(session: Session, rows: string, shape: Shape): Promise<string> {
  if (shape === 'array') return rows;
  const lists = await session.rows<{key: string}>(`
    with two as (select json from ${rows} limit 2), keys as (select json, unnest(json_keys(json)) as key from two where (select count(*) from two) = 1)
    select key from keys
    where json_type(json, '/' || replace(replace(key, '~', '~0'), '/', '~1')) = 'ARRAY'
      and json_type(json, '/' || replace(replace(key, '~', '~0'), '/', '~1') || '/0') = 'OBJECT'
    order by key`);
  const [list, ...others] = lists;
  if (list === undefined || others.length > 0) return rows;
  return `(select unnest(json_extract(json, ${quoteText(pointer(list.key))})::json[]) as json from ${rows})`;
}

/** In the order in which they first appear. */
async function keysOf(session: Session, rows: string): Promise<string[]> {
  const found = await session.rows<{key: string}>(`
    with numbered as (select row_number() over () as row_no, json_keys(json) as keys from ${rows}),
    places as (select row_no, unnest(keys) as key, generate_subscripts(keys, 1) as place from numbered)
    select key from places group by key order by min(row_no * 100000 + place), key`);
  return found.map(({key}) => key);
}

function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
