import {stringify} from 'yaml';
import type {Session} from '../../engine/session.ts';
import {Problem} from '../../problem.ts';
import type {Draft} from '../../result.ts';
import type {TablePlan} from '../plan.ts';
import type {Source} from '../source.ts';
import type {TableName} from '../tables.ts';
import {suggestMappings} from './suggest.ts';

/**
 * The drafts as a section to paste into the definitions. Files that feed a table already by their name stay in its list, which
 * would otherwise leave them out. A table's columns have one header each, so a further file with other headers is a comment.
 */
export function draftSection(
  drafts: readonly Draft[],
  plans: Readonly<Record<TableName, TablePlan>> | null,
): readonly string[] {
  if (drafts.length === 0) return [];
  const tables = [...new Set(drafts.map(({table}) => table))];
  const fed = (table: string) =>
    (plans?.[table as TableName].readings ?? []).flatMap(({source, won}) =>
      source.preset === undefined && !won ? [source.file.path] : [],
    );
  return ['export:', '  tables:', ...tables.flatMap(table => tableLines(table, drafts, fed(table)))];
}

/** The refusal of an export without usable leads, with the drafts for what it has instead. */
export async function withDraft(session: Session, refusal: Problem, unknown: readonly Source[]): Promise<Problem> {
  const section = draftSection(await suggestMappings(session, unknown, false), null);
  if (section.length === 0) return refusal;
  const title = 'A draft of a mapping, by names and values alone; check it before it goes into the definitions:';
  return new Problem(refusal.message, [...refusal.details, title, ...section]);
}

function tableLines(table: string, drafts: readonly Draft[], fed: readonly string[]): string[] {
  // the most complete first: its headers are those of the section
  const own = drafts.filter(draft => draft.table === table).sort((a, b) => a.missing.length - b.missing.length);
  const headers = new Map<string, string>();
  const [alike, others]: [Draft[], Draft[]] = [[], []];
  for (const draft of own) {
    const same = draft.columns.every(({column, header}) => (headers.get(column) ?? header) === header);
    (same ? alike : others).push(draft);
    if (same) for (const {column, header} of draft.columns) headers.set(column, header);
  }
  const shown = new Set<string>();
  const columns = alike.flatMap(draft =>
    draft.columns.flatMap(({column, header, why}) => {
      if (shown.has(column)) return [];
      shown.add(column);
      return [`        # ${oneLine(why)}`, `        ${column}: ${scalar(header)}`];
    }),
  );
  const missing = [...new Set(alike.flatMap(draft => draft.missing))].filter(column => !shown.has(column));
  return [
    `    ${table}:`,
    `      files: [${[...fed, ...alike.map(({path}) => path)].map(scalar).join(', ')}]`,
    '      columns:',
    ...columns,
    ...missing.map(column => `        # ${column}: no header looks like it, and ${table} needs it`),
    ...others.map(
      ({path}) => `      # ${oneLine(path)} looks like ${table} too, under other headers: give it the same ones`,
    ),
  ];
}

/** In double quotes, as JSON: plain YAML would read some headers as something else. */
function scalar(text: string): string {
  return stringify(text, {defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0}).trimEnd();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
