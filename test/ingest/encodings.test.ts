import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {ingestFiles, leadValues, refusal, theSession, withSession} from './exports.ts';

withSession();

const TEXT = 'lead_id,created_at,company\nL1,2026-01-01T00:00:00Z,Café „Zürich“ – 5 €\n';
const [COMPANY] = ['Café „Zürich“ – 5 €'];
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const windows = (text: string) =>
  Buffer.from(
    [...text].map(character => ({'€': 0x80, '„': 0x84, '“': 0x93, '–': 0x96})[character] ?? character.charCodeAt(0)),
  );

describe('encodings', () => {
  test.each<[name: string, bytes: Uint8Array, encoding: string]>([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['UTF-16 LE', utf16(`\ufeff${TEXT}`, false), 'utf-16le'],
    ['UTF-16 BE', utf16(`\ufeff${TEXT}`, true), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(TEXT, false), 'utf-16le'],
    ['Windows-1252', windows(TEXT), 'windows-1252'],
    ['gzip of UTF-8', gzipSync(TEXT), 'utf-8'],
    ['gzip of Windows-1252', gzipSync(windows(TEXT)), 'windows-1252'],
    ['NUL bytes', Buffer.from(TEXT.replace('Café', 'C\0a\0fé')), 'utf-8'],
  ])('%s', async (_, bytes, encoding) => {
    const {files} = await ingestFiles({[bytes[0] === 0x1f ? 'leads.csv.gz' : 'leads.csv']: bytes});
    expect(await leadValues('company')).toEqual([COMPANY]);
    expect(files).toMatchObject([{encoding, read: 1, loaded: 1, bytes: bytes.length}]);
  });

  test('a character may lie across chunks', async () => {
    const filler = 'x'.repeat(2 ** 20 - 'lead_id,created_at,company\nL1,2026-01-01T00:00:00Z,'.length - 1);
    const {files} = await ingestFiles({
      'leads.csv': `lead_id,created_at,company\nL1,2026-01-01T00:00:00Z,${filler}é€\n`,
    });
    expect(files[0]?.encoding).toBe('utf-8');
    expect(await leadValues('company')).toEqual([`${filler}é€`]);
  });

  test('UTF-8 with a character cut in half stays UTF-8', async () => {
    const good = Array.from({length: 20}, (_, at) => `L${at},2026-01-01T00:00:00Z,é${at}\n`).join('');
    const bytes = Buffer.concat([
      Buffer.from(`lead_id,created_at,company\n${good}L99,2026-01-01T00:00:00Z,`),
      Buffer.from([0xc3]),
      Buffer.from('\n'),
    ]);
    const {files, notes} = await ingestFiles({'leads.csv': bytes});
    expect(files[0]?.encoding).toBe('utf-8');
    expect((await leadValues('company'))[0]).toBe('é0');
    expect(notes).toEqual(['leads.csv: 1 character of broken UTF-8 replaced by U+FFFD']);
  });
});

describe('files that are no table', () => {
  test.each<[name: string, content: string | Uint8Array, says: RegExp]>([
    ['0 bytes', '', /leads\.csv is empty/],
    ['blanks', ' \n\n', /leads\.csv holds nothing but blanks/],
    ['header only', 'lead_id,created_at\n', /leads\.csv has a header and no rows/],
    [
      'a quote that opens in the first row and never closes',
      'lead_id,created_at,company\nL1,2026-01-01T00:00:00Z,"open\nL2,2026-01-01T00:00:00Z,b\n',
      /leads\.csv: 1 of 2 rows \(50%\) cannot be used[\s\S]*line 2/,
    ],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /leads\.csv is a web page/],
    ['a workbook', Buffer.from('PK\x03\x04rest'), /leads\.csv is a zip or an Excel workbook/],
    ['binary', Buffer.from(Array.from({length: 500}, (_, at) => (at * 7) % 31)), /leads\.csv is not text/],
    ['a gzip bomb', gzipSync(Buffer.alloc(20e6)), /unpacks to more than 300 times its size: it is no export/],
    ['half a gzip', gzipSync(TEXT.repeat(50)).subarray(0, 60), /leads\.csv is not a complete gzip/],
  ])('%s', async (_, content, says) => {
    expect(await refusal({'leads.csv': content})).toMatch(says);
    const {unused} = await ingestFiles({'leads.csv': TEXT, 'users.csv': content});
    expect(unused).toEqual([{path: 'users.csv', reason: expect.any(String)}]);
  });

  test('header only is allowed where the caller allows it', async () => {
    const {tables, files} = await ingestFiles({'leads.csv': 'lead_id,created_at\n'}, {allowEmpty: true});
    expect(tables.leads.present).toBe(true);
    expect(files).toMatchObject([{read: 0, loaded: 0}]);
  });
});

test.each(['utf-8', 'utf-16le'] as const)('a header of more than 64 KB in %s is read to its end', async encoding => {
  const labels = Array.from(
    {length: 1100},
    (_, at) => `Date entered "Stage ${at}" (Lifecycle Stage Pipeline of the sales team)`,
  );
  const quoted = labels.map(label => `"${label.replaceAll('"', '""')}"`);
  const text = `lead_id,created_at,${quoted.join(',')},email\nL1,2026-01-01T10:00:00Z${',x'.repeat(labels.length)},a@b.example\n`;
  const {files} = await ingestFiles({'leads.csv': Buffer.from(`\ufeff${text}`, encoding)});
  expect(files).toMatchObject([{read: 1, loaded: 1, rejected: 0}]);
  expect(await theSession().rows('select email from export_leads')).toEqual([{email: 'a@b.example'}]);
});
