import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {type Archive, openZip, unpackMember} from '../engine/zip.ts';
import {Problem} from '../problem.ts';
import {HIDDEN_SHEET} from '../words.ts';
import {type Found, type FoundFile, foundFile, isPassedOver, type Unused} from './find.ts';
import {isRefusal, type Refusal} from './source.ts';
import type {Sheet} from './workbook.ts';

/** The files of an export with those within its zips and the sheets of its workbooks; to be closed. */
export interface Contents extends Found {
  close(): void;
}

/** Looks into zips and workbooks. What a zip holds is unpacked when it is read; a workbook within one is unpacked to be looked into. */
export async function openContainers(found: Found, folder: string): Promise<Contents> {
  const archives: Archive[] = [];
  const close = () => {
    for (const archive of archives) archive.close();
  };
  const [files, unused]: [FoundFile[], Unused[]] = [[], [...found.unused]];
  try {
    for (const file of found.files) {
      const within = await filesWithin(file, archives, unused);
      for (const member of isRefusal(within) ? [] : within) {
        const sheets = await sheetsOf(member, folder, unused);
        if (isRefusal(sheets)) unused.push({path: member.path, reason: sheets.refused});
        else files.push(...sheets);
      }
      if (isRefusal(within)) unused.push({path: file.path, reason: within.refused});
    }
  } catch (error) {
    close();
    throw error;
  }
  const [refused] = unused;
  if (found.single && files.length === 0 && refused !== undefined) {
    close();
    throw new Problem(`${refused.path} ${refused.reason}`);
  }
  return {files, unused, single: found.single && files.length === 1, close};
}

/** The file itself, or what a zip holds, at any depth. */
async function filesWithin(file: FoundFile, archives: Archive[], unused: Unused[]): Promise<FoundFile[] | Refusal> {
  if (file.extension !== 'zip') return [file];
  const archive = await openZip(file.absolute);
  if ('refused' in archive) return archive;
  archives.push(archive);
  const members = archive.members.filter(({path}) => !path.split('/').some(isPassedOver));
  members.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return members.flatMap(member => {
    const path = `${file.path}/${member.path}`;
    const within = foundFile(path, '');
    const reason = within.extension === 'zip' ? 'is a zip within a zip: unpack it' : member.refused;
    if (reason === null) return [{...within, packed: {archive, member}}];
    unused.push({path, reason});
    return [];
  });
}

/** The sheets of a workbook as files; one that is alone bears the workbook's name. */
async function sheetsOf(file: FoundFile, folder: string, unused: Unused[]): Promise<FoundFile[] | Refusal> {
  if (!/^xls[xm]$/.test(file.extension)) return [file];
  const {readSheets} = await import('./workbook.ts');
  const workbook = await unpacked(file, folder);
  if (isRefusal(workbook)) return workbook;
  const sheets = await readSheets(workbook.absolute);
  if (isRefusal(sheets)) return sheets;
  const shown = sheets.filter(({hidden, empty}) => !hidden && !empty);
  for (const sheet of sheets) {
    if (sheet.hidden && !sheet.empty) unused.push({path: sheetPath(file, sheet), reason: HIDDEN_SHEET});
  }
  if (shown.length === 1) return shown.map(sheet => ({...workbook, sheet}));
  return shown.length === 0
    ? {refused: 'has no sheet with cells'}
    : shown.map(sheet => ({...workbook, path: sheetPath(file, sheet), stem: sheet.name, sheet}));
}

function sheetPath({path}: FoundFile, {name}: Sheet): string {
  return `${path}/${name.replaceAll('/', '_')}`;
}

/** The file on this machine, unpacked into the private folder where it lies within a zip. */
export async function unpacked({packed, ...file}: FoundFile, folder: string): Promise<FoundFile | Refusal> {
  if (packed === undefined) return file;
  const absolute = join(folder, `member-${randomUUID()}`);
  const refused = await unpackMember(packed.archive, packed.member, absolute, folder);
  return refused === null ? {...file, absolute} : {refused};
}
