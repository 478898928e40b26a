import {quoteText, type Session} from '../../engine/session.ts';
import {grouped, plural} from '../../words.ts';
import type {ExportTable} from '../export.ts';
import type {TableName} from '../tables.ts';
import type {Preset} from './preset.ts';

/** Rows of the crosswalk that name a contact of a deal, and one of an engagement. */
const [DEAL, ENGAGEMENT] = ['deal_contact', 'engagement'] as const;

/**
 * Follows every contact that a record names, in one cell or through a table of its own, to the leads that `lead_keys` knows. An
 * activity becomes one for each: the first keeps its id, the others have their lead's behind it. A deal stays one, for its money
 * must not count twice; whose it is the model decides (SPEC 5: the latest cycle that began before it), from the leads kept in
 * the crosswalk. `named`: a table says whose the deals are.
 */
export async function followContacts(
  session: Session,
  systems: readonly Preset[],
  tables: Readonly<Record<TableName, ExportTable>>,
): Promise<{notes: string[]; named: boolean}> {
  const separators = [...new Set(systems.flatMap(({several}) => several ?? []))];
  const notes: string[] = [];
  if (separators.length > 0 && tables.activities.present) notes.push(...(await followActivities(session, separators)));
  const named = tables.opportunities.present && tables.crosswalk.present && (await hasDealContacts(session));
  if (tables.opportunities.present && (separators.length > 0 || named))
    notes.push(...(await followDeals(session, separators)));
  return {notes, named};
}

async function hasDealContacts(session: Session): Promise<boolean> {
  const {found} = await session.row<{found: boolean}>(
    `select exists (select 1 from export_crosswalk where kind = '${DEAL}') as found`,
  );
  return found;
}

/** One row per record of the table and contact in its cell, where the cell has several. */
function inCells(table: string, separator: string): string {
  const parts = `string_split(t.lead_id, ${quoteText(separator)})`;
  return `
    select t.rowid as row_no, trim(unnest(${parts})) as contact, generate_subscripts(${parts}, 1) as place
    from ${table} t
    where contains(t.lead_id, ${quoteText(separator)})`;
}

/** The same of a table of contacts, in which the record goes by the id in this column. */
function inTable(table: string, id: string, kind: typeof DEAL | typeof ENGAGEMENT): string {
  return `
    select t.rowid as row_no, c.lead_id as contact, row_number() over (partition by t.rowid order by c.lead_id) as place
    from ${table} t
    join export_crosswalk c on c.kind = '${kind}' and c.other_id = t.${id}`;
}

/** The contact that a deal names itself, where a table names others. */
const OWN_CONTACT = `
    select t.rowid as row_no, t.lead_id as contact, 0 as place
    from export_opportunities t
    where t.lead_id is not null
        and exists (select 1 from export_crosswalk c where c.kind = '${DEAL}' and c.other_id = t.opportunity_id)`;

/** `followed`: one row per record that names contacts and lead among them, in the order in which it names them. */
async function createFollowed(session: Session, named: readonly string[]): Promise<void> {
  await session.run(`
    create or replace table followed as
    with
    cells as (${named.join('\n    union all')}),

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

async function followActivities(session: Session, separators: readonly string[]): Promise<string[]> {
  const table = 'export_activities';
  await createFollowed(session, [
    ...separators.map(separator => inCells(table, separator)),
    inTable(table, 'lead_id', ENGAGEMENT),
  ]);
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
    where f.row_no = a.rowid and f.nth = 1 and (f.leads > 1 or ${holdsSeveral('a.lead_id', separators)})`);
  for (const separator of separators) await keepFirst(session, table, 'lead_id', separator);
  await session.run('drop table followed');
  return rows === 0
    ? []
    : [`activities: ${plural(rows, 'row')} of several leads, read once for each of them: ${grouped(more)} more`];
}

async function followDeals(session: Session, separators: readonly string[]): Promise<string[]> {
  const table = 'export_opportunities';
  await createFollowed(session, [
    ...separators.map(separator => inCells(table, separator)),
    inTable(table, 'lead_id', ENGAGEMENT),
    inTable(table, 'opportunity_id', DEAL),
    OWN_CONTACT,
  ]);
  const {rows} = await session.row<{rows: number}>('select count(*) filter (nth = 2)::integer as rows from followed');
  await session.run(`
    insert into export_crosswalk (other_id, lead_id, kind)
    select o.opportunity_id, f.lead_id, 'deal'
    from followed f
    join export_opportunities o on o.rowid = f.row_no
    where f.leads > 1
    order by f.row_no, f.nth`);
  await session.run(`
    update export_opportunities as o
    set
        lead_id = f.lead_id,
        -- a contact of its own that is no lead stays: a lead may have become it
        contact_id = if(o.contact_id = o.lead_id, f.lead_id, o.contact_id)
    from followed f
    where f.row_no = o.rowid and f.nth = 1`);
  for (const column of ['lead_id', 'contact_id'])
    for (const separator of separators) await keepFirst(session, table, column, separator);
  await session.run('drop table followed');
  return rows === 0
    ? []
    : [
        `opportunities: ${plural(rows, 'row')} of several leads; each is of the one whose latest handoff began before it, and counts once`,
      ];
}

function holdsSeveral(column: string, separators: readonly string[]): string {
  return separators.map(separator => `contains(${column}, ${quoteText(separator)})`).join(' or ');
}

/** Contacts of whom none is an exported lead: the first stands for them. */
async function keepFirst(session: Session, table: string, column: string, separator: string): Promise<void> {
  await session.run(`update ${table} set ${column} = trim(split_part(${column}, ${quoteText(separator)}, 1))
    where contains(${column}, ${quoteText(separator)})`);
}
