import {SqlFailure} from '../engine/session.ts';
import {once} from '../measures/once.ts';
import {createShownTables} from '../model/shown.ts';
import {Problem} from '../problem.ts';
import type {Opened} from './options.ts';
import {createNamed, readRelations} from './relations.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  columns: readonly string[];
  rows: readonly Row[];
}

/**
 * Somebody's own SQL on the model, under the names of SPEC 3 and 5, with everything that the SQL of a check reads. What it
 * gets wrong is theirs, and is told.
 */
export async function askModel(opened: Opened, sql: string): Promise<Answer> {
  await createNamed(opened, sql);
  await once(opened.model, 'shown', () => createShownTables(opened.session));
  try {
    return await answer(opened, sql);
  } catch (error) {
    if (!(error instanceof SqlFailure) || /interrupt/i.test(error.message)) throw error;
    const [first = 'it failed', ...rest] = error.message.split('\n');
    throw new Problem(`the query could not be answered: ${first}`, rest);
  }
}

async function answer({session}: Opened, sql: string): Promise<Answer> {
  if (/^\s*show\s+(all\s+)?tables\s*$/i.test(sql))
    return {columns: ['name', 'kind', 'rows'], rows: (await readRelations(session)).map(relation => ({...relation}))};
  if (!isQuery(sql)) {
    const rows = await session.rows<Row>(sql);
    return {columns: Object.keys(rows[0] ?? {}), rows: rows.map(withShortTypes)};
  }
  // as a subquery it can only read: `with ... insert` fails here; and the columns are known where no row comes
  const described = await session.rows<{column_name: string; column_type: string}>(
    `describe select * from (\n${sql}\n)`,
  );
  const dates = described.filter(({column_type}) => column_type === 'DATE').map(({column_name}) => column_name);
  const rows = await session.rows<Row>(sql);
  return {columns: described.map(({column_name}) => column_name), rows: rows.map(row => withDays(row, dates))};
}

/** DESCRIBE spells out every word of a type, and a column of weeks has hundreds. */
function withShortTypes(row: Row): Row {
  const type = row['column_type'];
  if (typeof type !== 'string' || !type.startsWith('ENUM(') || type.length <= LONGEST_TYPE) return row;
  return {...row, column_type: `ENUM of ${type.split("', '").length} words`};
}

const LONGEST_TYPE = 400;

/** What can stand in a FROM; DESCRIBE, SHOW, SUMMARIZE and EXPLAIN cannot. */
function isQuery(sql: string): boolean {
  return !/^\s*(describe|desc|show|summarize|explain)\b/i.test(sql);
}

/** A day without a time of day. */
function withDays(row: Row, dates: readonly string[]): Row {
  const days = dates.flatMap(name => (typeof row[name] === 'string' ? [[name, row[name].slice(0, 10)]] : []));
  return days.length === 0 ? row : {...row, ...Object.fromEntries(days)};
}
