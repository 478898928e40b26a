import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {expect, test} from 'vitest';

/** A room may look into the rooms before it; the report only into the result and its words. */
const ROOMS: Readonly<Record<string, readonly string[]>> = (() => {
  const basics = ['problem', 'words', 'result', 'package-files'];
  const order = [
    'engine',
    'methods',
    'definitions',
    'ingest',
    'model',
    'gates',
    'measures',
    'impact',
    'derive',
    'checks',
    'compare',
    'handoff',
  ];
  const rooms: Record<string, readonly string[]> = Object.fromEntries(basics.map(room => [room, []]));
  // neither the engine nor a method knows the other
  rooms['engine'] = basics;
  for (const [index, room] of order.entries()) if (index > 0) rooms[room] = [...basics, ...order.slice(0, index)];
  // the page's style and script are files of the package, as the SQL is
  rooms['report'] = ['result', 'words', 'package-files'];
  // two stored reports and nothing else: no export, no engine
  rooms['compare'] = ['problem', 'result', 'words'];
  // two definitions and nothing else: no export, no git, no terminal
  rooms['diff'] = ['definitions', 'words'];
  rooms['cli'] = [...basics, ...order, 'diff', 'compare', 'report'];
  return rooms;
})();

/** Definitions know the canonical tables, and the business clock of METHODS knows a schedule's shape. */
const EXCEPTIONS = new Set(['definitions -> ingest/tables.ts', 'methods -> definitions/definitions.ts']);

const sources = [...filesOf('src', '.ts'), ...filesOf('src', '.tsx')];
const relations = filesOf('src', '.sql');

test('a file imports only from the rooms before its own', () => {
  const strangers = sources.flatMap(path =>
    localImports(path)
      .filter(target => !mayImport(roomOf(path), target))
      .map(target => `${path} imports ${target}`),
  );
  expect(strangers).toEqual([]);
});

test('only the engine knows DuckDB', () => {
  expect(sources.filter(path => roomOf(path) !== 'engine' && read(path).includes('@duckdb/'))).toEqual([]);
});

test('nobody cuts the streams off: no process.exit', () => {
  expect(offenders(sources, /process\.(exit|reallyExit|abort)\s*\(/)).toEqual([]);
});

test('nobody writes behind the back of the command line', () => {
  expect(offenders(sources, /console\.\w+\s*\(/)).toEqual([]);
  const rooms = sources.filter(path => roomOf(path) !== 'cli');
  expect(offenders(rooms, /process\.(stdout|stderr|stdin)/)).toEqual([]);
});

test('no clock and no chance can change a result', () => {
  // the progress line tells how long a run has taken
  const judged = sources.filter(path => path !== 'cli/progress.ts');
  expect(offenders(judged, /Math\.random|Date\.now|new Date\(\)/)).toEqual([]);
});

test('a file has one reason to change, and at most 300 lines', () => {
  expect([...sources, ...relations].filter(path => read(path).trimEnd().split('\n').length > 300)).toEqual([]);
});

test('a relation says its grain first', () => {
  // a file of macros has no rows
  const grain = /^-- (one row per|one row:)/;
  expect(relations.filter(path => !grain.test(read(path)) && !/^create .*\bmacro\b/m.test(read(path)))).toEqual([]);
});

test('a relation is the same tomorrow', () => {
  const restless = /\b(now|current_timestamp|current_date|today|random|any_value|approx_\w+|first|last)\s*\(/i;
  expect(relations.filter(path => restless.test(withoutSqlComments(read(path))))).toEqual([]);
});

function mayImport(room: string, target: string): boolean {
  const other = roomOf(target);
  return other === room || (ROOMS[room]?.includes(other) ?? false) || EXCEPTIONS.has(`${room} -> ${target}`);
}

function offenders(paths: readonly string[], pattern: RegExp): string[] {
  return paths.filter(path => pattern.test(withoutComments(read(path))));
}

function filesOf(folder: string, extension: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith(extension))
    .map(name => name.replaceAll('\\', '/'))
    .sort();
}

function read(path: string): string {
  return readFileSync(join('src', path), 'utf8');
}

/** `model` of model/handoffs.ts and of model.ts. */
function roomOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.tsx?$/, '');
}

/** What a file imports from src, types and dynamic imports included, relative to src. */
function localImports(path: string): string[] {
  const found = read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return Array.from(found, ([, target]) => posix.join(dirname(path), target ?? ''));
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function withoutSqlComments(sql: string): string {
  return sql.replace(/--.*$/gm, '');
}
