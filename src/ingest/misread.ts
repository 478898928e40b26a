import {quoteName, type Session} from '../engine/session.ts';
import {exportTable, type Reading} from './read.ts';
import {UNREAD, unreadArray, unreadText} from './unread.ts';

/** Instants outside these years are no business time but a filler such as 9999-12-31. */
const YEARS = ["timestamp '1900-01-01'", "timestamp '2200-01-01'"] as const;

/** A number as a spreadsheet shows it that has no room for its digits; the ones behind are gone (FORMATS 0, trap 7). */
const ROUNDED = '[0-9](?:[.,][0-9]+)?E[+][0-9]{2,}';

/** Takes out what reads well and cannot be meant: fillers among the instants, and ids that were rounded. They count as unreadable. */
export async function takeOutMisread(
  session: Session,
  {table, columns, failing}: Reading,
  first: number,
): Promise<void> {
  const wrong = new Map(
    columns.flatMap(({canonical, type}): [string, string][] => {
      if (canonical === null) return [];
      const name = quoteName(canonical);
      if (type === 'instant') return [[canonical, `(${name} not between ${YEARS[0]} and ${YEARS[1]})`]];
      // the search is a tenth of the expression's cost
      return type === 'id'
        ? [[canonical, `(contains(${name}, 'E+') and regexp_full_match(${name}, '${ROUNDED}'))`]]
        : [];
    }),
  );
  if (wrong.size === 0) return;
  const texts = failing.map(name => {
    const [condition, unread] = [wrong.get(name), unreadText(failing, name)];
    return condition === undefined ? unread : `if(${condition}, ${quoteName(name)}::varchar, ${unread})`;
  });
  const kept = [...wrong].map(([name, condition]) => `${quoteName(name)} = if(${condition}, null, ${quoteName(name)})`);
  await session.run(`update ${exportTable(table)} set ${[...kept, `${quoteName(UNREAD)} = ${unreadArray(texts)}`].join(', ')}
    where rowid >= ${first} and (${[...wrong.values()].join(' or ')})`);
}
