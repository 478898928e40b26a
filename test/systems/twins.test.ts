import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {openSession, quoteName, type Session} from '../../src/engine/session.ts';
import type {Export} from '../../src/ingest/export.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import {CANONICAL, EXPORT_TABLES, type TableName} from '../../src/ingest/tables.ts';
import {TWINS} from './all.ts';
import {canonicalFiles, withFiles} from './on-disk.ts';
import {DEFINITIONS} from './story.ts';
import type {Twin} from './twin.ts';

interface Read {
  source: Export;
  /** Rows of every table with the columns that the twin has (all there are, of one that has no more), as text, in order. */
  tables: Record<string, string[]>;
}

/** By its input: shapes of one system have the same canonical twin, which is read once. */
const canonicals = new Map<string, Promise<Read>>();

function readCanonical(twin: Twin): Promise<Read> {
  const files = canonicalFiles(twin.canonical);
  const key = JSON.stringify([files, twin.sourceTimeZone, twin.noMore]);
  const known = canonicals.get(key) ?? read(files, DEFINITIONS, twin);
  canonicals.set(key, known);
  return known;
}

function read(files: Twin['files'], definitions: string, twin: Twin): Promise<Read> {
  return withFiles(files, definitions, async folder => {
    const {definitions: loaded} = await loadDefinitions({
      file: join(folder, 'handoff.yaml'),
      exportPath: folder,
      cwd: folder,
      env: {},
    });
    const session = await openSession({threads: 1});
    try {
      const source = await ingest(session, join(folder, 'export'), {
        mapping: loaded.export,
        timeZone: loaded.time_zone,
        sourceTimeZone: twin.sourceTimeZone,
      });
      return {source, tables: await rowsOf(session, twin)};
    } finally {
      session.close();
    }
  });
}

async function rowsOf(session: Session, {canonical, noMore}: Twin): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of EXPORT_TABLES) {
    const columns =
      noMore || canonical[table] === undefined ? Object.keys(CANONICAL[table]) : Object.keys(canonical[table][0] ?? {});
    const rows = await session.rows<{row: string}>(
      `select to_json([${columns.map(name => `${quoteName(name)}::varchar`).join(', ')}])::varchar as row
       from export_${table} order by row`,
    );
    tables[table] = rows.map(({row}) => row);
  }
  return tables;
}

/** What an audit reads of an export beside its rows. */
function carried({tables}: Export) {
  return EXPORT_TABLES.map(name => {
    const {present, columns, conflicting} = tables[name];
    return {name, present, conflicting, columns: [...columns].filter(column => column !== 'merged_into').sort()};
  });
}

describe.each(TWINS.map(twin => [twin.name, twin] as const))('%s', (_, twin) => {
  test('is read as its canonical twin is, row for row', async () => {
    const own = await read(twin.files, DEFINITIONS + (twin.export ?? ''), twin);
    const other = await readCanonical(twin);
    expect(own.source.systems).toEqual(twin.systems);
    expect(own.source.queues).toEqual(twin.queues ?? []);
    expect(own.source.files.filter(({rejected}) => rejected > 0).map(({path, rejects}) => ({path, rejects}))).toEqual(
      [],
    );
    expect(own.tables).toEqual(other.tables);
    if (twin.noMore) expect(carried(own.source)).toEqual(carried(other.source));
    for (const note of twin.notes ?? []) expect(own.source.notes).toContain(note);
    // what the twin carries is not only null
    // what others say a lead was merged into is no column of the file
    for (const [table, rows] of Object.entries(twin.canonical))
      for (const column of Object.keys(rows[0] ?? {}).filter(name => name !== 'merged_into'))
        expect(own.source.tables[table as TableName].columns, `${table}.${column}`).toContain(column);
  });
});
