import {quoteName, type Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {grouped, percent} from '../words.ts';

/** A column that says when a field was last changed. */
interface Companion {
  field: string;
  column: string;
}

/**
 * A field changed after the handoff in more than this share of the wins, or of the others, is not what it was at the handoff
 * (METHODS 7, 1, which names no share). Below it a prevalence can be off by 5 points at most, and 100 wins show no less than 14
 * (METHODS 7, 3).
 */
const MOST_CHANGED = 0.05;

interface Modified {
  /** Fields not to be used, each with the reason. */
  changed: ReadonlyMap<string, string>;
  /** One sentence for each column whose times cannot be read. */
  unread: readonly string[];
}

/** What the export itself shows was changed after the handoff. */
export async function changedAfterHandoff(
  session: Session,
  source: Export,
  fields: readonly string[],
): Promise<Modified> {
  const changed = new Map<string, string>();
  const unread: string[] = [];
  const dated = await datedFields(session);
  for (const {field, column} of companionsOf(source, fields)) {
    // judged as it was at the handoff
    if (dated.has(field)) continue;
    const row = await session.row<Changed>(changes(column));
    if (row.written > 0 && row.read === 0)
      unread.push(
        `Whether ${field} changed after the handoff cannot be told: the times in ${column} are not written like 2026-09-30 14:05.`,
      );
    const shares = [row.wins_changed / Math.max(1, row.wins), row.others_changed / Math.max(1, row.others)];
    if (Math.max(...shares) <= MOST_CHANGED) continue;
    const [wins, others] = shares.map(share => percent(share));
    changed.set(
      field,
      `${column}: changed after the handoff in ${wins} of the wins (${row.wins_changed} of ${grouped(row.wins)}) and ${others} of the others (${grouped(row.others_changed)} of ${grouped(row.others)}): a leak`,
    );
  }
  return {changed, unread};
}

async function datedFields(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{field: string}>('select distinct field from stg_field_history order by field');
  return new Set(rows.map(({field}) => field));
}

interface Changed {
  written: number;
  read: number;
  wins: number;
  others: number;
  wins_changed: number;
  others_changed: number;
}

// one row; a day's grace: nobody says in which zone such a column is written, and a handoff may fill a field in
const changes = (column: string) => /* sql */ `
  with stamped as (
      select s.won, s.handoff_at, l.${quoteName(column)}::varchar as written, try_cast(l.${quoteName(column)}::varchar as timestamp) as changed_at
      from derive_sample s join stg_leads l using (lead_key)
  )
  select
      count(written)::integer as written,
      count(changed_at)::integer as read,
      count(*) filter (won)::integer as wins,
      count(*) filter (not won)::integer as others,
      count(*) filter (won and changed_at > handoff_at + interval 1 day)::integer as wins_changed,
      count(*) filter (not won and changed_at > handoff_at + interval 1 day)::integer as others_changed
  from stamped`;

/**
 * `industry_last_modified`, `Industry Updated At`, `Last Modified Industry`: beside the field's canonical name or its header. A
 * record's own `last_modified` says nothing of one field.
 */
export function companionsOf(
  {tables, mapping}: Pick<Export, 'tables' | 'mapping'>,
  fields: readonly string[],
): Companion[] {
  return fields.flatMap(field => {
    const headers = mapping.flatMap(({table, column, header}) =>
      table === 'leads' && column === field ? [header] : [],
    );
    const names = new Set([field, ...headers].map(bare));
    const column = tables.leads.attributes.find(attribute => names.has(fieldIn(attribute) ?? ''));
    return column === undefined ? [] : [{field, column}];
  });
}

const CHANGED = '(?:last)?(?:modified|updated|changed)(?:date|time|datetime|at|on)?';

/** The field that a column of change times is about; null where it is none. */
function fieldIn(column: string): string | null {
  const name = bare(column);
  const [, before, after] = new RegExp(`^(?:(.+?)${CHANGED}|${CHANGED}(.+))$`).exec(name) ?? [];
  return before ?? after ?? null;
}

/** Letters and digits; without Salesforce's mark of a custom field. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
