import {quoteText, type Session} from '../../engine/session.ts';
import {trimmedSql} from '../cast.ts';
import {partsSql} from '../instants.ts';
import {centsSql, numberText} from '../numbers.ts';
import type {Source} from '../source.ts';
import type {ColumnType, TableName} from '../tables.ts';

/** What the first rows of a column look like; shares are of its filled cells. */
export interface Look {
  filled: number;
  /** Every row has a value, and no two the same. */
  unique: boolean;
  emails: number;
  times: number;
  booleans: number;
  numbers: number;
  /** Values that are ids of leads, and those that name a user. */
  leads: number;
  users: number;
}

const SAMPLE = 1000;

/** From here on a column is what most of its cells are. */
export const MOST = 0.9;

const BOOLEANS = ['true', 'false', 'yes', 'no', 'y', 'n', '1', '0', 't', 'f'].map(quoteText).join(', ');

/** Looks of every column, from the first rows alone. `known`: the export's leads and users have been read. */
export async function looksOf(session: Session, source: Source, known: boolean): Promise<Look[]> {
  const cells = source.headers.map((_, place) => `nullif(${trimmedSql(`c${place}`)}, '')`);
  const rows = await session.rows<Record<keyof Omit<Look, 'unique'> | 'sampled' | 'kinds', number>>(`
    with cells as materialized (
        select unnest(range(${cells.length})) as place, unnest([${cells.join(', ')}]) as v
        from (from ${source.relation} limit ${SAMPLE})
    ),

    -- of a million ids only those that the sample has
    lead_ids as (${known ? 'select lead_id from export_leads where lead_id in (select v from cells)' : 'select null as lead_id'}),

    people as (${known ? 'select lower(unnest([user_id, email, name])) as person from export_users' : 'select null as person'})

    select
        count(*)::integer as sampled,
        count(v)::integer as filled,
        count(distinct v)::integer as kinds,
        count(*) filter (regexp_full_match(v, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+'))::integer as emails,
        count(*) filter (${partsSql('v')}.a <> '')::integer as times,
        count(*) filter (lower(v) in (${BOOLEANS}))::integer as booleans,
        count(${centsSql(numberText('point', 'v'))})::integer as numbers,
        count(*) filter (v in (select lead_id from lead_ids))::integer as leads,
        count(*) filter (lower(v) in (select person from people))::integer as users
    from cells
    group by place
    order by place`);
  return rows.map(({sampled, kinds, filled, ...counts}) => {
    const share = (count: number) => (filled === 0 ? 0 : count / filled);
    const {emails, times, booleans, numbers, leads, users} = counts;
    return {
      filled,
      unique: sampled > 1 && kinds === sampled,
      emails: share(emails),
      times: share(times),
      booleans: share(booleans),
      numbers: share(numbers),
      leads: share(leads),
      users: share(users),
    };
  });
}

/** May a column of this look be the canonical one? An empty column may be anything. */
export function mayBe(look: Look, table: TableName, column: string, type: ColumnType, known: boolean): boolean {
  if (look.filled === 0) return true;
  if (column === 'email') return look.emails >= MOST;
  if (column === 'lead_id') return table === 'leads' ? look.unique && look.times < MOST : !known || look.leads >= MOST;
  if (type === 'instant') return look.times >= MOST;
  if (type === 'boolean') return look.booleans >= MOST;
  if (type === 'number' || type === 'cents') return look.numbers >= MOST;
  return look.times < MOST;
}
