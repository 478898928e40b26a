import {quoteName, type Session, SqlFailure} from '../engine/session.ts';
import type {FoundFile} from './find.ts';
import {type Refusal, type Source, uniqueHeaders} from './source.ts';
import {readablePath, sqlPath} from './sql-path.ts';

/** Typed columns as text, so that one path casts everything: a TIMESTAMP has no offset then, a TIMESTAMPTZ has `+00`. */
export async function openParquet(file: FoundFile, session: Session): Promise<Source | Refusal> {
  const path = readablePath(file.absolute, session.folder);
  const table = `read_parquet(${sqlPath(path)}, hive_partitioning = false)`;
  try {
    const columns = await session.rows<{column_name: string; column_type: string}>(`describe select * from ${table}`);
    const {rows} = await session.row<{rows: number}>(`select count(*)::integer as rows from ${table}`);
    const cells = columns.map(
      (column, place) => `${asText(quoteName(column.column_name), column.column_type)} as c${place}`,
    );
    return {
      file,
      format: 'parquet',
      encoding: 'utf-8',
      headers: uniqueHeaders(columns.map(column => column.column_name)),
      relation: `(select ${cells.join(', ')} from ${table})`,
      layout: null,
      empty: rows === 0,
      notes: [],
    };
  } catch (error) {
    if (!(error instanceof SqlFailure) || /interrupt|out of memory/i.test(error.message)) throw error;
    return {refused: `is not readable Parquet: ${(error.message.split('\n')[0] ?? '').replaceAll(path, file.path)}`};
  }
}

function asText(column: string, type: string): string {
  if (/^(FLOAT|DOUBLE)$/.test(type)) {
    // ids that pandas turned into floats: 12345.0 is 12345
    const whole = `${column} = floor(${column}) and abs(${column}) < 1e15`;
    return `case when ${whole} then ${column}::bigint::varchar else ${column}::varchar end`;
  }
  if (/^TIMESTAMP_(NS|S|MS)$/.test(type)) return `${column}::timestamp::varchar`;
  if (/[[(]/.test(type) && !/^DECIMAL/.test(type) && !/^ENUM/.test(type)) return `to_json(${column})::varchar`;
  return `${column}::varchar`;
}
