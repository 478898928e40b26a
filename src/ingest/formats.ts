import type {Session} from '../engine/session.ts';
import type {FoundFile} from './find.ts';
import {openJson} from './json-source.ts';
import {openParquet} from './parquet-source.ts';
import type {Refusal, Source} from './source.ts';
import {openText} from './text-source.ts';

type Open = (file: FoundFile, session: Session) => Promise<Source | Refusal>;

/** How a file is opened, by its extension. */
const FORMATS: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['csv', openText],
  ['tsv', openText],
  ['txt', openText],
  ['parquet', openParquet],
  ['json', openJson],
  ['ndjson', openJson],
  ['jsonl', openJson],
]);

/** Formats that are promised and not read yet, and what to do until then. */
const LATER: ReadonlyMap<string, string> = new Map([
  ['zip', 'a .zip is not read yet: unpack it'],
  ['xlsx', 'an Excel workbook is not read yet: save each sheet as CSV UTF-8'],
]);

/** Why no file of this extension can be read; null where it can. */
export function formatReason(file: FoundFile): string | null {
  if (FORMATS.has(file.extension)) return null;
  return (
    LATER.get(file.extension) ??
    `is not a format that is read (${[...FORMATS.keys()].map(name => `.${name}`).join(' ')})`
  );
}

export async function openFile(file: FoundFile, session: Session): Promise<Source | Refusal> {
  const open = FORMATS.get(file.extension);
  return open === undefined ? {refused: formatReason(file) ?? ''} : open(file, session);
}
