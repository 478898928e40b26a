import {randomUUID} from 'node:crypto';
import {closeSync, openSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import type {Session} from '../engine/session.ts';
import {scanRecords} from './records.ts';
import {csvLine} from './repair.ts';
import type {Source} from './source.ts';
import {sqlPath} from './sql-path.ts';

/** Looks up the physical line and the raw text of the rejected rows of a file; formats without lines get the row's number. */
export async function locateRejects(session: Session, file: number, {layout}: Source): Promise<void> {
  if (layout === null) {
    await session.run(`update export_rejects set line = row_no + 1 where file = ${file} and line is null`);
    return;
  }
  const wanted = await session.rows<{row_no: number}>(
    `select distinct row_no from export_rejects where file = ${file} and row_no is not null order by row_no`,
  );
  if (wanted.length === 0) return;
  const path = join(session.folder, `lines-${randomUUID()}`);
  const output = openSync(path, 'w');
  let [row, next] = [0, 0];
  try {
    await scanRecords(layout, record => {
      if (record.fault !== null) return true;
      if (row === wanted[next]?.row_no) {
        writeSync(output, csvLine([String(row), String(record.line), record.bytes.toString('utf8')]));
        next++;
      }
      row++;
      return next < wanted.length;
    });
  } finally {
    closeSync(output);
  }
  await session.run(`update export_rejects set line = found.line, raw = found.raw from
    read_csv(${sqlPath(path)}, header = false, auto_detect = false, quote = '"', escape = '"', parallel = false,
      columns = {'row_no': 'BIGINT', 'line': 'BIGINT', 'raw': 'VARCHAR'}, max_line_size = 8000000) as found
    where export_rejects.file = ${file} and export_rejects.row_no = found.row_no`);
}
