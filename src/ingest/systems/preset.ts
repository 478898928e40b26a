import {readdirSync, readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {z} from 'zod';
import {packagePath} from '../../package-files.ts';
import {nearest} from '../../problem.ts';
import {CANONICAL, TABLE_NAMES, type TableName} from '../tables.ts';

/** A header, or several spellings of it (older labels, other languages): the first that the file has is meant. */
const header = z.union([z.string(), z.array(z.string()).nonempty()]);

/** True of a row where the cell of the header fits. A header the file lacks fits nothing but `present: false`. */
const condition = z.strictObject({
  header,
  in: z.array(z.string()).nonempty().optional(),
  starts: z.array(z.string()).nonempty().optional(),
  present: z.boolean().optional(),
  /** Filled, and none of these. */
  other_than: z.array(z.string()).nonempty().optional(),
  /** Filled, and no id of the system. */
  no_id: z.literal(true).optional(),
});

/** What one cell becomes; `values` leaves what it does not list as it is unless `else` says otherwise. */
const cell = z.strictObject({
  from: header,
  /** Canonical text to the texts that mean it; `else` alone stands for whatever is filled. */
  values: z.record(z.string(), z.array(z.string()).nonempty()).optional(),
  else: z.string().nullable().optional(),
  /** Stands for a blank cell. */
  blank: z.string().optional(),
  /** The value of this key, where the cell is a JSON object. */
  json: z.string().optional(),
  /** The first part of a cell that holds several, cut at this text. */
  first_part: z.string().optional(),
  /** The first of a JSON array, or of a Python-like list; any other cell as it is. */
  json_first: z.literal(true).optional(),
  /** An id of that other system, compared in its way. */
  id_of: z.string().optional(),
  /** Put before the cell: ids of two systems must not meet by chance. */
  prefix: z.string().optional(),
});

/** The filled cells with a space between. */
const join = z.strictObject({join: z.array(header).nonempty()});

const expression = z.union([
  header,
  cell,
  join,
  z.strictObject({is: z.string()}),
  /** The first of a row that is filled. */
  z.strictObject({first_of: z.array(z.union([header, cell, join])).nonempty()}),
  /** True where any of the conditions holds, else false. */
  z.strictObject({true_if: z.array(condition).nonempty()}),
]);

const feed = z.strictObject({
  table: z.enum(TABLE_NAMES as [TableName, ...TableName[]]),
  /** Leads of a marketing system are not read twice where the CRM's own leads are there. */
  unless_crm: z.boolean().default(false),
  /** Rows that say nothing about this table, each with the reason it is counted under. */
  leave_out: z
    .array(
      z.strictObject({
        /** Asked only of files that have this header: where nobody says, nothing is left out. */
        given: header.optional(),
        when: z.array(condition).nonempty(),
        because: z.string(),
      }),
    )
    .default([]),
  columns: z.record(z.string(), expression),
});

const object = z.strictObject({
  name: z.string(),
  /** Whether its header was seen in a real file, in the exporter's code or documentation, or nowhere. */
  verified: z.enum(['file', 'code', 'documentation', 'unseen']),
  /** Any of these sets of headers is enough to know it. */
  headers: z.array(z.array(header).nonempty()).nonempty(),
  /** Stems of its file, as `file_names` compare; where its headers are nothing special the name must fit. */
  files: z.array(z.string()).default([]),
  named: z.boolean().default(false),
  /** UTC, or the zone of whoever exported it, which nobody but the user can say. */
  zone: z.enum(['UTC', 'user']),
  /** What must be said aloud of a file that lacks a header. */
  without: z.array(z.strictObject({header, says: z.string()})).default([]),
  /** Why nothing is read of it, where that is so. */
  unread: z.string().optional(),
  feeds: z.array(feed).default([]),
});

const preset = z.strictObject({
  system: z.string(),
  title: z.string(),
  /** The system of record for leads, or one beside it. */
  role: z.enum(['crm', 'engagement', 'marketing', 'scheduling', 'routing']),
  /** How ids are compared: cells that fit the pattern lose so many characters at their beginning, and keep so many of the rest. */
  ids: z
    .strictObject({pattern: z.string(), skip: z.int().positive().default(0), keep: z.int().positive().optional()})
    .optional(),
  /** Puts ' before cells that a spreadsheet would take for a formula. */
  guard: z.literal(true).optional(),
  /** Cells that mean nothing in any column, such as the id of nothing. */
  blanks: z.array(z.string()).default([]),
  /** Stands between the ids of several records in one cell. */
  several: z.string().optional(),
  /** How ids of queues begin, and those of contacts. */
  queue_ids: z.array(z.string()).default([]),
  contact_ids: z.array(z.string()).default([]),
  objects: z.array(object).nonempty(),
});

export type Preset = z.output<typeof preset>;
export type PresetObject = z.output<typeof object>;
export type Feed = z.output<typeof feed>;
export type Expression = z.output<typeof expression>;
export type Cell = z.output<typeof cell>;
export type Condition = z.output<typeof condition>;
export type Header = z.output<typeof header>;

let known: readonly Preset[] | null = null;

/** Every system under rules/systems, by name. Read once, and only where a file is no canonical table. */
export function presets(): readonly Preset[] {
  known ??= readdirSync(packagePath('rules/systems'))
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(readPreset);
  return known;
}

/** What is wrong with the name of a system; null where there is one of that name. */
export function unknownSystem(system: string): string | null {
  const names = presets().map(each => each.system);
  if (names.includes(system)) return null;
  const near = nearest(system, names);
  return `there is no such system${near === null ? '' : `; did you mean ${near}?`}`;
}

/** The preset's file must be right: a test reads them all. */
function readPreset(name: string): Preset {
  const read = preset.parse(parse(readFileSync(packagePath(`rules/systems/${name}`), 'utf8')));
  for (const {name: part, feeds, unread} of read.objects) {
    if ((feeds.length === 0) !== (unread !== undefined)) throw new Error(`${name}: ${part} feeds no table`);
    for (const {table, columns} of feeds)
      for (const column of Object.keys(columns))
        if (!Object.hasOwn(CANONICAL[table], column)) throw new Error(`${name}: ${part} feeds ${table}.${column}`);
  }
  return read;
}
