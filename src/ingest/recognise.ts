import type {ExportMapping, TableMapping} from '../definitions/definitions.ts';
import {nearest, Problem} from '../problem.ts';
import {STRANGE_NAME} from '../words.ts';
import type {Found, FoundFile, Unused} from './find.ts';
import {fitsGlob} from './glob.ts';
import {bare} from './names.ts';
import {EXPORT_TABLES, TABLE_NAMES, type TableName} from './tables.ts';

/** A file that feeds a table; one file may feed several where the definitions say so. */
export interface Claim {
  file: FoundFile;
  table: TableName;
  /** Of the SPEC's table `closed_won`: opportunities that are all won. */
  won: boolean;
  mapping: TableMapping | null;
  /** False where the definitions name the file. */
  byName: boolean;
}

interface Named {
  table: TableName;
  won: boolean;
}

const CLOSED_WON: Named = {table: 'opportunities', won: true};

/** By the bare singular name; SPEC 3 and the words people use for the same things. */
const NAMES: ReadonlyMap<string, Named> = new Map<string, Named>([
  ...EXPORT_TABLES.map(table => [bare(table), {table, won: false}] as const),
  ['deal', {table: 'opportunities', won: false}],
  ['opp', {table: 'opportunities', won: false}],
  ['rep', {table: 'users', won: false}],
  ['owner', {table: 'users', won: false}],
  ['leadownerhistory', {table: 'owner_history', won: false}],
  ['leadstagehistory', {table: 'stage_history', won: false}],
  ['leadstatushistory', {table: 'stage_history', won: false}],
  ['leadfieldhistory', {table: 'field_history', won: false}],
  ['propertyhistory', {table: 'field_history', won: false}],
  ['contactpropertyhistory', {table: 'field_history', won: false}],
  ...['closedwon', 'closedwondeal', 'closedwonopportunity', 'wondeal', 'wonopportunity'].map(
    name => [name, CLOSED_WON] as const,
  ),
]);

/** The table that a file's stem or a key of `export.tables` names. */
export function namedTable(name: string): Named | null {
  return NAMES.get(bare(name)) ?? null;
}

/** Which file feeds which table; strangers have a name that says nothing, and what is left is unused, each with its reason. */
export function recogniseFiles(
  found: Found,
  mapping: ExportMapping,
): {claims: Claim[]; strangers: FoundFile[]; unused: Unused[]; notes: string[]} {
  const notes: string[] = [];
  const keys = Object.entries(mapping.tables).flatMap(([key, table]) => {
    const named = namedTable(key);
    return named === null ? [] : [{...named, key, mapping: table}];
  });
  const claims = keys.flatMap(key => claimedByGlob(key, found, notes));
  const unused: Unused[] = [];
  const strangers: FoundFile[] = [];
  for (const file of found.files) {
    if (claims.some(claim => claim.file === file)) continue;
    const named = namedTable(file.stem) ?? (found.single ? {table: 'leads' as const, won: false} : null);
    const key = named && mappingFor(keys, named);
    if (named === null) strangers.push(file);
    else if (key && key.mapping.files.length > 0 && sameTable(key, named))
      unused.push({path: file.path, reason: `export.tables.${key.key}.files names other files`});
    else claims.push({file, ...named, mapping: key?.mapping ?? null, byName: true});
  }
  claims.sort((a, b) => TABLE_NAMES.indexOf(a.table) - TABLE_NAMES.indexOf(b.table) || Number(a.won) - Number(b.won));
  return {claims, strangers, unused, notes};
}

/** What the definitions say about a table, whatever files it comes from. */
export function mappingOf({tables}: ExportMapping, table: TableName): TableMapping | null {
  const own = Object.entries(tables).find(([key]) => sameTable(namedTable(key) ?? CLOSED_WON, {table, won: false}));
  return own?.[1] ?? null;
}

interface Key extends Named {
  key: string;
  mapping: TableMapping;
}

/** `closed_won` is mapped as opportunities where it has no mapping of its own. */
function mappingFor(keys: readonly Key[], named: Named): Key | undefined {
  return keys.find(key => sameTable(key, named)) ?? keys.find(key => key.table === named.table && !key.won);
}

function sameTable(a: Named, b: Named): boolean {
  return a.table === b.table && a.won === b.won;
}

function claimedByGlob({key, table, won, mapping}: Key, found: Found, notes: string[]): Claim[] {
  const claimed = new Set<FoundFile>();
  for (const glob of mapping.files) {
    const fitting = found.files.filter(file => fitsGlob(glob, file.path) || fitsGlob(glob, lastName(file.path)));
    for (const file of fitting) claimed.add(file);
    if (fitting.length > 0) continue;
    const sentence = `export.tables.${key}.files: no file of the export fits ${JSON.stringify(glob)}`;
    if (table === 'leads') throw new Problem(sentence + there(glob, found));
    notes.push(sentence);
  }
  return [...claimed].map(file => ({file, table, won, mapping, byName: false}));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function there(glob: string, found: Found): string {
  const paths = found.files.map(file => file.path);
  const near = nearest(glob, paths);
  if (near !== null) return `; did you mean ${near}?`;
  return paths.length === 0 ? '; it has no files' : `; there are ${paths.slice(0, 8).join(', ')}`;
}

export function unknownReason(stem: string): string {
  const near = nearest(bare(stem), NAMES.keys());
  const hint = near === null ? '' : ` (nearest: ${NAMES.get(near)?.won ? 'closed_won' : NAMES.get(near)?.table})`;
  return `${STRANGE_NAME}${hint} and no known system these headers; name the file after a table or list it under export.tables.<table>.files`;
}
