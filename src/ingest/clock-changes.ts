import {quoteName, quoteText, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import {castRelation} from './cast.ts';
import {exportTable, type Read, type Reading} from './read.ts';

/** A change of a zone's clock: local times from `from` (inclusive) to `to` stand twice or not at all. */
interface ClockChange {
  from: string;
  to: string;
  at: string;
  until: string;
}

/**
 * Notes about cells without an offset in an hour that the zone's clock repeats or skips: the later instant is taken
 * (METHODS 0.2). The file is read again only where an instant lies beside a change at all.
 */
export async function noteClockChanges(session: Session, reading: Reading, read: Read): Promise<string[]> {
  const notes: string[] = [];
  for (const each of read.readings) {
    const zone = each.instant?.zone ?? null;
    if (each.instant === null || zone === null || zone === 'UTC') continue;
    const changes = await changesNear(session, reading, read, each.column.target, zone);
    if (changes.length === 0) continue;
    // as if local were UTC, and nothing else: the wall clock of the cells without an offset
    const local = {...each, instant: {...each.instant, zone: 'UTC', dayZone: 'UTC'}};
    const ranges = changes
      .map(({from, to}) => `(wall >= timestamp '${from}' and wall < timestamp '${to}')`)
      .join(' or ');
    const cell = `c${each.column.place}`;
    const naive = `(select ${cell} from ${read.relation} where regexp_matches(${cell}, ':[0-9]{2}')
      and not regexp_matches(${cell}, '(?i)(z|utc|gmt|[+-][0-9]{2}(:?[0-9]{2})?)\\s*$'))`;
    const {cells} = await session.row<{cells: number}>(
      `select count(*) as cells from (select t0 as wall from ${castRelation(naive, [local])}) where ${ranges}`,
    );
    if (cells === 0) continue;
    notes.push(
      `${reading.source.file.path}: ${plural(cells, 'time')} of ${each.column.target} in an hour that the clock of ${zone} repeats or skips; of two instants the later is taken`,
    );
  }
  return notes;
}

/** Changes of the zone's clock that some value of the column lies beside. */
async function changesNear(
  session: Session,
  {table}: Reading,
  read: Read,
  column: string,
  zone: string,
): Promise<ClockChange[]> {
  const [name, place] = [quoteName(column), `rowid >= ${read.first} and rowid < ${read.first + read.rows}`];
  const {first, last} = await session.row<{first: string | null; last: string | null}>(
    `select min(${name}) as first, max(${name}) as last from ${exportTable(table)} where ${place}`,
  );
  if (first === null || last === null) return [];
  const changes = await session.rows<ClockChange>(`
    with hours as (
      select unnest(generate_series(date_trunc('day', timestamp '${plain(first)}') - interval 1 day, timestamp '${plain(last)}' + interval 1 day, interval 1 hour)) as utc
    ), clocks as (select utc, timezone(${quoteText(zone)}, timezone('UTC', utc)) as wall from hours),
    steps as (select utc, wall, lag(wall) over (order by utc) + interval 1 hour as expected from clocks)
    select least(wall, expected)::varchar as "from", greatest(wall, expected)::varchar as "to",
      utc::varchar as "at", (utc + (greatest(wall, expected) - least(wall, expected)))::varchar as "until"
    from steps where wall <> expected order by utc`);
  const near: ClockChange[] = [];
  for (const change of changes) {
    const {beside} = await session.row<{beside: boolean}>(`select count(*) > 0 as beside from ${exportTable(table)}
      where ${place} and ${name} >= timestamp '${change.at}' and ${name} < timestamp '${change.until}'`);
    if (beside) near.push(change);
  }
  return near;
}

function plain(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '');
}
