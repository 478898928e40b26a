import {isUtf8} from 'node:buffer';
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {createGunzip} from 'node:zlib';
import {gzipRefusal} from '../engine/zip.ts';
import {guessEncoding, headLength, MOST_HEAD, repairedEncoding, wrongKind} from './encoding.ts';
import type {FoundFile} from './find.ts';
import type {Refusal} from './source.ts';

/** Text that DuckDB can read as UTF-8: the file itself, or a copy in the session's folder. */
export interface CleanText {
  path: string;
  gz: boolean;
  encoding: string;
  /** The first 64 KB and lines, decoded. */
  head: string;
  /** True where `head` is all there is. */
  whole: boolean;
  /** Some line is longer than DuckDB reads. */
  overlong: boolean;
  /** The last character that is no blank, where it is ASCII. */
  end: string;
  notes: string[];
}

const CHUNK = 1 << 20;

/** Bytes of a file in pieces, unpacked where it is gzip. */
export async function* fileBytes(path: string, gz: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, {highWaterMark: CHUNK});
  if (!gz) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unzip = createGunzip({chunkSize: CHUNK});
  file.on('error', error => unzip.destroy(error));
  try {
    yield* file.pipe(unzip) as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}

/** SHA-256 and size of the file as it lies on disk. Slow beside the check of bytes, so it runs while DuckDB reads. */
export async function fingerprint(path: string): Promise<{sha256: string; bytes: number}> {
  const hash = createHash('sha256');
  for await (const chunk of fileBytes(path, false)) hash.update(chunk);
  return {sha256: hash.digest('hex'), bytes: (await stat(path)).size};
}

/** Checks every byte before DuckDB sees one: it notices bad UTF-8 late and in used columns only. */
export async function cleanText(file: FoundFile, folder: string): Promise<CleanText | Refusal> {
  const gz = await isGzip(file.absolute);
  try {
    const scan = await scanBytes(file.absolute, gz);
    if (scan.refused !== null) return {refused: scan.refused};
    if (scan.bytes === 0) return {refused: 'is empty'};
    const wrong = wrongKind(scan.head);
    if (wrong !== null) return {refused: wrong};
    return await readable(file, gz, scan, folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return {refused: 'is not a complete gzip file'};
    if (code === 'EACCES' || code === 'EIO') return {refused: `cannot be read (${code})`};
    throw error;
  }
}

async function readable(file: FoundFile, gz: boolean, scan: Scan, folder: string): Promise<CleanText | Refusal> {
  const whole = scan.bytes === scan.head.length;
  const end = String.fromCharCode(scan.end);
  const encoding = guessEncoding(scan.head, scan.utf8);
  if (encoding === 'utf-8' && scan.utf8 && !scan.nul) {
    const head = new TextDecoder('utf-8').decode(scan.head);
    return {path: file.absolute, gz, encoding: 'utf-8', head, whole, overlong: scan.overlong, end, notes: []};
  }
  const copy = await repairedEncoding(() => fileBytes(file.absolute, gz), encoding, folder);
  if (scan.nul && !encoding.startsWith('utf-16')) copy.notes.push('NUL bytes are removed');
  if (copy.head.trim() === '') return {refused: 'holds nothing but blanks'};
  const {path, encoding: read, head, notes} = copy;
  return {path, gz: false, encoding: read, head, whole, overlong: scan.overlong, end, notes};
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

interface Scan {
  /** Why it was given up half-way. */
  refused: string | null;
  bytes: number;
  head: Buffer;
  utf8: boolean;
  nul: boolean;
  overlong: boolean;
  /** The last byte that is neither blank nor the other half of a UTF-16 character. */
  end: number;
}

/** DuckDB's default limit of a line. Of a last one that is longer than its buffer it says nothing at all, and leaves it out. */
export const LONGEST_LINE = 2_000_000;

const [NEWLINE, SPACE] = [10, 32];

async function scanBytes(path: string, gz: boolean): Promise<Scan> {
  const packed = (await stat(path)).size;
  const scan: Scan = {refused: null, bytes: 0, head: Buffer.alloc(0), utf8: true, nul: false, overlong: false, end: 0};
  // bytes since the last line end; a chunk is shorter than the limit, so that the first line end in each is enough
  let line = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of fileBytes(path, gz)) {
    if (scan.head.length < MOST_HEAD)
      scan.head = Buffer.concat([scan.head, chunk.subarray(0, MOST_HEAD - scan.head.length)]);
    scan.bytes += chunk.length;
    scan.refused = gz ? gzipRefusal(scan.bytes, packed) : null;
    if (scan.refused !== null) break;
    scan.nul ||= chunk.includes(0);
    scan.end = chunk.findLast(byte => byte > SPACE) ?? scan.end;
    const end = chunk.indexOf(NEWLINE);
    scan.overlong ||= line + (end < 0 ? chunk.length : end) > LONGEST_LINE;
    line = end < 0 ? line + chunk.length : chunk.length - 1 - chunk.lastIndexOf(NEWLINE);
    if (!scan.utf8) continue;
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = joined.length - unfinished(joined);
    scan.utf8 = isUtf8(joined.subarray(0, cut));
    rest = Buffer.from(joined.subarray(cut));
  }
  scan.utf8 &&= rest.length === 0;
  scan.head = scan.head.subarray(0, headLength(scan.head));
  return scan;
}

/** Bytes at the end that begin a UTF-8 character which the next chunk may finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
