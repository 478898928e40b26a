import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {openSession, quoteName, type Session} from '../../src/engine/session.ts';
import {audit} from '../../src/handoff.ts';
import type {Export} from '../../src/ingest/export.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import {CANONICAL, EXPORT_TABLES, type TableName} from '../../src/ingest/tables.ts';
import type {Report} from '../../src/result.ts';
import {DYNAMICS} from './dynamics.ts';
import {ESPOCRM} from './espocrm.ts';
import {ODOO} from './odoo.ts';
import {PIPEDRIVE} from './pipedrive.ts';
import {SALESFORCE} from './salesforce.ts';
import {AS_OF, DEFINITIONS} from './story.ts';
import {SUITECRM} from './suitecrm.ts';
import {TWENTY} from './twenty.ts';
import {csv, type Twin} from './twin.ts';
import {ZOHO} from './zoho.ts';

const TWINS: readonly Twin[] = [...SALESFORCE, ...[PIPEDRIVE, ZOHO, DYNAMICS, ODOO, SUITECRM, ESPOCRM, TWENTY].flat()];

/** Writes the files and definitions into a folder of their own for as long as `use` takes. */
async function withFiles<T>(
  files: Twin['files'],
  definitions: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'twin-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'export', path)), {recursive: true});
      writeFileSync(join(folder, 'export', path), text);
    }
    writeFileSync(join(folder, 'handoff.yaml'), definitions);
    return await use(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function canonicalFiles(canonical: Twin['canonical']): Twin['files'] {
  return Object.fromEntries(Object.entries(canonical).map(([table, rows]) => [`${table}.csv`, csv(rows)]));
}

interface Read {
  source: Export;
  /** Rows of every table with the columns that the twin has, as text, in order. */
  tables: Record<string, string[]>;
}

function read(files: Twin['files'], twin: Twin): Promise<Read> {
  return withFiles(files, DEFINITIONS + (twin.export ?? ''), async folder => {
    const {definitions} = await loadDefinitions({
      file: join(folder, 'handoff.yaml'),
      exportPath: folder,
      cwd: folder,
      env: {},
    });
    const session = await openSession({threads: 1});
    try {
      const source = await ingest(session, join(folder, 'export'), {
        mapping: definitions.export,
        timeZone: definitions.time_zone,
        sourceTimeZone: twin.sourceTimeZone,
      });
      return {source, tables: await rowsOf(session, twin)};
    } finally {
      session.close();
    }
  });
}

async function rowsOf(session: Session, {canonical}: Twin): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of EXPORT_TABLES) {
    const columns =
      canonical[table] === undefined ? Object.keys(CANONICAL[table]) : Object.keys(canonical[table][0] ?? {});
    const rows = await session.rows<{row: string}>(
      `select to_json([${columns.map(name => `${quoteName(name)}::varchar`).join(', ')}])::varchar as row
       from export_${table} order by row`,
    );
    tables[table] = rows.map(({row}) => row);
  }
  return tables;
}

describe.each(TWINS.map(twin => [twin.name, twin] as const))('%s', (_, twin) => {
  test('is read as its canonical twin is, row for row', async () => {
    const own = await read(twin.files, twin);
    const other = await read(canonicalFiles(twin.canonical), twin);
    expect(own.source.systems).toEqual(twin.systems);
    expect(own.source.queues).toEqual(twin.queues ?? []);
    expect(own.source.files.filter(({rejected}) => rejected > 0).map(({path, rejects}) => ({path, rejects}))).toEqual(
      [],
    );
    expect(own.tables).toEqual(other.tables);
    // what the twin carries is not only null
    for (const [table, rows] of Object.entries(twin.canonical))
      for (const column of Object.keys(rows[0] ?? {}))
        expect(own.source.tables[table as TableName].columns, `${table}.${column}`).toContain(column);
  }, 60_000);
});

describe('equal tables are equal numbers', () => {
  const twin = TWINS[0] as Twin;
  const options = (folder: string) => ({definitions: join(folder, 'handoff.yaml'), cwd: folder, env: {}, asOf: AS_OF});
  const auditOf = (files: Twin['files'], definitions: string) =>
    withFiles(files, definitions, folder => audit(join(folder, 'export'), {...options(folder), failOn: 'never'}));

  test(`${twin.name} audits as its twin`, async () => {
    const own = await auditOf(twin.files, DEFINITIONS);
    const other = await auditOf(
      canonicalFiles(twin.canonical),
      `${DEFINITIONS}routing: {queues: [${(twin.queues ?? []).join(', ')}]}\n`,
    );
    const numbers = ({population, measures, ledger, findings}: Report) => ({population, measures, ledger, findings});
    expect(numbers(own)).toEqual(numbers(other));
    expect(own.population.at(-1)?.leads).toBeGreaterThan(20);
  }, 120_000);
});
