import {quoteName, quoteText, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import {columnsOf} from './columns.ts';
import {exportTable, type Read, type Reading} from './read.ts';

/** Blank cells of required columns that stand for something, e.g. an activity without a type: read as that, and counted. */
export async function fillBlanks(
  session: Session,
  {table, source}: Reading,
  {first}: Pick<Read, 'first'>,
): Promise<string[]> {
  const notes: string[] = [];
  for (const [name, {blank}] of Object.entries(columnsOf(table))) {
    if (blank === undefined) continue;
    const where = `where rowid >= ${first} and ${quoteName(name)} is null`;
    const {rows} = await session.row<{rows: number}>(`select count(*) as rows from ${exportTable(table)} ${where}`);
    if (rows === 0) continue;
    await session.run(`update ${exportTable(table)} set ${quoteName(name)} = ${quoteText(blank)} ${where}`);
    notes.push(`${source.file.path}: ${plural(rows, 'row')} of ${table} without a ${name}, read as ${blank}`);
  }
  return notes;
}
