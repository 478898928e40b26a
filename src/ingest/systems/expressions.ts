import {quoteText} from '../../engine/session.ts';
import {trimmedSql} from '../cast.ts';
import {columnKey} from '../names.ts';
import {type Cell, type Condition, type Expression, type Header, type Preset, presets} from './preset.ts';

/** An expression of a preset on the cells `c<place>` of one file. */
export interface Compiled {
  sql: string;
  /** Places it reads. */
  places: readonly number[];
}

/** What stands around an expression. */
export interface Around {
  headers: readonly string[];
  preset: Preset;
  /** The column holds ids, which are compared in the system's own way. */
  id: boolean;
}

/** Null where the file lacks every header that the expression needs. */
export function compile(expression: Expression, around: Around): Compiled | null {
  if (typeof expression === 'string' || Array.isArray(expression)) return cellOf({from: expression}, around);
  if ('from' in expression) return cellOf(expression, around);
  if ('is' in expression) return {sql: quoteText(expression.is), places: []};
  if ('true_if' in expression) return trueIf(expression.true_if, around);
  if ('first_of' in expression) return several(expression.first_of, around, cells => `coalesce(${cells.join(', ')})`);
  return several(expression.join, around, cells => `nullif(concat_ws(' ', ${cells.join(', ')}), '')`);
}

/** A row's condition; false where the header is absent, unless absence is what it asks for. */
export function conditionSql(condition: Condition, around: Around): Compiled {
  const {header, in: texts, starts, present, other_than: others, no_id: noId} = condition;
  const place = placeOf(header, around.headers);
  if (place === null) return {sql: present === false ? 'true' : 'false', places: []};
  const text = filled(place, around);
  const tests = [
    texts === undefined ? [] : [`lower(${text}) in (${lowered(texts)})`],
    starts === undefined ? [] : [`(${starts.map(start => `starts_with(${text}, ${quoteText(start)})`).join(' or ')})`],
    present === undefined ? [] : [`${text} is ${present ? 'not ' : ''}null`],
    others === undefined ? [] : [`lower(${text}) not in (${lowered(others)})`],
    noId === undefined ? [] : [`not regexp_full_match(${text}, ${quoteText(around.preset.ids?.pattern ?? '')})`],
  ].flat();
  return {sql: `coalesce(${tests.join(' and ')}, false)`, places: [place]};
}

function lowered(texts: readonly string[]): string {
  return texts.map(text => quoteText(text.toLowerCase())).join(', ');
}

/** The place of a header, whatever its case, spaces and punctuation; of several spellings the first that is there. */
export function placeOf(header: Header, headers: readonly string[]): number | null {
  for (const name of typeof header === 'string' ? [header] : header) {
    const exact = headers.indexOf(name);
    const place = exact >= 0 ? exact : headers.findIndex(candidate => columnKey(candidate) === columnKey(name));
    if (place >= 0) return place;
  }
  return null;
}

/** Every header that an expression may read. */
export function headersOf(expression: Expression): Header[] {
  if (typeof expression === 'string' || Array.isArray(expression)) return [expression];
  if ('from' in expression) return [expression.from];
  if ('is' in expression) return [];
  if ('true_if' in expression) return expression.true_if.map(({header}) => header);
  return ('first_of' in expression ? expression.first_of : expression.join).flatMap(headersOf);
}

function several(
  parts: readonly Expression[],
  around: Around,
  combine: (cells: readonly string[]) => string,
): Compiled | null {
  const compiled = parts.flatMap(part => compile(part, around) ?? []);
  if (compiled.length === 0) return null;
  return {sql: combine(compiled.map(({sql}) => sql)), places: compiled.flatMap(({places}) => places)};
}

function trueIf(conditions: readonly Condition[], around: Around): Compiled | null {
  const compiled = conditions.map(each => conditionSql(each, around));
  const places = compiled.flatMap(each => each.places);
  if (places.length === 0) return null;
  return {sql: `if(${compiled.map(({sql}) => sql).join(' or ')}, 'true', 'false')`, places};
}

function cellOf(cell: Cell, around: Around): Compiled | null {
  const place = placeOf(cell.from, around.headers);
  if (place === null) return null;
  const {values, else: rest, blank, json, prefix, first_part: separator, json_first: first, id_of: other} = cell;
  const asItIs = [values, rest, blank, json, prefix, separator, first, other].every(each => each === undefined);
  const {blanks, guard, ids} = around.preset;
  // what reads the column trims it anyway: a second time would cost as much as the rest of the pass
  if (asItIs && blanks.length === 0 && !guard && !(around.id && ids)) return {sql: `c${place}`, places: [place]};
  let sql = filled(place, around);
  if (json !== undefined)
    sql = `json_extract_string(if(json_valid(${sql}), ${sql}, null), ${quoteText(pointer(json))})`;
  if (first) sql = firstSql(sql);
  if (separator !== undefined) sql = `nullif(trim(split_part(${sql}, ${quoteText(separator)}, 1)), '')`;
  const owner = other === undefined ? around.preset : presets().find(({system}) => system === other);
  if (owner !== undefined && (around.id || other !== undefined)) sql = idSql(sql, owner);
  if (values !== undefined || rest !== undefined) sql = valuesSql(sql, cell);
  if (blank !== undefined) sql = `coalesce(${sql}, ${quoteText(blank)})`;
  if (prefix !== undefined) sql = `${quoteText(prefix)} || ${sql}`;
  return {sql, places: [place]};
}

/** JSON pointer of a key. */
function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The trimmed cell without the system's guard; NULL where it is blank or holds one of the system's words for nothing. */
function filled(place: number, {preset}: Around): string {
  const blanks = ['', ...preset.blanks].map(quoteText).join(', ');
  const text = trimmedSql(`c${place}`);
  const guarded = preset.guard ? `when regexp_matches(${text}, '^''[=+@-]') then substr(${text}, 2) ` : '';
  return `(case when ${text} in (${blanks}) then null ${guarded}else ${text} end)`;
}

/** `["a","b"]` is a; a cell that is no list is itself. */
function firstSql(sql: string): string {
  const list = `starts_with(${sql}, '[') and json_valid(${sql})`;
  return `if(${list}, json_extract_string(if(${list}, ${sql}, '[]'), '$[0]'), ${sql})`;
}

function idSql(sql: string, {ids}: Preset): string {
  if (ids === undefined) return sql;
  const {pattern, skip, keep} = ids;
  const kept = `substr(${sql}, ${skip + 1}${keep === undefined ? '' : `, ${keep}`})`;
  return `if(regexp_full_match(${sql}, ${quoteText(pattern)}), ${kept}, ${sql})`;
}

function valuesSql(sql: string, {values = {}, else: other}: Cell): string {
  const branches = Object.entries(values).flatMap(([value, texts]) =>
    texts.map(text => `when ${quoteText(text.toLowerCase())} then ${quoteText(value)}`),
  );
  const rest = other === undefined ? sql : other === null ? 'null' : `if(${sql} is null, null, ${quoteText(other)})`;
  return branches.length === 0 ? rest : `(case lower(${sql}) ${branches.join(' ')} else ${rest} end)`;
}
