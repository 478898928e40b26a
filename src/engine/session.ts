import {closeSync, openSync, readSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import type {DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBValue} from '@duckdb/node-api';
import {Problem} from '../problem.ts';
import {createPrivateFolder} from './private-folder.ts';

/** Named values of a statement: `$name` in the SQL. */
export type Values = Readonly<Record<string, string | number | boolean | bigint | null>>;

/** The engine for one run, on a private folder: a DuckDB in memory, of a large export on disk. The only door to DuckDB. */
export interface Session {
  /** Private folder of this run, removed by `close`; transcoded and unpacked files go here too. */
  readonly folder: string;
  run(sql: string, values?: Values): Promise<void>;
  /** Rows as plain data: BIGINT and DECIMAL as numbers, TIMESTAMP as ISO 8601 text ending in Z, DATE as text. */
  rows<Row>(sql: string, values?: Values): Promise<Row[]>;
  /** The only row of a query that has exactly one. */
  row<Row>(sql: string, values?: Values): Promise<Row>;
  /** A result of any length, some thousand rows at a time, as `rows` gives them. */
  each<Row>(sql: string, use: (rows: Row[]) => void): Promise<void>;
  /** A large result column by column, NULL as NaN; every column must be DOUBLE. A million rows cost as much as 10,000 of `rows`. */
  numbers(sql: string, values?: Values): Promise<Float64Array[]>;
  /** Percent done of the running query, or -1 where DuckDB does not know. */
  progress(): number;
  /** Fits the engine to so many bytes of input, before the first table. */
  prepareFor(bytes: number): Promise<void>;
  /** From here on no file, no network, no extension and no setting can be reached by any SQL. */
  lock(): Promise<void>;
  interrupt(): void;
  close(): void;
}

export interface SessionOptions {
  threads?: number;
  /** DuckDB's own spelling, e.g. `4GB`. */
  memoryLimit?: string;
  tempDir?: string;
}

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  // createRequire starts in 132 ms where an ESM import takes 188 ms
  const {DuckDBInstance} = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
  const folder = createPrivateFolder(options.tempDir);
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads === undefined ? {} : {threads: String(options.threads)}),
    ...(options.memoryLimit === undefined ? {} : {memory_limit: options.memoryLimit}),
  });
  const lanes: DuckDBConnection[] = [];
  for (let lane = 0; lane < LANES; lane++) lanes.push(await openLane(instance));
  return sessionOf(instance, lanes, folder, options);
}

/** Statements under way at a time: while one is planned, on one core as ever, the other runs. */
const LANES = 2;

async function openLane(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  // times are UTC in the model; the session's zone decides how text with an offset is read
  await connection.run("set TimeZone = 'UTC'");
  await connection.run('set enable_progress_bar = true; set enable_progress_bar_print = false');
  // where it takes the left side for small, DuckDB compares each row with each: minutes where the guess is wrong
  await connection.run('set asof_loop_join_threshold = 0');
  return connection;
}

/**
 * One database file in a session of its own, which can reach no other file; `new` makes the file. The file is somebody's: what is no
 * database is refused before DuckDB sees it, since it would look for an extension that reads it.
 */
export async function openDatabase(path: string, access: 'read' | 'write' | 'new'): Promise<Session> {
  if (access !== 'new' && !isDatabase(path)) throw new Problem(`${path} is no DuckDB file`);
  const {DuckDBInstance} = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
  const folder = createPrivateFolder();
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: access === 'read' ? 'READ_ONLY' : 'READ_WRITE',
      temp_directory: join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: '1',
    });
    const connection = await instance.connect();
    await connection.run("set TimeZone = 'UTC'");
    await connection.run('set enable_external_access = false; set lock_configuration = true');
    return sessionOf(instance, [connection], folder, {threads: 1});
  } catch (error) {
    rmSync(folder, {recursive: true, force: true});
    throw new Problem(`${path} could not be opened: ${firstLine(error)}`);
  }
}

/** DuckDB's mark stands behind a checksum of 8 bytes. */
function isDatabase(path: string): boolean {
  const head = new Uint8Array(12);
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    readSync(file, head, 0, head.length, 0);
  } catch {
    return false;
  } finally {
    if (file !== null) closeSync(file);
  }
  return new TextDecoder().decode(head.subarray(8)) === 'DUCK';
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}

