import {open} from 'node:fs/promises';
import {type Archive, openZip, type ZipMember} from '../engine/zip.ts';
import {dateStyles} from './cell-styles.ts';
import {textReader} from './rich-text.ts';
import type {Refusal} from './source.ts';
import {BadXml, walkXml} from './xml.ts';

/** A worksheet of a workbook. */
export interface Sheet {
  name: string;
  /** Path of its part within the workbook. */
  part: string;
  hidden: boolean;
  /** True where no cell holds anything. */
  empty: boolean;
}

/** What cells refer to. */
export interface Workbook {
  strings: readonly string[];
  /** By style index: does a number in it stand for a date? */
  dates: readonly boolean[];
  /** Days count from 1904, as old Macs had it, instead of 1900. */
  from1904: boolean;
}

/** All texts of a workbook are in memory while a sheet is read; more than this is no export of a CRM. */
const MOST_STRING_BYTES = 1e9;

/** The worksheets in the order of their tabs; nothing but their beginnings is read. */
export async function readSheets(path: string): Promise<Sheet[] | Refusal> {
  return withWorkbook(path, async parts => {
    const {sheets} = await readDirectory(parts);
    const found: Sheet[] = [];
    for (const {name, part, hidden} of sheets) found.push({name, part, hidden, empty: !(await hasCells(parts, part))});
    return found;
  });
}

/** Opens the parts of a workbook for one use; a workbook that cannot be read is a refusal. */
export async function withWorkbook<T>(path: string, use: (parts: Parts) => Promise<T>): Promise<T | Refusal> {
  if (await isCompoundFile(path))
    return {refused: 'is an old or encrypted Excel workbook: save it as .xlsx without a password, or as CSV UTF-8'};
  const archive = await openZip(path);
  if ('refused' in archive) return archive;
  try {
    return await use(partsOf(archive));
  } catch (error) {
    if (error instanceof BadXml) return {refused: `is no readable Excel workbook (${error.message.slice(0, 100)})`};
    // what yauzl and zlib say of bytes that do not unpack
    if (
      error instanceof Error &&
      /bytes in the stream|local file header|file data overflows|inflat|invalid|unexpected end/i.test(error.message)
    )
      return {refused: 'is a damaged Excel workbook: save it again'};
    throw error;
  } finally {
    archive.close();
  }
}

/** Parts by their path, and how to read one. */
export interface Parts {
  archive: Archive;
  members: ReadonlyMap<string, ZipMember>;
}

function partsOf(archive: Archive): Parts {
  return {archive, members: new Map(archive.members.map(member => [member.path, member]))};
}

export async function walkPart(
  {archive, members}: Parts,
  path: string,
  handlers: Parameters<typeof walkXml>[1],
): Promise<void> {
  const member = members.get(path);
  if (member === undefined) throw new BadXml(`it has no ${path}`);
  await walkXml(await archive.stream(member), handlers);
}

interface Directory {
  sheets: Omit<Sheet, 'empty'>[];
  from1904: boolean;
  /** Paths of the other parts by their kind. */
  others: ReadonlyMap<string, string>;
}

async function readDirectory(parts: Parts): Promise<Directory> {
  const root = await relations(parts, '_rels/.rels', '');
  const path = root.find(({kind}) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const links = await relations(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const worksheets = new Map(links.filter(({kind}) => kind === 'worksheet').map(({id, target}) => [id, target]));
  const directory = {sheets: [] as Omit<Sheet, 'empty'>[], from1904: false};
  await walkPart(parts, path, {
    open(name, attributes) {
      if (name === 'workbookPr') directory.from1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      const part = worksheets.get(id);
      // a sheet of charts has no cells
      if (part === undefined) return;
      const hidden = /hidden/i.test(attributes['state'] ?? '');
      directory.sheets.push({name: attributes['name'] ?? '', part, hidden});
    },
  });
  return {...directory, others: new Map(links.map(({kind, target}) => [kind, target]))};
}

interface Relation {
  id: string;
  kind: string;
  target: string;
}

async function relations(parts: Parts, path: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!parts.members.has(path)) return found;
  await walkPart(parts, path, {
    open(name, {Id: id = '', Type: type = '', Target: target = ''}) {
      if (name !== 'Relationship') return;
      const absolute = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      found.push({id, kind: type.slice(type.lastIndexOf('/') + 1), target: absolute.replace(/^\.\//, '')});
    },
  });
  return found;
}

/** Everything that the cells of its sheets refer to. */
export async function readWorkbook(parts: Parts): Promise<Workbook> {
  const {from1904, others} = await readDirectory(parts);
  const [strings, styles] = [others.get('sharedStrings'), others.get('styles')];
  return {
    strings: strings !== undefined && parts.members.has(strings) ? await sharedStrings(parts, strings) : [],
    dates: styles !== undefined && parts.members.has(styles) ? await dateStyles(parts, styles) : [],
    from1904,
  };
}

async function sharedStrings(parts: Parts, path: string): Promise<string[]> {
  const bytes = parts.members.get(path)?.bytes ?? 0;
  if (bytes > MOST_STRING_BYTES)
    throw new BadXml(
      `its texts take ${(bytes / 1e9).toFixed(1)} GB, more than the limit of 1 GB; save the sheet as CSV`,
    );
  const strings: string[] = [];
  const reader = textReader();
  await walkPart(parts, path, {
    open: reader.open,
    text: reader.text,
    close(name) {
      reader.close(name);
      if (name === 'si') strings.push(reader.take());
    },
  });
  return strings;
}

async function hasCells(parts: Parts, path: string): Promise<boolean> {
  let [inside, found] = [false, false];
  await walkPart(parts, path, {
    open(name) {
      inside = name === 'v' || name === 't';
    },
    text(text) {
      found ||= inside && text.trim() !== '';
    },
    close() {
      inside = false;
    },
    enough: () => found,
  });
  return found;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Workbooks before 2007, and newer ones with a password, are compound files of OLE. */
async function isCompoundFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE(0) === 0xd0cf11e0;
  } finally {
    await file.close();
  }
}
