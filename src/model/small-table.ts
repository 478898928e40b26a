import {quoteName, type Session} from '../engine/session.ts';

export type SmallRow = Readonly<Record<string, string | number | boolean | null>>;

/** `columns` gives the SQL types. */
export type SmallTable = [name: string, columns: Readonly<Record<string, string>>, rows: readonly SmallRow[]];

/** Creates a table of a few rows from plain data; the values are bound, never pasted. */
export async function createSmallTable(session: Session, ...[name, columns, rows]: SmallTable): Promise<void> {
  const selected = Object.entries(columns)
    .map(([column, type]) => `(item->>'${column}')::${type} as ${quoteName(column)}`)
    .join(', ');
  await session.run(
    `create or replace table ${name} as
     select ${selected} from (select unnest(($rows::json)::json[]) as item)`,
    {rows: JSON.stringify(rows)},
  );
}