/** Gives each statement a free lane, in the order they are asked; one after the other they all get the first. */
function keepLanes(lanes: readonly DuckDBConnection[]) {
  const free = lanes.toReversed();
  const waiting: ((lane: DuckDBConnection) => void)[] = [];
  let stopped = false;
  return {
    async onLane<T>(sql: string, statement: (lane: DuckDBConnection) => Promise<T>): Promise<T> {
      const lane = free.pop() ?? (await new Promise<DuckDBConnection>(resolve => waiting.push(resolve)));
      try {
        if (stopped) throw new SqlFailure('interrupted', sql);
        return await named(sql, () => statement(lane));
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(lane);
        else next(lane);
      }
    },
    /** Ends what runs, and lets nothing start after it. */
    stop() {
      stopped = true;
      for (const lane of lanes) lane.interrupt();
    },
  };
}

/** Up to this size handing work from thread to thread costs more than it saves: a quarter of the demo's time. */
const SMALL = 32_000_000;

/**
 * From this size tables go to a file of the private folder as they are made, in a fifth of the room: a million leads take 1.2 GB of
 * memory less than uncompressed in memory, and no more time.
 */
const LARGE = 200_000_000;

function sessionOf(
  instance: DuckDBInstance,
  lanes: readonly DuckDBConnection[],
  folder: string,
  {threads}: SessionOptions,
): Session {
  const {onLane, stop} = keepLanes(lanes);
  const rows = <Row>(sql: string, values?: Values): Promise<Row[]> =>
    onLane(sql, async lane => {
      const reader = await lane.runAndReadAll(sql, bound(values));
      return reader.getRowObjectsJS().map(row => plainRow(row) as Row);
    });
  return {
    folder,
    rows,
    async run(sql, values) {
      await onLane(sql, lane => lane.run(sql, bound(values)));
    },
    async row<Row>(sql: string, values?: Values) {
      const [first, ...more] = await rows<Row>(sql, values);
      if (first === undefined || more.length > 0)
        throw new Error(`expected one row, got ${more.length + (first ? 1 : 0)}:\n${sql}`);
      return first;
    },
    each: <Row>(sql: string, use: (rows: Row[]) => void) =>
      onLane(sql, async lane => {
        const result = await lane.stream(sql);
        for await (const part of result.yieldRowObjectJs()) use(part.map(row => plainRow(row) as Row));
      }),
    numbers: (sql, values) => onLane(sql, async lane => readColumns(await lane.run(sql, bound(values)))),
    progress: () => Math.max(...lanes.map(lane => lane.progress.percentage)),
    async prepareFor(bytes) {
      if (bytes <= SMALL && threads === undefined) await rows('set threads = 1');
      if (bytes < LARGE) return;
      // nobody opens the file again: no log of writes, and nothing waits for the disk
      await rows(`attach ${quoteText(join(folder, 'model.duckdb'))} as model (recovery_mode no_wal_writes)`);
      for (const lane of lanes) await lane.run('use model');
    },
    async lock() {
      // from here on every result is ordered where it is read: the order of the model's rows is nobody's promise
      await rows('set preserve_insertion_order = false');
      await rows('set enable_external_access = false; set lock_configuration = true');
    },
    interrupt: stop,
    close() {
      for (const lane of lanes) lane.closeSync();
      instance.closeSync();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

async function readColumns(result: DuckDBResult): Promise<Float64Array[]> {
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, {rowCount}) => sum + rowCount, 0);
  const columns = Array.from({length: result.columnCount}, () => new Float64Array(length));
  let offset = 0;
  for (const chunk of chunks) {
    // the count is asked of the engine each time
    const {rowCount} = chunk;
    columns.forEach((column, index) => {
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < rowCount; row++)
        column[offset + row] = (vector.getItem(row) as number | null) ?? Number.NaN;
    });
    offset += rowCount;
  }
  return columns;
}

function bound(values: Values | undefined): Record<string, DuckDBValue> | undefined {
  return values === undefined ? undefined : {...values};
}

/** Runs one statement; when it fails the error carries the whole SQL. */
async function named<T>(sql: string, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    throw new SqlFailure(error instanceof Error ? error.message : String(error), sql);
  }
}

export class SqlFailure extends Error {
  readonly sql: string;

  constructor(message: string, sql: string) {
    super(message);
    this.name = 'SqlFailure';
    this.sql = sql;
  }
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return instantText(value);
  if (Array.isArray(value)) return value.map(plainValue);
  return value;
}

/** `2026-03-04T10:00:00Z`; fractions of a second only where there are any. */
function instantText(value: Date): string {
  return value.toISOString().replace('.000Z', 'Z');
}

/** A name from outside as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text from outside as an SQL literal; for the few places where a value cannot be bound. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
