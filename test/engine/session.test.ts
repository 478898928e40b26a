import {existsSync, mkdirSync, mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSession} from '../../src/engine/session.ts';

test('rows are plain data: whole numbers, ISO instants, text', async () => {
  const session = await openSession();
  const row = await session.row(
    "select 1::bigint as n, 12.5::decimal(9, 2) as d, timestamp '2026-03-04 10:00:00' as t, [1, 2] as l",
  );
  session.close();
  expect(row).toEqual({n: 1, d: 12.5, t: '2026-03-04T10:00:00Z', l: [1, 2]});
});

test('a statement that fails says which', async () => {
  const session = await openSession();
  await expect(session.run('select nothing from nowhere')).rejects.toMatchObject({sql: 'select nothing from nowhere'});
  session.close();
});

test.each([
  "select * from read_csv('/etc/passwd')",
  "copy (select 1) to '/tmp/handoff-escape.csv'",
  "attach '/tmp/handoff-escape.db'",
  'install httpfs',
  'load httpfs',
  "set temp_directory = '/'",
  'set enable_external_access = true',
  "export database '/tmp/handoff-escape'",
])('once locked, no SQL reaches the outside: %s', async sql => {
  const session = await openSession();
  await session.lock();
  await expect(session.run(sql)).rejects.toThrow();
  session.close();
});

test('what the engine spills lies in a private folder, removed at the end and swept after a run that was killed', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'sweep-'));
  // no process has this number: Linux and macOS stop below it
  mkdirSync(join(parent, 'handoff-99999999-dead'));
  const session = await openSession({tempDir: parent});
  expect(readdirSync(parent)).toEqual([session.folder.split('/').at(-1)]);
  session.close();
  expect(existsSync(session.folder)).toBe(false);
});

test('a statement does not wait for one that was asked before it', async () => {
  const session = await openSession({threads: 1});
  const answered: string[] = [];
  await Promise.all([
    session
      .run('select count(*) from range(30000) a, range(3000) b where (a.range * b.range) % 7 = 1')
      .then(() => answered.push('long')),
    session.run('select 1').then(() => answered.push('short')),
  ]);
  session.close();
  expect(answered).toEqual(['short', 'long']);
});

test('an interrupt ends what runs, and what waits does not start', async () => {
  const session = await openSession({threads: 1});
  const endless = 'select count(*) from range(10000000) a, range(1000000) b where (a.range * b.range) % 7 = 1';
  const asked = [endless, endless, 'select 1', 'select 2'].map(sql => session.run(sql));
  setTimeout(() => session.interrupt(), 50);
  const outcomes = await Promise.allSettled(asked);
  session.close();
  expect(outcomes.map(({status}) => status)).toEqual(Array(4).fill('rejected'));
  for (const outcome of outcomes) expect(String(outcome.status === 'rejected' && outcome.reason)).toMatch(/interrupt/i);
});

test('tables of a large export lie in a file of the private folder, and are found from every statement', async () => {
  const session = await openSession();
  await session.prepareFor(1e9);
  await session.run('create table handoffs as select range as n from range(100)');
  await session.lock();
  const sums = await Promise.all([1, 2, 3].map(() => session.row('select sum(n)::integer as sum from handoffs')));
  await expect(session.run("attach '/tmp/handoff-escape.db'")).rejects.toThrow();
  expect(readdirSync(session.folder)).toContain('model.duckdb');
  session.close();
  expect(sums).toEqual(Array(3).fill({sum: 4950}));
  expect(existsSync(session.folder)).toBe(false);
});
