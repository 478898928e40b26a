import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {scanRecords} from '../../src/ingest/records.ts';
import {repairText} from '../../src/ingest/repair.ts';
import type {Layout} from '../../src/ingest/source.ts';
import {textRelation} from '../../src/ingest/text-source.ts';
import {exportFolder, theSession, withSession} from './exports.ts';

withSession();

function layoutOf(text: string, columns: number): Layout {
  const path = join(exportFolder({'text.csv': text}), 'text.csv');
  return {path, gz: false, delimiter: ',', columns, skip: 1};
}

async function cut(text: string, columns = 3): Promise<[line: number, text: string, fault: string | null][]> {
  const records: [number, string, string | null][] = [];
  await scanRecords(layoutOf(text, columns), ({line, bytes, fault}) => {
    records.push([line, bytes.toString(), fault]);
    return true;
  });
  return records;
}

describe('records', () => {
  test.each<[name: string, text: string, records: [number, string, string | null][]]>([
    [
      'plain',
      'a,b,c\n1,2,3\n4,5,6',
      [
        [2, '1,2,3', null],
        [3, '4,5,6', null],
      ],
    ],
    [
      'line ends within quotes',
      'a,b,c\r\n1,"x\r\ny",3\r\n4,5,6\r\n',
      [
        [2, '1,"x\r\ny",3', null],
        [4, '4,5,6', null],
      ],
    ],
    [
      'line ends of every kind',
      'a,b,c\r1,2,3\n4,5,6\r\n7,8,9',
      [
        [2, '1,2,3', null],
        [3, '4,5,6', null],
        [4, '7,8,9', null],
      ],
    ],
    [
      'blank lines',
      'a,b,c\n\n1,2,3\n  \n4,5,6\n\n',
      [
        [3, '1,2,3', null],
        [5, '4,5,6', null],
      ],
    ],
    [
      'ragged',
      'a,b,c\n1,2\n1,2,3,4\n',
      [
        [2, '1,2', 'has 2 cells where the header has 3'],
        [3, '1,2,3,4', 'has 4 cells where the header has 3'],
      ],
    ],
    ['surplus blank cells', 'a,b,c\n1,2,3,,\n', [[2, '1,2,3', null]]],
    ['a doubled quote', 'a,b,c\n1,"x""y",3\n', [[2, '1,"x""y",3', null]]],
    [
      'text behind a quote',
      'a,b,c\n3,"Acme" Ltd,5\n4,5,6\n',
      [
        [2, '3,"Acme" Ltd,5', 'text follows a closing quote'],
        [3, '4,5,6', null],
      ],
    ],
    [
      'a quote that never closes',
      'a,b,c\n1,"x,3\n4,5,6\n',
      [
        [2, '1,"x,3', 'a quote does not close'],
        [3, '4,5,6', null],
      ],
    ],
    ['a quote within a word', 'a,b,c\n1,5" disk,3\n', [[2, '1,5" disk,3', null]]],
  ])('%s', async (_, text, records) => {
    expect(await cut(text)).toEqual(records);
  });

  test('an endless line is one fault, and lines after it are read', async () => {
    const [first, second] = await cut(`a,b,c\n1,${'x'.repeat(5_000_000)}\n4,5,6\n`);
    expect(first?.[2]).toBe('the row is longer than 2 MB');
    expect(second?.[1]).toBe('4,5,6');
  });
});

/** Counts rows and looks at every cell: a count alone would not cut the cells. */
const READ = 'count(*) + 0 * sum(coalesce(length(c0), 0) + coalesce(length(c1), 0) + coalesce(length(c2), 0))::bigint';

const texts = fc
  .array(fc.constantFrom('a', 'b', '1', ' ', ',', ',', ',', '"', '""', '"x,y"', '\n', '\n', '\r\n', '\r', '\t', "'"), {
    maxLength: 40,
  })
  .map(parts => `h1,h2,h3\n${parts.join('')}`);

test('what is left after repair is read by DuckDB row for row', async () => {
  const session = theSession();
  await fc.assert(
    fc.asyncProperty(texts, async text => {
      const layout = layoutOf(text, 3);
      const repaired = await repairText(layout, session.folder);
      const good = (await cut(text)).filter(([, , fault]) => fault === null);
      const {rows} = await session.row<{rows: number | null}>(
        `select ${READ} as rows from ${textRelation(repaired.layout)}`,
      );
      expect(rows ?? 0).toBe(good.length);
    }),
    {numRuns: 60, examples: [['h1,h2,h3\n,,"\r"']]},
  );
});

test('what DuckDB reads without repair has the same rows', async () => {
  const session = theSession();
  const same = fc.array(
    fc.array(
      fc.constantFrom(
        '',
        ' ',
        'a',
        ' b ',
        '"c"',
        '"d,e"',
        '"f\ng"',
        '"h""i"',
        ' "j"',
        '"k" ',
        "'l",
        'm"n',
        '"o\r\np"',
        '\t',
      ),
      {minLength: 3, maxLength: 5},
    ),
    {maxLength: 6},
  );
  await fc.assert(
    fc.asyncProperty(same, fc.constantFrom('\n', '\r\n'), async (lines, end) => {
      const layout = layoutOf(`h1,h2,h3${end}${lines.map(cells => cells.join(',') + end).join('')}`, 3);
      const count = await session
        .row<{rows: number | null}>(`select ${READ} as rows from ${textRelation(layout)}`)
        .catch(() => null);
      const records: (string | null)[] = [];
      await scanRecords(layout, ({fault}) => records.push(fault) > 0);
      if (count !== null) expect(records).toEqual(Array(count.rows ?? 0).fill(null));
    }),
    {numRuns: 60},
  );
});
