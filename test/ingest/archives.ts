import {crc32, deflateRawSync} from 'node:zlib';

/** A member of a zip; the header fields can be made to lie. */
export interface Member {
  path: string;
  content: string | Uint8Array;
  /** Unix mode, e.g. 0o120777 for a link. */
  mode?: number;
  encrypted?: boolean;
  /** Size in the directory, where it is not the real one. */
  bytes?: number;
  packed?: number;
  crc?: number;
  method?: number;
}

/** A zip of these members, written by hand so that it can be broken in every way. */
export function zipOf(members: readonly Member[], claimed = members.length): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const {
    path,
    content,
    mode = 0o100644,
    encrypted = false,
    bytes,
    packed: claimedPacked,
    crc,
    method = 8,
  } of members) {
    const data = Buffer.from(content);
    const packed = method === 0 ? data : deflateRawSync(data);
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800 | Number(encrypted), 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc ?? crc32(data), 10);
    fields.writeUInt32LE(claimedPacked ?? packed.length, 14);
    fields.writeUInt32LE(bytes ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), fields, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(claimed, 4);
  end.writeUInt16LE(claimed, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

export function zipped(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zipOf(Object.entries(files).map(([path, content]) => ({path, content})));
}

/** A cell: text, number, boolean, nothing, a serial date in a format, an error, or XML of one's own. */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | {serial: number; format?: string}
  | {error: string}
  | {xml: string};

export interface TestSheet {
  name: string;
  rows: readonly (readonly TestCell[])[];
  state?: 'hidden' | 'veryHidden';
}

/** A workbook with the least that Excel writes; every text is a shared string. */
export function workbookOf(sheets: readonly TestSheet[], {from1904 = false} = {}): Buffer {
  const strings: string[] = [];
  const formats = ['General', 'yyyy\\-mm\\-dd', 'm/d/yy h:mm', '[$-409]d\\-mmm\\-yyyy;@', '[h]:mm', '0.00" days"'];
  const cell = (value: TestCell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${strings.push(value) - 1}</v></c>`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${Number(value)}</v></c>`;
    if ('error' in value) return `<c r="${at}" t="e"><v>${value.error}</v></c>`;
    if ('xml' in value) return value.xml;
    return `<c r="${at}" s="${formats.indexOf(value.format ?? 'm/d/yy h:mm')}"><v>${value.serial}</v></c>`;
  };
  const parts = sheets.map(({rows}) => {
    const lines = rows.map((row, y) =>
      row.length === 0
        ? ''
        : `<row r="${y + 1}">${row.map((value, x) => cell(value, `${String.fromCharCode(65 + x)}${y + 1}`)).join('')}</row>`,
    );
    return xml(`<worksheet xmlns="x"><sheetData>${lines.join('')}</sheetData></worksheet>`);
  });
  const tabs = sheets.map(
    ({name, state}, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" ${state ? `state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const links = sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  return zipped({
    '[Content_Types].xml': xml('<Types/>'),
    '_rels/.rels': xml(`<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    'xl/workbook.xml': xml(
      `<workbook xmlns:r="r"><workbookPr date1904="${Number(from1904)}"/><sheets>${tabs.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships>${links.join('')}${relation('s', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('t', 'styles', 'styles.xml')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': xml(`<sst>${strings.map(text => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`),
    'xl/styles.xml': xml(
      `<styleSheet><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${at + 164}" formatCode="${escaped(code)}"/>`).join('')}</numFmts>` +
        `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((_, at) => `<xf numFmtId="${at === 0 ? 0 : at + 164}"/>`).join('')}</cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(parts.map((part, at) => [`xl/worksheets/sheet${at + 1}.xml`, part])),
  });
}

function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
}

function xml(text: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
