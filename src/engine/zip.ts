import {createWriteStream} from 'node:fs';
import {statfs} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {crc32} from 'node:zlib';
import type {Entry, ZipFile} from 'yauzl';
import {Problem} from '../problem.ts';

/** One file of an archive; folders are none. */
export interface ZipMember {
  /** As written in the archive, with `/`. */
  path: string;
  /** Unpacked bytes, as the directory says; a member that turns out larger is refused while it is read. */
  bytes: number;
  /** Why this member alone is not read; null where it is. */
  refused: string | null;
  entry: Entry;
}

/** An archive whose directory has been read and found within the limits; to be closed. */
export interface Archive {
  members: readonly ZipMember[];
  stream(member: ZipMember): Promise<Readable>;
  close(): void;
}

/** What the directory may say; a bomb is refused before one byte of it is unpacked. */
const LIMITS = {
  /** A weekly export of Salesforce has one file an object, some 500. */
  members: 5000,
  /** The largest table of an export of 100 M activities takes 12 GB. */
  memberBytes: 16e9,
  totalBytes: 32e9,
  /** Exports pack to a 5th to a 50th, sheets of repeated cells to a 150th; deflate itself ends at a 1032nd. */
  ratio: 300,
  /** Below this a high ratio harms nobody: a file of blanks packs to nothing. */
  ratioFrom: 10e6,
} as const;

/** Opens an archive, or says why not, to stand after its name. */
export async function openZip(path: string): Promise<Archive | {refused: string}> {
  const {openPromise} = (await import('yauzl')).default;
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, {autoClose: false});
    const members = await membersOf(zip);
    if (typeof members !== 'string') return archiveOf(zip, members);
    zip.close();
    return {refused: members};
  } catch (error) {
    zip?.close();
    return {refused: faultOf(error)};
  }
}

/** The members, or what is wrong with the archive as a whole. */
async function membersOf(zip: ZipFile): Promise<ZipMember[] | string> {
  if (zip.entryCount > LIMITS.members)
    return `holds ${zip.entryCount} files, more than the limit of ${LIMITS.members}; unpack it and name the folder`;
  const members: ZipMember[] = [];
  const paths = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return ENCRYPTED;
    if (entry.fileName.endsWith('/')) continue;
    const {fileName: name, uncompressedSize: bytes, compressedSize: packed} = entry;
    const path = name.replace(/^(?:\.\/)+/, '');
    total += bytes;
    if (bytes > LIMITS.memberBytes)
      return `${tooLarge(path, bytes, LIMITS.memberBytes)}; unpack it and name the folder`;
    if (isBomb(bytes, packed))
      return `${path} unpacks to ${Math.round(bytes / Math.max(packed, 1))} times its size, more than the limit of ${LIMITS.ratio}: it is no export`;
    members.push({path, bytes, entry, refused: memberRefusal(entry, paths.has(path))});
    paths.add(path);
  }
  return total > LIMITS.totalBytes
    ? `${tooLarge('', total, LIMITS.totalBytes)}; unpack it and name the folder`
    : members;
}

function isBomb(bytes: number, packed: number): boolean {
  return bytes > LIMITS.ratioFrom && bytes > packed * LIMITS.ratio;
}

/** Why a gzip of so many bytes, of which so many came out so far, is read no further; null where it is. */
export function gzipRefusal(bytes: number, packed: number): string | null {
  if (isBomb(bytes, packed)) return `unpacks to more than ${LIMITS.ratio} times its size: it is no export`;
  return bytes > LIMITS.memberBytes ? `${tooLarge('', bytes, LIMITS.memberBytes)}; unpack it` : null;
}

const ENCRYPTED = 'is encrypted: unpack it with its password and name the folder';

function tooLarge(path: string, bytes: number, limit: number): string {
  return `${path === '' ? '' : `holds ${path}, which `}unpacks to ${gigabytes(bytes)}, more than the limit of ${gigabytes(limit)}`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** High word of the attributes that Unix writes: the kind of a file. */
const [KIND, LINK] = [0o170000, 0o120000];

function memberRefusal(entry: Entry, again: boolean): string | null {
  if (((entry.externalFileAttributes >>> 16) & KIND) === LINK) return 'is a link';
  if (again) return 'stands in the archive twice; the first is read';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return `is packed by a method that is not read (${entry.compressionMethod}); pack it as an ordinary zip`;
  return null;
}

function archiveOf(zip: ZipFile, members: ZipMember[]): Archive {
  return {
    members,
    stream: ({entry}) => zip.openReadStreamPromise(entry),
    close: () => zip.close(),
  };
}

/** Writes a member to a file whose name is ours; what it is called in the archive is never a path on this machine. */
export async function unpackMember(
  archive: Archive,
  member: ZipMember,
  target: string,
  folder: string,
): Promise<string | null> {
  const {bavail, bsize} = await statfs(folder);
  if (member.bytes > bavail * bsize)
    throw new Problem(
      `${member.path} unpacks to ${gigabytes(member.bytes)}, and the temporary folder has ${gigabytes(bavail * bsize)}; name another with --temp-dir <dir>`,
    );
  try {
    await pipeline(checked(await archive.stream(member), member), createWriteStream(target));
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

/** A small member as bytes; the caller has looked at its size. */
export async function memberBytes(archive: Archive, member: ZipMember): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of checked(await archive.stream(member), member)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** yauzl holds a member to the size in the directory, but does not look at its checksum. */
async function* checked(stream: Readable, {entry}: ZipMember): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error(`checksum of ${entry.fileName} differs`);
}

/** The error of yauzl or zlib in the words of somebody who has a zip that does not open. */
function faultOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError) throw error;
  const {message, code} = error as NodeJS.ErrnoException;
  if (/encrypt/i.test(message)) return ENCRYPTED;
  if (/relative path|absolute path|backslash|invalid characters/i.test(message))
    return `holds a path that leads outside (${message.replace(/^.*?: /, '').slice(0, 80)}): it is no export`;
  if (/end of central directory|central directory record|comment length/i.test(message))
    return 'is no zip, or the end of it is missing: download it again, or name it .csv if it is text';
  if (/multi-disk/i.test(message)) return 'is one part of a zip in several parts: unpack it and name the folder';
  if (code === 'EACCES' || code === 'EIO' || code === 'ENOSPC') return `cannot be unpacked (${code})`;
  if (/bytes in the stream/i.test(message)) return 'unpacks to another size than it says: it is damaged, or no export';
  return 'is damaged: download it again';
}
