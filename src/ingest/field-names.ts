import type {Session} from '../engine/session.ts';
import type {ColumnAccount} from '../result.ts';
import {plural} from '../words.ts';
import type {ExportTable} from './export.ts';
import {columnKey} from './names.ts';
import {exportTable} from './read.ts';
import type {TableName} from './tables.ts';

/** Unknown fields that a note names, the most frequent first. */
const MOST_NAMED = 5;

/**
 * A history names fields as their system does: `NumberOfEmployees`, `jobtitle`. Gives each the name of the leads' column that the
 * same header feeds, and answers a note on those that no column of the leads has.
 */
export async function nameFields(
  session: Session,
  tables: Readonly<Record<TableName, ExportTable>>,
  mapping: readonly ColumnAccount[],
): Promise<string[]> {
  if (!tables.field_history.present) return [];
  const table = exportTable('field_history');
  const names = [...fieldNames(tables.leads, mapping)].map(([key, field]) => ({key, field}));
  await session.run(
    `update ${table} as h set field = n.field
     from (select unnest(from_json($names, '[{"key": "VARCHAR", "field": "VARCHAR"}]'), recursive := true)) n
     where n.key = ${KEY}`,
    {names: JSON.stringify(names)},
  );
  const unknown = await session.rows<{field: string; rows: number; fields: number; all: number}>(
    `select h.field, count(*)::integer as rows, count(*) over ()::integer as fields, (sum(count(*)) over ())::integer as "all"
     from ${table} h
     where h.field not in (select unnest(from_json($fields, '["VARCHAR"]')))
     group by h.field
     order by rows desc, h.field
     limit ${MOST_NAMED}`,
    {fields: JSON.stringify(names.map(({field}) => field))},
  );
  const [first] = unknown;
  if (first === undefined) return [];
  const more = first.fields > unknown.length ? `, … (${first.fields} fields)` : '';
  return [
    `field_history: ${plural(first.all, 'change')} of fields that the leads do not have: ${unknown.map(({field}) => field).join(', ')}${more}`,
  ];
}

/** `columnKey` in SQL. */
const KEY = "regexp_replace(lower(nfc_normalize(h.field)), '[^\\p{L}\\p{N}]', '', 'g')";

/** Key to column: the leads' own columns first, then the headers that feed them. */
function fieldNames(leads: ExportTable, mapping: readonly ColumnAccount[]): Map<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, field: string) => {
    const key = columnKey(name);
    if (!names.has(key)) names.set(key, field);
  };
  for (const column of [...leads.columns, ...leads.attributes]) add(column, column);
  for (const {table, column, header} of mapping) {
    if (table !== 'leads' || column === null) continue;
    add(header, column);
    // a connector's copy of HubSpot says property_jobtitle for what the history calls jobtitle
    add(header.replace(/^property_/, ''), column);
  }
  return names;
}
