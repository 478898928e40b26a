import {rangeOf} from '../definitions/ranges.ts';
import {quoteName, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import {exportTable, type Read, type Reading} from './read.ts';
import {UNREAD, unreadArray, unreadText} from './unread.ts';

/**
 * A band of employees is no number, but it is not nothing either: its text goes to `employees_range`, where criteria find it
 * (FORMATS 2: contacts of HubSpot have bands). It no longer counts as unreadable. The note says how many there are.
 */
export async function keepRanges(
  session: Session,
  {table, columns, failing, source}: Reading,
  {first, rows}: Read,
): Promise<string[]> {
  const header = columns.find(({canonical}) => canonical === 'employees')?.header;
  if (table !== 'leads' || header === undefined) return [];
  const text = unreadText(failing, 'employees');
  const {low, high} = rangeOf(text);
  const place = `from ${exportTable(table)} where rowid >= ${first} and rowid < ${first + rows}
    and ${quoteName(UNREAD)} is not null and ${low} <= ${high}`;
  const {ranges, example} = await session.row<{ranges: number; example: string | null}>(
    `select count(*)::integer as ranges, arg_min(left(${text}, 60), rowid) as example ${place}`,
  );
  if (ranges === 0) return [];
  const rest = failing.map(name => (name === 'employees' ? 'null::varchar' : unreadText(failing, name)));
  await session.run(`update ${exportTable(table)} set employees_range = ${text}, ${quoteName(UNREAD)} = ${unreadArray(rest)}
    where rowid in (select rowid ${place})`);
  return [
    `${source.file.path}: column ${JSON.stringify(header)} holds ${plural(ranges, 'range')} (e.g. ${example}) where a number is meant; a criterion on employees is judged where the whole range lies within or outside of what it asks, and is unknown where only a part does`,
  ];
}
