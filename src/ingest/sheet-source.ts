import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {grouped, plural} from '../words.ts';
import type {FoundFile} from './find.ts';
import {type SheetCount, writeSheet} from './sheet-text.ts';
import {isRefusal, type Refusal, type Source} from './source.ts';
import {openText} from './text-source.ts';
import {readWorkbook, withWorkbook} from './workbook.ts';

/** A worksheet: written as CSV into the private folder, one record a row of the sheet, and read as any other text. */
export async function openSheet(file: FoundFile, session: {folder: string}): Promise<Source | Refusal> {
  const {sheet} = file;
  if (sheet === undefined) return {refused: 'is an Excel workbook without sheets'};
  const path = join(session.folder, `sheet-${randomUUID()}`);
  const count = await withWorkbook(file.absolute, async parts =>
    writeSheet(parts, sheet.part, await readWorkbook(parts), path),
  );
  if (isRefusal(count)) return count;
  const source = await openText({...file, absolute: path, extension: 'csv', gz: false}, session, ',');
  if (isRefusal(source)) return source;
  return {
    ...source,
    file,
    format: file.extension,
    layout: source.layout === null ? null : {...source.layout, rows: true},
    notes: [...source.notes, ...notesOf(count)],
  };
}

function notesOf({errors, uncomputed, beyond, firstBeyond}: SheetCount): string[] {
  return [
    ...(errors > 0 ? [`${plural(errors, 'cell')} with an Excel error such as #N/A read as blank`] : []),
    ...(uncomputed > 0 ? [`${plural(uncomputed, 'formula')} without a stored value read as blank`] : []),
    ...(beyond > 0
      ? [`cells beside the table in ${plural(beyond, 'row')} are left out, the first in row ${grouped(firstBeyond)}`]
      : []),
  ];
}
