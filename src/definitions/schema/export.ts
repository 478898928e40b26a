import type {z} from 'zod';
import {CANONICAL, EXPORT_TABLES} from '../../ingest/tables.ts';
import {list, named, oneOf, section, share, text, timeZone} from './values.ts';

/** Canonical tables by name; closed_won has the columns of opportunities (SPEC 3). */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(EXPORT_TABLES.map(table => [table, Object.keys(CANONICAL[table])])),
  closed_won: Object.keys(CANONICAL.opportunities),
};

const header = text('the header in the file').meta({id: 'header'});

const spellings = named(list(text(), 'texts'), 'canonical value to the texts that mean it').meta({id: 'spellings'});

function table(columns: readonly string[]) {
  const byColumn = <T extends z.ZodType>(value: T) =>
    section(Object.fromEntries(columns.map(column => [column, value.optional()])));
  return section({
    files: list(text(), 'file names').optional().describe('File names or globs, relative to the export.'),
    columns: byColumn(header).optional().describe('Canonical column to the header in the file.'),
    dates: oneOf(['dmy', 'mdy', 'ymd']).optional().describe('How slashed or dotted dates are written.'),
    source_time_zone: timeZone().optional().describe('Zone of times without an offset, for this table.'),
    values: byColumn(spellings).optional().describe('Canonical column to canonical value to the texts that mean it.'),
  });
}

export interface WrittenTable {
  files?: string[] | undefined;
  columns?: Record<string, string | undefined> | undefined;
  dates?: 'dmy' | 'mdy' | 'ymd' | undefined;
  source_time_zone?: string | undefined;
  values?: Record<string, Record<string, string[]> | undefined> | undefined;
}

const tables = section(
  Object.fromEntries(
    Object.entries(TABLES).map(([name, columns]) => [
      name,
      table(columns).optional().describe(`Where ${name} comes from.`),
    ]),
  ),
) as z.ZodType<Record<string, WrittenTable | undefined>>;

export const exportMapping = section({
  system: text().optional().describe('The CRM the export comes from, where it is not recognised.'),
  source_time_zone: timeZone().optional().describe('Zone of times without an offset.'),
  max_rejected: share()
    .optional()
    .describe('The audit refuses to run when more rows than this are rejected. Default 5%.'),
  tables: tables.optional().describe('Only where recognition needs help.'),
}).describe('Help for reading the export.');
