import {type Session, SqlFailure} from '../../engine/session.ts';
import type {Draft, DraftColumn} from '../../result.ts';
import {percent} from '../../words.ts';
import {columnsOf} from '../columns.ts';
import type {Source} from '../source.ts';
import {EXPORT_TABLES, type TableName} from '../tables.ts';
import {type Look, looksOf, MOST, mayBe} from './looks.ts';
import {headerKey, type Meaning, meanings, tablesNamed} from './synonyms.ts';

/** A column that may feed a canonical one. */
interface Candidate extends DraftColumn {
  place: number;
  weight: number;
}

/** Canonical columns that name people. */
const PEOPLE = ['owner', 'actor', 'old_owner', 'new_owner', 'user_id'];

/** The id that tells a table's own rows apart. */
const OWN_IDS: Readonly<Record<string, string>> = {leads: 'lead_id', users: 'user_id', opportunities: 'opportunity_id'};

/** Nobody looks through more; a weekly export of Salesforce has some 500 files, and each takes a look at its rows. */
export const MOST_DRAFTS = 100;

/**
 * A draft of a mapping for each file that no table and no preset knows, by names and by the look of the first rows. It is
 * shown and never read by: whoever knows the data decides. `known`: leads and users have been read.
 */
export async function suggestMappings(session: Session, sources: readonly Source[], known: boolean): Promise<Draft[]> {
  if (sources.length === 0) return [];
  const words = meanings();
  const drafts: Draft[] = [];
  for (const source of sources.slice(0, MOST_DRAFTS)) {
    const looks = await looksAt(session, source, known);
    const draft = looks === null ? null : draftOf(source, looks, words, known);
    if (draft !== null) drafts.push(draft);
  }
  return drafts;
}

/** Null for a text whose records are too broken to be looked at: it is unused anyway, and only the draft is lost. */
async function looksAt(session: Session, source: Source, known: boolean): Promise<Look[] | null> {
  try {
    return await looksOf(session, source, known);
  } catch (error) {
    if (error instanceof SqlFailure) return null;
    throw error;
  }
}

/** The table that most of the file speaks for; null where none is plausible. */
function draftOf(
  {file, headers}: Source,
  looks: readonly Look[],
  words: ReadonlyMap<string, readonly Meaning[]>,
  known: boolean,
): Draft | null {
  const named = tablesNamed(file.stem);
  const ranked = EXPORT_TABLES.flatMap(table => {
    const columns = columnsFor(table, headers, looks, words, known);
    const required = Object.entries(columnsOf(table)).flatMap(([name, each]) => (each.required ? [name] : []));
    const missing = required.filter(name => !columns.some(({column}) => column === name));
    const weight =
      columns.reduce((sum, each) => sum + each.weight, 0) + (named.has(table) ? 3 : 0) - 4 * missing.length;
    // one column that nothing speaks for is for the reader to find; with more the table is a guess
    const plausible = missing.length <= 1 && columns.length >= 2 && columns.length + 1 > required.length;
    return plausible ? [{table, columns, missing, weight}] : [];
  }).sort((a, b) => b.weight - a.weight);
  const [best] = ranked;
  if (best === undefined) return null;
  const order = Object.keys(columnsOf(best.table));
  const columns = best.columns
    .sort((a, b) => order.indexOf(a.column) - order.indexOf(b.column))
    .map(({header, column, why}) => ({header, column, why}));
  return {path: file.path, table: best.table, columns, missing: best.missing};
}

/** One header for a column and one column for a header, the surest first; then what the values alone say. */
function columnsFor(
  table: TableName,
  headers: readonly string[],
  looks: readonly Look[],
  words: ReadonlyMap<string, readonly Meaning[]>,
  known: boolean,
): Candidate[] {
  const canonical = columnsOf(table);
  const fits = (place: number, column: string) => {
    const [look, type] = [looks[place], canonical[column]?.type];
    return look !== undefined && type !== undefined && mayBe(look, table, column, type, known);
  };
  const byName = headers.flatMap((header, place) =>
    (words.get(headerKey(header)) ?? [])
      .filter(meaning => meaning.table === table && fits(place, meaning.column))
      .map(({column, weight, why}) => ({header, place, column, weight, why: why + seen(looks[place], column, table)})),
  );
  const taken: Candidate[] = [];
  const take = (candidates: readonly Candidate[]) => {
    for (const each of [...candidates].sort((a, b) => b.weight - a.weight))
      if (taken.every(({place, column}) => place !== each.place && column !== each.column)) taken.push(each);
  };
  take(byName);
  const free = headers.flatMap((header, place) => (taken.some(each => each.place === place) ? [] : [{header, place}]));
  take(
    free.flatMap(({header, place}) =>
      Object.keys(canonical).flatMap(column => {
        const why = saidByValues(table, column, looks, place, free, known);
        return why === null ? [] : [{header, place, column, weight: 1, why}];
      }),
    ),
  );
  return taken;
}

/** Why a column's values alone make it the canonical one; null where they do not. */
function saidByValues(
  table: TableName,
  column: string,
  looks: readonly Look[],
  place: number,
  free: readonly {place: number}[],
  known: boolean,
): string | null {
  const look = looks[place];
  if (look === undefined || look.filled === 0) return null;
  const only = (like: (each: Look) => boolean) => free.filter(each => like(looks[each.place] as Look)).length === 1;
  if (column === 'lead_id' && table !== 'leads')
    return known && look.leads >= MOST ? `${percent(look.leads)} of its values are ids of leads` : null;
  if (column === 'email') return look.emails >= MOST ? `${percent(look.emails)} of its values are emails` : null;
  if (OWN_IDS[table] === column) {
    const id = (each: Look) => each.unique && each.times < MOST && each.emails < MOST;
    return id(look) && (place === 0 || only(id)) ? 'every value is there once' : null;
  }
  if (PEOPLE.includes(column))
    return known && look.users >= MOST && only(each => each.users >= MOST)
      ? `${percent(look.users)} of its values name a user`
      : null;
  const timed = columnsOf(table)[column];
  if (timed?.type === 'instant' && timed.required && look.times >= MOST && only(each => each.times >= MOST))
    return 'the only column left whose values are dates';
  return null;
}

/** What the values add to a name. */
function seen(look: Look | undefined, column: string, table: TableName): string {
  if (look === undefined || look.filled === 0) return '; its first rows are empty';
  if (column === 'lead_id' && table !== 'leads' && look.leads >= MOST)
    return `; ${percent(look.leads)} of its values are ids of leads`;
  if (column === 'lead_id') return table === 'leads' ? '; every value is there once' : '';
  const type = columnsOf(table)[column]?.type;
  if (column === 'email') return `; ${percent(look.emails)} of its values are emails`;
  if (type === 'instant') return `; ${percent(look.times)} of its values are dates`;
  if (type === 'boolean') return `; ${percent(look.booleans)} of its values are yes or no`;
  return '';
}
