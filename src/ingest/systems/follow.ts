import {quoteText, type Session} from '../../engine/session.ts';
import {grouped, plural} from '../../words.ts';
import type {ExportTable} from '../export.ts';
import type {TableName} from '../tables.ts';
import type {Preset} from './preset.ts';

/**
 * Follows every contact that a record names, in one cell or through a table of its own, to the leads that `lead_keys` knows. An
 * activity becomes one for each: the first keeps its id, the others have their lead's behind it. A deal stays one, for its money
 * must not count twice; whose it is the model decides (SPEC 5: the latest cycle that began before it), from the leads kept in
 * the crosswalk.
 */
export async function followContacts(
  session: Session,
  systems: readonly Preset[],
  tables: Readonly<Record<TableName, ExportTable>>,
): Promise<string[]> {
  const separators = systems.flatMap(({several}) => several ?? []);
  if (separators.length === 0) return [];
  const notes: string[] = [];
  for (const separator of separators) {
    if (tables.activities.present) notes.push(...(await followActivities(session, separator)));
    if (tables.opportunities.present) notes.push(...(await followDeals(session, separator)));
  }
  return notes;
}

/** `followed`: one row per record that names contacts and lead among them, in the order in which it names them. */
async function createFollowed(session: Session, table: string, separator: string): Promise<void> {
  const parts = `string_split(t.lead_id, ${quoteText(separator)})`;
  await session.run(`
    create or replace table followed as
    with
    cells as (
        select t.rowid as row_no, trim(unnest(${parts})) as contact, generate_subscripts(${parts}, 1) as place
        from ${table} t
        where contains(t.lead_id, ${quoteText(separator)})
        union all
        select t.rowid, c.lead_id, row_number() over (partition by t.rowid order by c.lead_id)
        from ${table} t
        join export_crosswalk c on c.kind = 'engagement' and c.other_id = t.lead_id
    ),

    leads as (
        -- two contacts that have become one are one lead
        select c.row_no, coalesce(l.merged_into, l.lead_id) as lead_id, min(c.place) as place
        from cells c
        join lead_keys k on k.key = c.contact and k.until_at is null
        join export_leads l on l.lead_id = k.lead_id
        group by all
    )

    select
        row_no,
        lead_id,
        row_number() over (partition by row_no order by place, lead_id) as nth,
        count(*) over (partition by row_no) as leads
    from leads`);
}

async function followActivities(session: Session, separator: string): Promise<string[]> {
  await createFollowed(session, 'export_activities', separator);
  const {rows, more} = await session.row<{rows: number; more: number}>(
    `select count(*) filter (nth = 2)::integer as rows, count(*) filter (nth > 1)::integer as more from followed`,
  );
  await session.run(`
    insert into export_activities
    select a.* replace (f.lead_id as lead_id, a.activity_id || ':' || f.lead_id as activity_id)
    from followed f
    join export_activities a on a.rowid = f.row_no
    where f.nth > 1
    order by f.row_no, f.nth`);
  await session.run(`
    update export_activities as a set lead_id = f.lead_id
    from followed f
    where f.row_no = a.rowid and f.nth = 1 and (f.leads > 1 or contains(a.lead_id, ${quoteText(separator)}))`);
  await keepFirst(session, 'export_activities', 'lead_id', separator);
  await session.run('drop table followed');
  return rows === 0
    ? []
    : [`activities: ${plural(rows, 'row')} of several leads, read once for each of them: ${grouped(more)} more`];
}

async function followDeals(session: Session, separator: string): Promise<string[]> {
  await createFollowed(session, 'export_opportunities', separator);
  const {rows} = await session.row<{rows: number}>('select count(*) filter (nth = 2)::integer as rows from followed');
  await session.run(`
    insert into export_crosswalk (other_id, lead_id, kind)
    select o.opportunity_id, f.lead_id, 'deal'
    from followed f
    join export_opportunities o on o.rowid = f.row_no
    where f.leads > 1
    order by f.row_no, f.nth`);
  await session.run(`
    update export_opportunities as o set lead_id = f.lead_id, contact_id = f.lead_id
    from followed f
    where f.row_no = o.rowid and f.nth = 1`);
  for (const column of ['lead_id', 'contact_id']) await keepFirst(session, 'export_opportunities', column, separator);
  await session.run('drop table followed');
  return rows === 0
    ? []
    : [
        `opportunities: ${plural(rows, 'row')} of several leads; each is of the one whose latest handoff began before it, and counts once`,
      ];
}

/** Contacts of whom none is an exported lead: the first stands for them. */
async function keepFirst(session: Session, table: string, column: string, separator: string): Promise<void> {
  await session.run(`update ${table} set ${column} = trim(split_part(${column}, ${quoteText(separator)}, 1))
    where contains(${column}, ${quoteText(separator)})`);
}
