import type {TableMapping} from '../definitions/definitions.ts';
import {nearest, Problem} from '../problem.ts';
import type {ColumnAccount} from '../result.ts';
import {columnKey} from './names.ts';
import {CANONICAL, type CanonicalColumn, type ColumnType, type TableName} from './tables.ts';
import {LEFT_OUT} from './unread.ts';

/** A column of a file and where it goes. */
export interface ReadColumn {
  /** Place in the file, from 0. */
  place: number;
  header: string;
  /** Canonical column; null for an attribute. */
  canonical: string | null;
  /** Column of the export table. */
  target: string;
  type: ColumnType;
  by: ColumnAccount['by'];
}

interface Fed {
  place: number;
  by: ColumnAccount['by'];
}

export interface MappedFile {
  columns: ReadColumn[];
  /** Required columns that no header feeds. */
  missing: string[];
  notes: string[];
}

export function columnsOf(table: TableName): Readonly<Record<string, CanonicalColumn>> {
  return CANONICAL[table];
}

/** What to map: a file's headers, and a door to the names of its table's attributes. */
export interface MapRequest {
  path: string;
  table: TableName;
  won: boolean;
  headers: readonly string[];
  mapping: TableMapping | null;
  /** Where a preset made the first columns: the headers they come from. */
  origins: readonly string[] | null;
  /** Headers of all files of the table: a mapping may name a header that only some of them carry. */
  siblings: readonly string[];
  /** The column that keeps an attribute. */
  attribute(header: string): string;
}

/** Definitions win over canonical names; what is left is an attribute. A preset's columns have canonical names already. */
export function mapColumns(request: MapRequest): MappedFile {
  const {table, won, headers, origins, attribute} = request;
  const canonical = columnsOf(table);
  const fed = new Map<string, Fed>();
  const notes: string[] = [];
  fromDefinitions(request, fed);
  // what a preset leaves over is an attribute, whatever it is called
  const own = origins === null ? headers : headers.slice(0, origins.length);
  // every closed-won row is won and closed, whatever its file says
  const fixed = won ? ['is_won', 'is_closed'] : [];
  fromNames(
    own,
    Object.keys(canonical).filter(name => !fixed.includes(name)),
    fed,
    canonical,
  );
  refuseShared(request, fed, notes);
  const columns = headers.flatMap((header, place): ReadColumn[] => {
    const names = Object.keys(canonical).filter(name => fed.get(name)?.place === place);
    if (names.length === 0) {
      const target = header === LEFT_OUT ? LEFT_OUT : attribute(header);
      return [{place, header, canonical: null, target, type: 'text', by: 'attribute'}];
    }
    return names.map(name => ({
      place,
      header: origins?.[place] ?? header,
      canonical: name,
      target: name,
      type: canonical[name]?.type ?? 'text',
      by: origins?.[place] === undefined ? (fed.get(name)?.by ?? 'canonical') : 'preset',
    }));
  });
  const missing = Object.entries(canonical).flatMap(([name, {required}]) => (required && !fed.has(name) ? [name] : []));
  return {columns, missing, notes};
}

function placesOf(fed: ReadonlyMap<string, Fed>): Set<number> {
  return new Set([...fed.values()].map(({place}) => place));
}

function fromDefinitions({path, table, headers, mapping, siblings}: MapRequest, fed: Map<string, Fed>): void {
  const canonical = columnsOf(table);
  for (const [name, header] of Object.entries(mapping?.columns ?? {})) {
    if (!Object.hasOwn(canonical, name)) {
      const near = nearest(name, Object.keys(canonical));
      throw new Problem(
        `export.tables.${table}.columns: ${table} has no column ${name}${near ? `; did you mean ${near}?` : ''}`,
      );
    }
    const place = placeOf(header, headers);
    if (place >= 0) fed.set(name, {place, by: 'definitions'});
    else if (placeOf(header, siblings) < 0) throw missingHeader(path, table, name, header, headers);
  }
}

function placeOf(header: string, headers: readonly string[]): number {
  const exact = headers.indexOf(header.trim());
  return exact >= 0 ? exact : headers.findIndex(candidate => columnKey(candidate) === columnKey(header));
}

function missingHeader(path: string, table: string, name: string, header: string, headers: readonly string[]): Problem {
  const near = nearest(header, headers);
  return new Problem(
    `${path}: export.tables.${table}.columns.${name} names the header ${JSON.stringify(header)}, which is not in the file` +
      (near === null ? `; its headers are ${listed(headers)}` : `; did you mean ${JSON.stringify(near)}?`),
  );
}

/**
 * Does the file have every required column of its table, under its own name or one that the definitions give? `exactly`: spelled
 * to the letter, unless the definitions say what its columns are.
 */
export function isCanonical(
  table: TableName,
  headers: readonly string[],
  mapping: TableMapping | null,
  exactly = false,
): boolean {
  const given = mapping?.columns ?? {};
  const spelled = exactly && Object.keys(given).length === 0;
  return Object.entries(columnsOf(table)).every(
    ([name, {required}]) =>
      !required || (spelled ? headers.includes(name) : placeOf(given[name] ?? name, headers) >= 0),
  );
}

/** At most 30 headers, each cut to 60 characters: a header may be anything. */
export function listed(headers: readonly string[]): string {
  const shown = headers.slice(0, 30).map(header => (header.length > 60 ? `${header.slice(0, 60)}…` : header));
  return shown.join(', ') + (headers.length > 30 ? ` and ${headers.length - 30} more` : '');
}

function fromNames(
  headers: readonly string[],
  names: readonly string[],
  fed: Map<string, Fed>,
  canonical: Readonly<Record<string, CanonicalColumn>>,
): void {
  const taken = new Map([...fed].map(([name, {place}]) => [place, name]));
  for (const name of names) {
    if (fed.has(name)) continue;
    const exact = headers.indexOf(name);
    const place =
      exact >= 0 ? exact : headers.findIndex((header, at) => !taken.has(at) && columnKey(header) === columnKey(name));
    const other = taken.get(place);
    // a header that the definitions give to another instant may keep its own name's as well
    const shared = other !== undefined && canonical[other]?.type === 'instant' && canonical[name]?.type === 'instant';
    if (place < 0 || (other !== undefined && !shared)) continue;
    fed.set(name, {place, by: 'canonical'});
    taken.set(place, name);
  }
}

/** One source column feeds one canonical column; only two instants may share it (a first contact that is also the MQL). */
function refuseShared({path, table, headers}: MapRequest, fed: ReadonlyMap<string, Fed>, notes: string[]): void {
  const canonical = columnsOf(table);
  for (const place of placesOf(fed)) {
    const names = [...fed.keys()].filter(name => fed.get(name)?.place === place);
    if (names.length < 2) continue;
    const sentence = `${path}: the header ${JSON.stringify(headers[place])} feeds ${names.join(' and ')}`;
    if (!names.every(name => canonical[name]?.type === 'instant')) {
      throw new Problem(
        `${sentence}; one header can feed only one column of ${table} (export.tables.${table}.columns)`,
      );
    }
    notes.push(sentence);
  }
}
