import {quoteName, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import {exportTable, type Read, type Reading} from './read.ts';
import {LEFT_OUT} from './unread.ts';

/**
 * Takes out the rows that a preset says are not for this table, such as records deleted in the CRM, and says how many for
 * which reason. They are no rows of the table: not read, not loaded and not rejected.
 */
export async function leaveOut(
  session: Session,
  {table, source, columns}: Reading,
  read: Read,
): Promise<{rows: number; notes: string[]}> {
  if (!columns.some(({target}) => target === LEFT_OUT)) return {rows: 0, notes: []};
  const where = `rowid >= ${read.first} and ${quoteName(LEFT_OUT)} is not null`;
  const reasons = await session.rows<{reason: string; rows: number}>(
    `select ${quoteName(LEFT_OUT)} as reason, count(*)::integer as rows from ${exportTable(table)} where ${where} group by 1 order by 1`,
  );
  if (reasons.length > 0) await session.run(`delete from ${exportTable(table)} where ${where}`);
  return {
    rows: reasons.reduce((sum, {rows}) => sum + rows, 0),
    notes: reasons.map(
      ({reason, rows}) => `${source.file.path}: ${plural(rows, 'row')} not read as ${table}: ${reason}`,
    ),
  };
}
