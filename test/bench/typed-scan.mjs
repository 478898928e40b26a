// What any audit must at least do: DuckDB's own typed read of the same files, columns and types given, into tables.
import {closeSync, openSync, readSync} from 'node:fs';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';

const [folder] = process.argv.slice(2);
const TYPES = [
  [/(^|_)at$/, 'TIMESTAMP WITH TIME ZONE'],
  [/^(automated|completed|active|is_won|is_closed)$/, 'BOOLEAN'],
  [/^(employees|score|amount|capacity|weight)$/, 'DOUBLE'],
];

const instance = await DuckDBInstance.create(':memory:', {threads: '2'});
const connection = await instance.connect();
for (const table of ['leads', 'activities']) {
  const file = join(folder, `${table}.csv`);
  const header = firstLine(file).split(',');
  const columns = header.map(name => `'${name}': '${TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'VARCHAR'}'`);
  await connection.run(
    `create table ${table} as select * from read_csv('${file}', header = true, columns = {${columns.join(', ')}})`,
  );
}

function firstLine(file) {
  const handle = openSync(file, 'r');
  const bytes = Buffer.alloc(10_000);
  const length = readSync(handle, bytes);
  closeSync(handle);
  return bytes.toString('utf8', 0, length).split(/\r?\n/)[0];
}
