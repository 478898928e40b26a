import type {ExportMapping, TableMapping} from './definitions.ts';
import type {WrittenTable} from './schema/export.ts';
import type {WrittenDefinitions} from './schema/schema.ts';
import {shareOf} from './units.ts';

export function normaliseExport(written: WrittenDefinitions['export']): ExportMapping {
  const tables = Object.entries(written?.tables ?? {}).flatMap(([name, table]) =>
    table === undefined ? [] : [[name, tableOf(table)] as const],
  );
  return {
    system: written?.system ?? null,
    source_time_zone: written?.source_time_zone ?? null,
    max_rejected: shareOf(written?.max_rejected, 0.05),
    tables: Object.fromEntries(tables),
  };
}

function tableOf({files, columns, dates, source_time_zone, values}: WrittenTable): TableMapping {
  return {
    files: files ?? [],
    columns: given(columns ?? {}),
    dates: dates ?? null,
    source_time_zone: source_time_zone ?? null,
    values: given(values ?? {}),
  };
}

function given<T>(entries: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
