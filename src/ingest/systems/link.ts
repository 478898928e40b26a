import {quoteName, quoteText, type Session} from '../../engine/session.ts';
import {readSql} from '../../package-files.ts';
import {grouped, plural} from '../../words.ts';
import type {ExportTable} from '../export.ts';
import {exportTable} from '../read.ts';
import type {TableName} from '../tables.ts';
import {followContacts} from './follow.ts';
import {markMerged} from './merged.ts';
import type {Preset} from './preset.ts';

/** Tables whose rows belong to a lead. */
const LINKED: readonly TableName[] = [
  'activities',
  'dispositions',
  'signals',
  'owner_history',
  'stage_history',
  'field_history',
  'opportunities',
];

/** What a merged lead takes along (SPEC 13); its dispositions, owners and stages are not the survivor's. */
const MERGED_ALONG: readonly TableName[] = ['activities', 'signals', 'opportunities'];

/** Columns that name people, by table. */
const PEOPLE: readonly (readonly [TableName, string])[] = [
  ['leads', 'owner'],
  ['activities', 'actor'],
  ['dispositions', 'actor'],
  ['owner_history', 'old_owner'],
  ['owner_history', 'new_owner'],
  ['opportunities', 'owner'],
];

/**
 * Joins what several systems, or several objects of one, say about a lead: rows that name a contact, a record of another
 * system or an email are given the lead's own id. Counts what found its lead and what did not. A canonical export names its
 * leads itself and is left as it is. `dealsNamed`: a table of their contacts says whose the deals are.
 */
export async function linkSystems(
  session: Session,
  systems: readonly Preset[],
  tables: Readonly<Record<TableName, ExportTable>>,
): Promise<{notes: string[]; queues: string[]; dealsNamed: boolean}> {
  if (systems.length === 0) return {notes: [], queues: [], dealsNamed: false};
  const notes = tables.crosswalk.present ? await markMerged(session, systems) : [];
  await session.run(`create or replace table lead_keys as ${readSql('ingest/systems/lead_keys')}`);
  const followed = await followContacts(session, systems, tables);
  notes.push(...followed.notes);
  for (const table of LINKED) if (tables[table].present) notes.push(...(await linkTable(session, table, systems)));
  await session.run('drop table lead_keys');
  const people = PEOPLE.filter(([table]) => tables[table].present);
  if (tables.crosswalk.present)
    for (const [table, column] of people) notes.push(...(await linkPeople(session, table, column)));
  return {notes, queues: await queuesAmong(session, people, systems), dealsNamed: followed.named};
}

/** Whom a row names by the time of this column. Ids keep their case, emails do not; a row without a time is of the latest. */
function namedAt(column: string): string {
  const at = `coalesce(t.${quoteName(column)}, timestamp 'infinity')`;
  return `k.key = if(contains(t.lead_id, '@'), lower(t.lead_id), t.lead_id)
    and (k.from_at is null or ${at} >= k.from_at) and (k.until_at is null or ${at} < k.until_at)`;
}

async function linkTable(session: Session, table: TableName, systems: readonly Preset[]): Promise<string[]> {
  const name = exportTable(table);
  const named = namedAt(table === 'opportunities' ? 'created_at' : 'at');
  const stray = `t.lead_id is not null and not exists (select 1 from export_leads l where l.lead_id = t.lead_id)`;
  const allowed = MERGED_ALONG.includes(table) ? 'true' : `${MERGED} not in (k.rank, k.through)`;
  const by = await session.rows<{rank: number | null; through: number; rows: number; several: number}>(`
    select k.rank, k.through, count(*)::integer as rows, count(*) filter (k.leads > 1)::integer as several
    from ${name} t left join lead_keys k on ${named} and ${allowed}
    where ${stray} group by k.rank, k.through order by k.rank nulls last, k.through`);
  if (by.length === 0) return [];
  await session.run(`update ${name} as t set lead_id = k.lead_id from lead_keys k
    where ${named} and ${allowed} and ${stray}`);
  const found = by.filter(({rank}) => rank !== null);
  const several = found.reduce((sum, each) => sum + each.several, 0);
  const notes = found.map(
    ({rank, through, rows}) => `${table}: ${plural(rows, 'row')} joined to their lead ${how(rank ?? 0, through)}`,
  );
  if (several > 0)
    notes.push(`${table}: ${grouped(several)} of them of several leads with the same key, to the latest there was`);
  return [
    ...notes,
    ...(await dropContacts(session, table, stray, systems)),
    ...(await strayNote(session, table, stray)),
  ];
}

