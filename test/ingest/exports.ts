import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll} from 'vitest';
import type {ExportMapping, TableMapping} from '../../src/definitions/definitions.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import type {Export} from '../../src/ingest/export.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import type {IngestOptions} from '../../src/ingest/options.ts';
import {Problem} from '../../src/problem.ts';

/** Files of an export by name. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const folders: string[] = [];
let session: Session;

/** One session for the tests of a file: `ingest` replaces every table. Call once at the top. */
export function withSession(): void {
  beforeAll(async () => {
    session = await openSession({threads: 1});
  });
  afterAll(() => {
    session.close();
    for (const folder of folders) rmSync(folder, {recursive: true, force: true});
  });
}

export function theSession(): Session {
  return session;
}

export function exportFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export interface Settings extends Partial<Omit<IngestOptions, 'mapping'>> {
  tables?: Readonly<Record<string, Partial<TableMapping>>>;
  max_rejected?: number;
}

const EMPTY: TableMapping = {files: [], columns: {}, dates: null, source_time_zone: null, values: {}};

export function mappingOf({tables = {}, max_rejected = 0.05}: Settings): ExportMapping {
  const complete = Object.entries(tables).map(([name, table]) => [name, {...EMPTY, ...table}]);
  return {system: null, source_time_zone: null, max_rejected, tables: Object.fromEntries(complete)};
}

export function ingestPath(path: string, settings: Settings = {}): Promise<Export> {
  const {tables: _, max_rejected: __, ...options} = settings;
  return ingest(session, path, {timeZone: 'America/New_York', ...options, mapping: mappingOf(settings)});
}

export function ingestFiles(files: Files, settings: Settings = {}): Promise<Export> {
  return ingestPath(exportFolder(files), settings);
}

/** The Problem that the files are refused with: its message and details as lines. */
export async function refusal(files: Files, settings: Settings = {}): Promise<string> {
  try {
    await ingestFiles(files, settings);
  } catch (error) {
    if (error instanceof Problem) return [error.message, ...error.details].join('\n');
    throw error;
  }
  throw new Error('was not refused');
}

export function rows<Row>(sql: string): Promise<Row[]> {
  return session.rows<Row>(sql);
}

/** Values of one column of `export_leads`, by lead. */
export async function leadValues(column: string): Promise<unknown[]> {
  const found = await session.rows<{value: unknown}>(`select "${column}" as value from export_leads order by rowid`);
  return found.map(({value}) => value);
}

/** A leads file of one column beside the required two. */
export function leadsWith(column: string, cells: readonly string[]): string {
  const lines = cells.map((cell, at) => `L${at},2026-01-01T00:00:00Z,"${cell.replaceAll('"', '""')}"`);
  return `lead_id,created_at,${column}\n${lines.join('\n')}\n`;
}
