import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {dateCell, numberCell} from '../../src/ingest/cells.ts';
import {type TestCell, type TestSheet, workbookOf, zipped} from './archives.ts';
import {exportFolder, ingestFiles, ingestPath, leadValues, refusal, rows, withSession} from './exports.ts';

withSession();

const HEADER = ['lead_id', 'created_at'];

function leadsBook(...lines: readonly (readonly TestCell[])[]): Buffer {
  return workbookOf([{name: 'Sheet1', rows: [HEADER, ...lines]}]);
}

// serials by hand: 1 January 2026 is day 46,023; 09:30 is 0.3958333...
describe('cells', () => {
  test.each<[serial: string, from1904: boolean, text: string]>([
    ['46023', false, '2026-01-01'],
    ['46023.395833333336', false, '2026-01-01 09:30:00'],
    ['46023.999994', false, '2026-01-01 23:59:59'],
    ['46023.9999999', false, '2026-01-02'],
    ['44561', true, '2026-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, '1900-02-29'],
    ['61', false, '1900-03-01'],
    ['0.5', false, '12:00:00'],
    ['-1', false, '-1'],
    ['2958465', false, '9999-12-31'],
    ['1e300', false, '1E+300'],
    ['', false, ''],
  ])('the date %s (1904: %s) is %s', (serial, from1904, text) => {
    expect(dateCell(serial, from1904)).toBe(text);
  });

  test.each<[value: string, text: string]>([
    ['105284123456', '105284123456'],
    ['123456789012345', '123456789012345'],
    ['1.05284123456789E+17', '1.05284123456789E+17'],
    ['105284000000000000', '1.05284E+17'],
    ['1.1000000000000001', '1.1'],
    ['-3', '-3'],
    ['1E-3', '0.001'],
    ['1.05284E+11', '105284000000'],
  ])('the number %s is %s', (value, text) => {
    expect(numberCell(value)).toBe(text);
  });
});

describe('a workbook', () => {
  test('of one sheet goes by the name of the file, with the hash of the file', async () => {
    const book = leadsBook(['L1', {serial: 46023.395833333336}], ['L2', {serial: 46023, format: 'yyyy\\-mm\\-dd'}]);
    const {files, mapping} = await ingestFiles({'Leads.xlsx': book}, {sourceTimeZone: 'Europe/Berlin'});
    expect(files).toMatchObject([
      {
        path: 'Leads.xlsx',
        table: 'leads',
        format: 'xlsx',
        sha256: createHash('sha256').update(book).digest('hex'),
        bytes: book.length,
        read: 2,
        loaded: 2,
      },
    ]);
    expect(await leadValues('created_at')).toEqual(['2026-01-01T08:30:00Z', '2025-12-31T23:00:00Z']);
    expect(mapping.find(({column}) => column === 'created_at')?.read_as).toBe('date: iso, Europe/Berlin');
  });

  test('its times have no zone, as those of a CSV have none', async () => {
    expect(await refusal({'leads.xlsx': leadsBook(['L1', {serial: 46023.5}])})).toMatch(
      /leads\.xlsx: the times in column "created_at" do not say their time zone \(e\.g\. 2026-01-01 12:00:00\)/,
    );
  });

  test('days alone need no zone', async () => {
    await ingestFiles({'leads.xlsx': leadsBook(['L1', {serial: 46023, format: '[$-409]d\\-mmm\\-yyyy;@'}])});
    expect(await leadValues('created_at')).toEqual(['2026-01-01T05:00:00Z']);
  });

  test('from a Mac of old counts from 1904', async () => {
    const book = workbookOf([{name: 'Leads', rows: [HEADER, ['L1', {serial: 44561}]]}], {from1904: true});
    await ingestFiles({'leads.xlsx': book}, {timeZone: 'UTC'});
    expect(await leadValues('created_at')).toEqual(['2026-01-01T00:00:00Z']);
  });

  test('of several sheets: each is a table by its name', async () => {
    const sheets: TestSheet[] = [
      {name: 'Notes', rows: [['made by hand']]},
      {name: 'Leads', rows: [HEADER, ['L1', {serial: 46023}]]},
      {name: 'Reps', rows: [['user_id'], ['U1']]},
      {name: 'Empty', rows: []},
      {name: 'Deals', rows: [['opportunity_id'], ['O1']], state: 'veryHidden'},
    ];
    const folder = exportFolder({'export.xlsx': workbookOf(sheets)});
    const {files, unused} = await ingestPath(join(folder, 'export.xlsx'));
    expect(files.map(({path, table, loaded}) => [path, table, loaded])).toEqual([
      ['export.xlsx/Leads', 'leads', 1],
      ['export.xlsx/Reps', 'users', 1],
    ]);
    expect(unused).toEqual([
      {path: 'export.xlsx/Deals', reason: 'is a hidden sheet'},
      {path: 'export.xlsx/Notes', reason: 'has a header and no rows'},
    ]);
  });

  test('booleans, errors, formulas, rich text, gaps', async () => {
    const {mapping, notes} = await ingestFiles({
      'leads.xlsx': workbookOf([
        {
          name: 'Leads',
          rows: [
            [...HEADER, 'company', 'owner', 'employees', 'flag'],
            ['L1', {serial: 46023}, {error: '#N/A'}, {error: '#REF!'}, 12, true],
            [
              'L2',
              {serial: 46023},
              {xml: '<c r="C3" t="inlineStr"><is><r><t>Ac</t></r><r><t>me_x000A_&amp; Co</t></r></is></c>'},
              null,
              1.1,
              false,
            ],
            [
              'L3',
              {serial: 46023},
              {xml: '<c r="C4"><f>A1</f></c>'},
              {xml: '<c r="D4" t="str"><f>B1</f><v>Ann</v></c>'},
            ],
          ],
        },
      ]),
    });
    expect(await rows('select company, owner, employees, flag from export_leads order by rowid')).toEqual([
      {company: null, owner: null, employees: 12, flag: 'TRUE'},
      {company: 'Acme\n& Co', owner: null, employees: 1.1, flag: 'FALSE'},
      {company: null, owner: 'Ann', employees: null, flag: null},
    ]);
    expect(mapping.every(({unreadable}) => unreadable === 0)).toBe(true);
    expect(notes).toEqual([
      'leads.xlsx: 2 cells with an Excel error such as #N/A read as blank',
      'leads.xlsx: 1 formula without a stored value read as blank',
    ]);
  });

  test('titles above the header, footers below, and rejects by the row of the sheet', async () => {
    const {files, notes} = await ingestFiles(
      {
        'leads.xlsx': workbookOf([
          {
            name: 'Report',
            rows: [
              ['Leads of\nQ1'],
              [],
              HEADER,
              ['L1', {serial: 46023}],
              [],
              ['L2', 'some day'],
              [null, {serial: 46023}],
              ['L3\nand more', {serial: 46023}],
              [],
              ['Grand Totals (3 records)'],
              ['Confidential Information - Do Not Distribute'],
            ],
          },
        ]),
      },
      {max_rejected: 0.9},
    );
    expect(files).toMatchObject([
      {
        read: 6,
        loaded: 2,
        rejected: 2,
        footer: 2,
        rejects: [
          {line: 6, reason: 'created_at cannot be read'},
          {line: 7, reason: 'lead_id is blank'},
        ],
      },
    ]);
    expect(notes).toEqual(['leads.xlsx: 1 title line(s) above the header are passed over']);
  });

  test('of Dynamics: the hidden columns are columns like others', async () => {
    const header = [
      '(Do Not Modify) Lead',
      '(Do Not Modify) Row Checksum',
      '(Do Not Modify) Modified On',
      'Created On',
      'Created On',
    ];
    const line = ['7b1c', 'x/y==', {serial: 46023.5}, {serial: 46022.5}, 'again'];
    await ingestFiles(
      {
        'All Leads 1-5-2026 9-30-12 AM.xlsx': workbookOf([
          {name: 'All Leads', rows: [header, line]},
          {name: 'hiddenSheet', rows: [['x']], state: 'veryHidden'},
        ]),
      },
      {
        sourceTimeZone: 'UTC',
        tables: {
          leads: {
            files: ['All Leads*.xlsx'],
            columns: {
              lead_id: '(Do Not Modify) Lead',
              created_at: 'Created On',
              last_modified: '(Do Not Modify) Modified On',
            },
          },
        },
      },
    );
    expect(
      await rows(
        'select lead_id, created_at, last_modified, "(Do Not Modify) Row Checksum" as sum, "Created On_2" as two from export_leads',
      ),
    ).toEqual([
      {
        lead_id: '7b1c',
        created_at: '2025-12-31T12:00:00Z',
        last_modified: '2026-01-01T12:00:00Z',
        sum: 'x/y==',
        two: 'again',
      },
    ]);
  });

  test('ids of 15 digits are whole, longer ones are refused', async () => {
    const {files, notes} = await ingestFiles(
      {
        'leads.xlsx': leadsBook(
          [105284123456, {serial: 46023}],
          [{xml: '<c r="A3"><v>1.05284123456789E+17</v></c>'}, {serial: 46023}],
        ),
      },
      {max_rejected: 0.5},
    );
    expect(await leadValues('lead_id')).toEqual(['105284123456']);
    expect(files[0]?.rejects).toEqual([{line: 3, reason: 'lead_id was rounded by a spreadsheet'}]);
    expect(notes).toEqual([
      expect.stringMatching(/1 id that a spreadsheet has rounded \(e\.g\. 1\.05284123456789E\+17\)/),
    ]);
  });

  test('cells beside the table are left out and counted', async () => {
    const lines: TestCell[][] = Array.from({length: 1500}, (_, at) => [`L${at}`, {serial: 46023}]);
    lines[1200]?.push('a note', 'another');
    const {files, notes} = await ingestFiles({'leads.xlsx': leadsBook(...lines)});
    expect(files).toMatchObject([{read: 1500, loaded: 1500}]);
    expect(notes).toEqual(['leads.xlsx: cells beside the table in 1 row are left out, the first in row 1,202']);
  });
});

describe('is refused', () => {
  const deep = (part: string) =>
    zipped({
      'xl/workbook.xml': '<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<R><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></R>',
      'xl/s.xml': part,
    });
  test.each<[what: string, bytes: Uint8Array, reason: RegExp]>([
    ['an old or encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old or encrypted Excel workbook/],
    ['what is no zip', Buffer.from('lead_id,created_at\n'), /is no zip/],
    ['a zip that is no workbook', zipped({'a.txt': 'x'}), /no readable Excel workbook \(it has no xl\/workbook\.xml\)/],
    ['a bomb', zipped({'xl/worksheets/sheet1.xml': Buffer.alloc(30e6, 32)}), /more than the limit of 300/],
    ['a workbook without cells', workbookOf([{name: 'S', rows: []}]), /has no sheet with cells/],
    ['broken XML', deep('<worksheet><sheetData><row>'), /no readable Excel workbook/],
    [
      'entities of its own',
      deep('<!DOCTYPE a [<!ENTITY x "y">]><w><row><c><v>&x;</v></c></row></w>'),
      /no readable Excel workbook/,
    ],
    ['rows beyond the last', deep('<w><row r="9999999"><c><v>1</v></c></row></w>'), /a sheet has row 9999999/],
    ['columns beyond the last', deep('<w><row r="1"><c r="ZZZ1"><v>1</v></c></row></w>'), /a sheet has column 18278/],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusal({'leads.xlsx': bytes})).toMatch(reason);
  });

  test.each(['xls', 'xlsb', 'ods'])('.%s, with what to do', async extension => {
    expect(await refusal({[`leads.${extension}`]: 'x'})).toMatch(
      /is not read: save it as \.xlsx, or each sheet as CSV/,
    );
  });
});
