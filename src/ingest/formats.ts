import type {Session} from '../engine/session.ts';
import {STRANGE_FORMAT} from '../words.ts';
import {unpacked} from './contents.ts';
import type {FoundFile} from './find.ts';
import {openJson} from './json-source.ts';
import {openParquet} from './parquet-source.ts';
import {isRefusal, type Refusal, type Source} from './source.ts';
import {openText} from './text-source.ts';

type Open = (file: FoundFile, session: Session) => Promise<Source | Refusal>;

/** What reads workbooks is loaded where there is one. */
const openExcel: Open = async (file, session) => (await import('./sheet-source.ts')).openSheet(file, session);

/** How a file is opened, by its extension. Zips have been replaced by what they hold. */
const FORMATS: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['csv', openText],
  ['tsv', openText],
  ['txt', openText],
  ['parquet', openParquet],
  ['json', openJson],
  ['ndjson', openJson],
  ['jsonl', openJson],
  ['xlsx', openExcel],
  ['xlsm', openExcel],
]);

/** Formats that come out of a spreadsheet and are not read, and what to do. */
const OTHERS: ReadonlyMap<string, string> = new Map(
  ['xls', 'xlsb', 'ods', 'numbers'].map(name => [
    name,
    `.${name} is not read: save it as .xlsx, or each sheet as CSV UTF-8`,
  ]),
);

/** Why no file of this extension can be read; null where it can. */
export function formatReason(file: FoundFile): string | null {
  if (FORMATS.has(file.extension)) return null;
  return (
    OTHERS.get(file.extension) ?? `${STRANGE_FORMAT} (${[...FORMATS.keys(), 'zip'].map(name => `.${name}`).join(' ')})`
  );
}

export async function openFile(file: FoundFile, session: Session): Promise<Source | Refusal> {
  const open = FORMATS.get(file.extension);
  if (open === undefined) return {refused: formatReason(file) ?? ''};
  const readable = await unpacked(file, session.folder);
  return isRefusal(readable) ? readable : open(readable, session);
}
