import {openDatabase, type Session} from '../../engine/session.ts';
import {Problem} from '../../problem.ts';

/** Raised where a table changes its meaning: an older file is refused rather than misread. */
const VERSION = 1;

/** Grain: one row per version; per run; per measure (id, segment) and run. A run is an as_of and what went in. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  handoff_history: {version: 'INTEGER'},
  runs: {
    run: 'VARCHAR',
    as_of: 'VARCHAR',
    tool_version: 'VARCHAR',
    company: 'VARCHAR',
    time_zone: 'VARCHAR',
    since: 'VARCHAR',
    until: 'VARCHAR',
    definitions_path: 'VARCHAR',
    definitions_sha256: 'VARCHAR',
    handoffs: 'BIGINT',
    errors: 'BIGINT',
    warnings: 'BIGINT',
    likely: 'BIGINT',
    accepted: 'BIGINT',
    currency: 'VARCHAR',
  },
  measures: {
    run: 'VARCHAR',
    id: 'VARCHAR',
    segment: 'VARCHAR',
    value: 'DOUBLE',
    unit: 'VARCHAR',
    n: 'DOUBLE',
    numerator: 'DOUBLE',
    denominator: 'DOUBLE',
    low: 'DOUBLE',
    high: 'DOUBLE',
    method: 'VARCHAR',
    status: 'VARCHAR',
    reason: 'VARCHAR',
  },
};

/** Not in the files of the first versions: added where one is written, and unknown of the runs that stand in it. */
const ADDED: Readonly<Record<string, readonly string[]>> = {runs: ['currency']};

export const RUN_COLUMNS = TABLES['runs'] as Readonly<Record<string, string>>;
export const MEASURE_COLUMNS = TABLES['measures'] as Readonly<Record<string, string>>;

/** Opens a history, or says in one sentence why it is none. */
export async function withHistory<T>(
  path: string,
  access: 'read' | 'write' | 'new',
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await opened(path, access);
  try {
    if (access === 'new') await createTables(session);
    else {
      await requireTables(session);
      if (access === 'write') await addColumns(session);
    }
    return await use(session);
  } catch (error) {
    if (error instanceof Problem) throw new Problem(notOurs(path, error.message));
    if (access === 'new') throw error;
    // a block that is damaged shows only where it is read
    throw new Problem(notOurs(path, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)));
  } finally {
    session.close();
  }
}

async function opened(path: string, access: 'read' | 'write' | 'new'): Promise<Session> {
  try {
    return await openDatabase(path, access);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(notOurs(path, error.message.replace(`${path} `, 'it ')));
  }
}

function notOurs(path: string, why: string): string {
  return `${path} is no history of handoff (${why}); name the file of handoff audit --history, or a new one`;
}

async function createTables(session: Session): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES)) {
    const typed = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await session.run(`create table ${name} (${typed.join(', ')})`);
  }
  await session.run(`insert into handoff_history values (${VERSION})`);
}

async function addColumns(session: Session): Promise<void> {
  for (const [table, columns] of Object.entries(ADDED))
    for (const column of columns)
      await session.run(`alter table ${table} add column if not exists ${column} ${TABLES[table]?.[column]}`);
}

/** Tables and nothing that only looks like one: a view of somebody's own could read anything or never end. */
const COLUMNS = `
  select table_name, column_name, data_type
  from duckdb_columns()
  semi join duckdb_tables() using (database_oid, schema_oid, table_oid)
  where schema_name = 'main' and database_name = current_database()
  order by table_name, column_index`;

interface Column {
  table_name: string;
  column_name: string;
  data_type: string;
}

async function requireTables(session: Session): Promise<void> {
  const columns = await session.rows<Column>(COLUMNS);
  for (const [name, expected] of Object.entries(TABLES)) {
    const found = new Map(
      columns.filter(({table_name}) => table_name === name).map(({column_name, data_type}) => [column_name, data_type]),
    );
    const lacking = Object.entries(expected).find(([column, type]) => {
      const mayBeAbsent = ADDED[name]?.includes(column) === true && !found.has(column);
      return !mayBeAbsent && found.get(column) !== type;
    });
    if (lacking !== undefined) throw new Problem(`it has no ${name}.${lacking[0]}`);
  }
  const versions = await session.rows<{version: number}>('select version from handoff_history order by version');
  if (versions.length !== 1 || versions[0]?.version !== VERSION)
    throw new Problem(`it was written by another version of handoff`);
}

export async function hasColumn(session: Session, table: string, column: string): Promise<boolean> {
  const columns = await session.rows<Column>(COLUMNS);
  return columns.some(({table_name, column_name}) => table_name === table && column_name === column);
}
