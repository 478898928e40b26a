import {randomUUID} from 'node:crypto';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {plural} from '../words.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

interface Copy {
  path: string;
  head: string;
  encoding: string;
  notes: string[];
}

const [LEAST_HEAD, HEAD_LINES] = [1 << 16, 8];

/** Of so much the head is taken. */
export const MOST_HEAD = 1 << 20;

/** 64 KB, or as far as a title, the header and some rows reach: a header of a thousand labels is longer. */
export function headLength(text: string | Buffer): number {
  let end = -1;
  for (let line = 0; line < HEAD_LINES; line++) {
    end = text.indexOf('\n', end + 1);
    // without any line end it is no table
    if (end < 0) return line === 0 ? Math.min(text.length, LEAST_HEAD) : text.length;
  }
  return Math.min(text.length, Math.max(LEAST_HEAD, end + 1));
}

/** Files that carry a table's extension and are something else, by their first bytes. */
export function wrongKind(head: Buffer): string | null {
  const start = head.subarray(0, 512).toString('latin1');
  if (start.startsWith('PK\x03\x04'))
    return 'is a zip or an Excel workbook under another name; give it the extension .zip or .xlsx';
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'is an old Excel workbook under another name; save it as CSV';
  if (start.startsWith('%PDF')) return 'is a PDF under another name';
  if (start.startsWith('PAR1')) return 'is Parquet; give it the extension .parquet';
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)/i.test(start)) {
    return 'is a web page, not a table: probably the sign-in page that came instead of the export';
  }
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml/i.test(start)) return 'is XML; save it as CSV';
  return looksBinary(head) ? 'is not text' : null;
}

/** More than 5% control characters in the first 4 KB; NUL bytes count only where they are no half of UTF-16. */
function looksBinary(head: Buffer): boolean {
  if (guessEncoding(head, true) !== 'utf-8') return false;
  const start = head.subarray(0, 4096);
  let control = 0;
  for (const byte of start) if (byte < 9 || (byte > 13 && byte < 32)) control++;
  return control > start.length * 0.05;
}

export function guessEncoding(head: Buffer, utf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (!head.includes(0)) return utf8 ? 'utf-8' : 'windows-1252';
  // Latin text in UTF-16 without a mark: every other byte is NUL
  let [even, odd] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (odd > head.length * 0.3 && even < head.length * 0.05) return 'utf-16le';
  if (even > head.length * 0.3 && odd < head.length * 0.05) return 'utf-16be';
  return utf8 ? 'utf-8' : 'windows-1252';
}

/** Writes the text as UTF-8 without NUL characters into the folder. */
export async function repairedEncoding(
  bytes: () => AsyncIterable<Buffer>,
  guess: Encoding,
  folder: string,
): Promise<Copy> {
  const broken = guess === 'windows-1252' ? await brokenUtf8(bytes()) : null;
  const encoding = broken === null ? guess : 'utf-8';
  const notes = broken === null ? [] : [`${plural(broken, 'character')} of broken UTF-8 replaced by U+FFFD`];
  // stream: true also keeps Node 20 from leaving 0x80-0x9f of windows-1252 undecoded
  const decoder = new TextDecoder(encoding);
  const path = join(folder, `text-${randomUUID()}`);
  const file = await open(path, 'w');
  let head = '';
  try {
    const write = async (text: string) => {
      const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
      if (head.length < MOST_HEAD) head += clean.slice(0, MOST_HEAD - head.length);
      await file.writeFile(clean);
    };
    for await (const chunk of bytes()) await write(decoder.decode(chunk, {stream: true}));
    await write(decoder.decode());
  } finally {
    await file.close();
  }
  return {path, head: head.slice(0, headLength(head)), encoding, notes};
}

/**
 * Characters that are broken, where the text is UTF-8 all the same (a cell cut within a character): less than a tenth of
 * those beyond ASCII. Null where it is another encoding.
 */
async function brokenUtf8(bytes: AsyncIterable<Buffer>): Promise<number | null> {
  const decoder = new TextDecoder('utf-8');
  let [broken, others] = [0, 0];
  for await (const chunk of bytes) {
    for (const character of decoder.decode(chunk, {stream: true}).match(/[^\0-\x7f]/gu) ?? []) {
      if (character === '\ufffd') broken++;
      else others++;
    }
  }
  return broken <= others * 0.1 ? broken : null;
}
