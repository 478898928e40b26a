import {closeSync, openSync, writeSync} from 'node:fs';
import {columnOf, dateCell, numberCell} from './cells.ts';
import {plainText, textReader} from './rich-text.ts';
import {type Parts, type Workbook, walkPart} from './workbook.ts';
import {BadXml} from './xml.ts';

export interface SheetCount {
  /** Cells with `#N/A` and the like. */
  errors: number;
  /** Formulas that whoever wrote the workbook has not computed. */
  uncomputed: number;
  /** Rows with cells to the right of the table, and the first of them, from 1. */
  beyond: number;
  firstBeyond: number;
}

/** Excel's own limits; a sheet that claims more was made by hand. */
const [ROWS, COLUMNS] = [1_048_576, 16_384];

/** Texts that many cells share, and rows with one cell far to the right, grow when they are written out: 4,000 bytes a row are enough. */
const MOST_TEXT = 4e9;

/** The table is as wide as the widest of these rows. */
const LOOKED_AT = 1000;

/** Writes a sheet as CSV with one record a row, so that the n-th record is the n-th row; blank rows are blank lines. */
export async function writeSheet(parts: Parts, part: string, workbook: Workbook, path: string): Promise<SheetCount> {
  const count: SheetCount = {errors: 0, uncomputed: 0, beyond: 0, firstBeyond: 0};
  const output = openSync(path, 'w');
  const records = recordWriter(output, count);
  try {
    await walkSheet(parts, part, workbook, count, records.row);
    records.finish();
  } finally {
    closeSync(output);
  }
  return count;
}

/** Rows of a sheet with their number from 1. */
async function walkSheet(
  parts: Parts,
  part: string,
  workbook: Workbook,
  count: SheetCount,
  onRow: (cells: string[], row: number) => void,
): Promise<void> {
  const inline = textReader();
  let [row, column, cells] = [0, 0, [] as string[]];
  let [type, style, value, formula, inValue] = ['', 0, '', false, false];
  await walkPart(parts, part, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          // a row without a number, or with one that has been, is the next
          row = Math.max(row + 1, Number(attributes['r'] ?? 0) || 0);
          if (row > ROWS) throw new BadXml(`a sheet has row ${row}`);
          [column, cells] = [0, []];
          break;
        case 'c':
          [type, style, value, formula] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? -1), '', false];
          if (attributes['r'] !== undefined) column = Math.max(columnOf(attributes['r']), 0);
          if (column >= COLUMNS) throw new BadXml(`a sheet has column ${column + 1}`);
          break;
        case 'f':
          formula = true;
          break;
        case 'v':
          inValue = true;
          break;
        default:
          inline.open(name);
      }
    },
    text(text) {
      if (inValue) value += text;
      else inline.text(text);
    },
    close(name) {
      switch (name) {
        case 'row':
          onRow(cells, row);
          break;
        case 'c':
          if (type === 'e') count.errors++;
          else if (formula && value === '' && type !== 'str') count.uncomputed++;
          setCell(cells, column++, cellText(type, style, type === 'inlineStr' ? inline.take() : value, workbook));
          break;
        case 'v':
          inValue = false;
          break;
        default:
          inline.close(name);
      }
    },
  });
}

function setCell(cells: string[], column: number, text: string): void {
  if (text === '') return;
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

function cellText(type: string, style: number, value: string, {strings, dates, from1904}: Workbook): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'e':
      return '';
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : value === '' ? '' : 'FALSE';
    case 'str':
      return plainText(value);
    case 'inlineStr':
    case 'd':
      return value;
    default:
      return dates[style] === true ? dateCell(value, from1904) : numberCell(value);
  }
}

/** Gathers rows, settles the width, and writes by the megabyte. */
function recordWriter(output: number, count: SheetCount): {row(cells: string[], row: number): void; finish(): void} {
  let first: {cells: string[]; row: number}[] | null = [];
  let [width, written, total, pending] = [0, 0, 0, ''];
  const flush = () => {
    total += writeSync(output, pending);
    if (total > MOST_TEXT) throw new BadXml('a sheet has more than 4 GB of text');
    pending = '';
  };
  const write = (cells: readonly string[], row: number) => {
    if (cells.length > width && count.beyond++ === 0) count.firstBeyond = row;
    if (row - written > 1) pending += '\n'.repeat(row - written - 1);
    written = row;
    pending += `${cells.length === 0 ? '' : record(cells, width)}\n`;
    if (pending.length >= 1 << 20) flush();
  };
  const settle = () => {
    if (first === null) return;
    width = first.reduce((most, {cells}) => Math.max(most, cells.length), 0);
    for (const {cells, row} of first) write(cells, row);
    first = null;
  };
  return {
    row(cells, row) {
      if (first === null) write(cells, row);
      else if (first.push({cells, row}) === LOOKED_AT) settle();
    },
    finish() {
      settle();
      flush();
    },
  };
}

function record(cells: readonly string[], width: number): string {
  let text = '';
  for (let at = 0; at < width; at++) {
    const cell = cells[at] ?? '';
    text += `${at === 0 ? '' : ','}${cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`}`;
  }
  return text;
}