const HOW = [
  'its id',
  'the contact that it became',
  "another system's record",
  'its email',
  'its name',
  'an id that was merged into it',
];

/** Place of the last of these. */
const MERGED = 5;

/** By rank of its key; what stands for a record of another system has a rank of its own. */
function how(rank: number, through: number): string {
  return rank === 2 ? `through ${HOW[rank]}, by ${HOW[through]}` : `by ${HOW[rank]}`;
}

/** What hangs on a contact that no exported lead became is no part of the handoff, and no fault of the join. */
async function dropContacts(
  session: Session,
  table: TableName,
  stray: string,
  systems: readonly Preset[],
): Promise<string[]> {
  const marks = systems.flatMap(({contact_ids}) => contact_ids);
  // a deal without a lead is a finding, not a stray
  if (marks.length === 0 || table === 'opportunities') return [];
  const contact = marks.map(mark => `starts_with(t.lead_id, ${quoteText(mark)})`).join(' or ');
  const {rows} = await session.row<{rows: number}>(
    `select count(*)::integer as rows from ${exportTable(table)} t where (${contact}) and ${stray}`,
  );
  if (rows === 0) return [];
  await session.run(`delete from ${exportTable(table)} as t where (${contact}) and ${stray}`);
  return [`${table}: ${plural(rows, 'row')} on contacts that no exported lead became, left out`];
}

async function strayNote(session: Session, table: TableName, stray: string): Promise<string[]> {
  const {rows} = await session.row<{rows: number}>(
    `select count(*)::integer as rows from ${exportTable(table)} t where ${stray}`,
  );
  return rows === 0 ? [] : [`${table}: ${plural(rows, 'row')} of no exported lead`];
}

/** A user of another system is the CRM's user of the same email; the model knows people by their emails too. */
async function linkPeople(session: Session, table: TableName, column: string): Promise<string[]> {
  const named = `t.${quoteName(column)}`;
  const theirs = `(select other_id, min(email) as email from export_crosswalk where kind = 'user' group by other_id) c`;
  const foreign = `c.other_id = ${named} and not exists (select 1 from export_users u where u.user_id = ${named})`;
  const {rows, strangers} = await session.row<{rows: number; strangers: number}>(`
    select count(*)::integer as rows, count(*) filter (not coalesce(lower(c.email) in (select lower(email) from export_users), false))::integer as strangers
    from ${exportTable(table)} t join ${theirs} on ${foreign}`);
  if (rows === 0) return [];
  await session.run(`update ${exportTable(table)} as t set ${quoteName(column)} = c.email
    from ${theirs} where c.email is not null and ${foreign}`);
  const unknown = strangers === 0 ? '' : `; ${grouped(strangers)} of them of users that the CRM does not have`;
  return [`${table}: ${plural(rows, 'row')} whose ${column} is another system's user, known by its email${unknown}`];
}

/** Owners whose ids their system marks as queues. */
async function queuesAmong(
  session: Session,
  people: readonly (readonly [TableName, string])[],
  systems: readonly Preset[],
): Promise<string[]> {
  const marks = systems.flatMap(({queue_ids}) => queue_ids);
  if (marks.length === 0 || people.length === 0) return [];
  const texts = people.map(([table, column]) => `select ${quoteName(column)} as owner from ${exportTable(table)}`);
  const marked = marks.map(mark => `starts_with(owner, ${quoteText(mark)})`).join(' or ');
  const rows = await session.rows<{owner: string}>(
    `select distinct owner from (${texts.join(' union all ')}) where ${marked} order by owner`,
  );
  return rows.map(({owner}) => owner);
}
