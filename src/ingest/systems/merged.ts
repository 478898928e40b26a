import {quoteText, type Session} from '../../engine/session.ts';
import {readSql} from '../../package-files.ts';
import {plural} from '../../words.ts';
import type {Preset} from './preset.ts';

/**
 * A survivor that names what it took in, several ids in one cell, becomes one row of the crosswalk for each id. Where an older file
 * still has a row of such a lead, that lead is merged; what else names it is the survivor's (`lead_keys`).
 */
export async function markMerged(session: Session, systems: readonly Preset[]): Promise<string[]> {
  const [separator] = systems.flatMap(({several}) => several ?? []);
  const parts = separator === undefined ? '[other_id]' : `string_split(other_id, ${quoteText(separator)})`;
  await session.run(`create or replace table merged_parts as
    select distinct trim(unnest(${parts})) as other_id, lead_id from export_crosswalk where kind = 'merged'`);
  await session.run(`create or replace table merged_ids as ${readSql('ingest/systems/merged_ids')}`);
  await session.run(`delete from export_crosswalk where kind = 'merged'`);
  await session.run(`insert into export_crosswalk (other_id, lead_id, kind)
    select other_id, lead_id, 'merged' from merged_ids order by other_id`);
  const {rows} = await session.row<{rows: number}>(`
    select count(*)::integer as rows
    from export_leads l
    join merged_ids m on m.other_id = l.lead_id
    where l.merged_into is null`);
  await session.run(`update export_leads as l set merged_into = m.lead_id from merged_ids m
    where m.other_id = l.lead_id and l.merged_into is null`);
  await session.run('drop table merged_parts; drop table merged_ids');
  return rows === 0 ? [] : [`leads: ${plural(rows, 'row')} of leads that another lead took in, by its own row`];
}
