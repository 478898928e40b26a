import {describe, expect, test} from 'vitest';
import {quoteText} from '../../src/engine/session.ts';
import {castRelation} from '../../src/ingest/cast.ts';
import type {ReadColumn} from '../../src/ingest/columns.ts';
import {decideColumns, declaredFor} from '../../src/ingest/decide.ts';
import {
  ingestFiles,
  leadsWith,
  leadValues,
  mappingOf,
  refusal,
  rows,
  type Settings,
  theSession,
  withSession,
} from './exports.ts';

withSession();

const UTC: Settings = {sourceTimeZone: 'UTC'};
const NEW_YORK: Settings = {sourceTimeZone: 'America/New_York'};

describe('one cell', () => {
  test.each<[cell: string, settings: Settings, instant: string | null]>([
    ['2026-03-04T10:00:00Z', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04T10:00Z', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04T10:00:00.123Z', {}, '2026-03-04T10:00:00.123Z'],
    ['2026-03-04T10:00:00.12Z', UTC, '2026-03-04T10:00:00.120Z'],
    ['2026-03-04T10:00:00.12Z', NEW_YORK, '2026-03-04T10:00:00.120Z'],
    ['2026-03-04t10:00:00z', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04 10:00:00+00:00', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04T10:00:00.000+0000', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04T10:00:00-0500', {}, '2026-03-04T15:00:00Z'],
    ['2026-03-04T10:00+02:00', {}, '2026-03-04T08:00:00Z'],
    ['2026-03-04 10:00:00.5+05:30', {}, '2026-03-04T04:30:00.500Z'],
    ['2026-03-04 10:00:00+02', {}, '2026-03-04T08:00:00Z'],
    ['2026-03-04 10:00:00 UTC', {}, '2026-03-04T10:00:00Z'],
    ['  2026-03-04T10:00:00Z ', {}, '2026-03-04T10:00:00Z'],
    ['2026-03-04 10:00:00', UTC, '2026-03-04T10:00:00Z'],
    ['2026-03-04 10:00:00', NEW_YORK, '2026-03-04T15:00:00Z'],
    ['2026-07-04 10:00:00.250', NEW_YORK, '2026-07-04T14:00:00.250Z'],
    ['2026-3-4 9:05', UTC, '2026-03-04T09:05:00Z'],
    ['2026/03/04 10:00', UTC, '2026-03-04T10:00:00Z'],
    ['20260304', UTC, '2026-03-04T00:00:00Z'],
    ['20260304T0930', UTC, null],
    ['22260304', UTC, null],
    ['2026-03-04', {}, '2026-03-04T05:00:00Z'],
    ['2026-03-04', UTC, '2026-03-04T00:00:00Z'],
    ['2026/3/4', {}, '2026-03-04T05:00:00Z'],
    ['15 Apr 2021', UTC, '2021-04-15T00:00:00Z'],
    ['15-APR-2021 10:00', UTC, '2021-04-15T10:00:00Z'],
    ['April 15, 2021 1:30 PM', UTC, '2021-04-15T13:30:00Z'],
    ['Thu, 15 Apr 2021 10:00:00 +0000', {}, '2021-04-15T10:00:00Z'],
    ['1617235200', {}, '2021-04-01T00:00:00Z'],
    ['1617235200.5', {}, '2021-04-01T00:00:00.500Z'],
    ['1617235200123', {}, '2021-04-01T00:00:00.123Z'],
    ['23/4/2026', UTC, '2026-04-23T00:00:00Z'],
    ['23.04.2026 14:05', UTC, '2026-04-23T14:05:00Z'],
    ['23-04-2026 14:05:06', UTC, '2026-04-23T14:05:06Z'],
    ['4/23/2026 2:05 PM', UTC, '2026-04-23T14:05:00Z'],
    ['4/23/26 12:05am', UTC, '2026-04-23T00:05:00Z'],
    ['4/23/2026, 11:05:06\u202fAM', UTC, '2026-04-23T11:05:06Z'],
    ['4/23/2026 10:00 +0200', {}, '2026-04-23T08:00:00Z'],
    ['2026-13-45', {}, null],
    ['2026-02-30T10:00:00Z', {}, null],
    ['infinity', UTC, null],
    ['epoch', UTC, null],
    ['1.61723E+12', UTC, null],
    ['soon', UTC, null],
    ['', {}, null],
    ['   ', {}, null],
  ])('%j %j is %s', async (cell, settings, instant) => {
    const column: ReadColumn = {
      place: 0,
      header: 'MQL',
      canonical: 'mql_at',
      target: 'mql_at',
      type: 'instant',
      by: 'canonical',
    };
    const declared = declaredFor('leads.csv', 'leads', null, {
      timeZone: 'America/New_York',
      ...settings,
      mapping: mappingOf(settings),
      knownZone: null,
    });
    const relation = `(select ${quoteText(cell)} as c0)`;
    const readings = await decideColumns(theSession(), relation, [column], declared);
    expect(await rows(`select t0 as instant from ${castRelation(relation, readings)}`)).toEqual([{instant}]);
  });
});

describe('a column', () => {
  test.each<[name: string, cells: string[], settings: Settings, instants: (string | null)[], readAs: string]>([
    [
      'a day above 12 decides for all',
      ['03/04/2026', '23/04/2026'],
      UTC,
      ['2026-04-03T00:00:00Z', '2026-04-23T00:00:00Z'],
      'date: dmy, day only, UTC',
    ],
    [
      'so does a second part above 12',
      ['03/04/2026', '04/23/2026'],
      UTC,
      ['2026-03-04T00:00:00Z', '2026-04-23T00:00:00Z'],
      'date: mdy, day only, UTC',
    ],
    [
      'whatever separates',
      ['8/19/2020 20:33', '09-01-2020'],
      UTC,
      ['2020-08-19T20:33:00Z', '2020-09-01T00:00:00Z'],
      'date: mdy, UTC',
    ],
    [
      'the definitions decide',
      ['03/04/2026'],
      {...UTC, tables: {leads: {dates: 'dmy'}}},
      ['2026-04-03T00:00:00Z'],
      'date: dmy, day only, UTC',
    ],
    [
      'nonsense is no evidence',
      ['99/99/2026', '13/01/2026'],
      UTC,
      [null, '2026-01-13T00:00:00Z'],
      'date: dmy, day only, UTC',
    ],
    [
      'each cell by its own offset',
      ['2026-03-04T10:00:00Z', '2026-03-04 10:00:00'],
      NEW_YORK,
      ['2026-03-04T10:00:00Z', '2026-03-04T15:00:00Z'],
      'date: iso with offset, America/New_York',
    ],
    ['blank', ['', ''], {}, [null, null], 'date: no values'],
    [
      'fillers are unreadable',
      ['9999-12-31T23:59:59Z', '0001-01-01', '2026-03-04T10:00:00Z'],
      UTC,
      [null, null, '2026-03-04T10:00:00Z'],
      'date: iso with offset, UTC',
    ],
    ['milliseconds', ['1617235200123', ''], {}, ['2021-04-01T00:00:00.123Z', null], 'date: epoch'],
  ])('%s', async (_, cells, settings, instants, readAs) => {
    const {mapping} = await ingestFiles({'leads.csv': leadsWith('mql_at', cells)}, settings);
    expect(await leadValues('mql_at')).toEqual(instants);
    expect(mapping.find(({column}) => column === 'mql_at')?.read_as).toBe(readAs);
  });

  test('is decided by a cell far below the sample', async () => {
    const cells = [...Array.from({length: 5000}, () => '03/04/2026'), '23/04/2026'];
    await ingestFiles({'leads.csv': leadsWith('mql_at', cells)}, UTC);
    expect(
      await rows(`select mql_at::varchar as at, count(*) as n from export_leads group by mql_at order by mql_at`),
    ).toEqual([
      {at: '2026-04-03 00:00:00', n: 5000},
      {at: '2026-04-23 00:00:00', n: 1},
    ]);
  });

  test('is read again where the sample misled', async () => {
    const cells = [...Array.from({length: 5000}, () => '2026-04-03'), '23/04/2026'];
    const {mapping} = await ingestFiles({'leads.csv': leadsWith('mql_at', cells)}, UTC);
    expect((await leadValues('mql_at')).at(-1)).toBe('2026-04-23T00:00:00Z');
    expect(mapping.find(({column}) => column === 'mql_at')?.unreadable).toBe(0);
  });

  test.each<[name: string, cells: string[], settings: Settings, says: RegExp]>([
    [
      'undecidable',
      ['03/04/2026', '05/06/2026'],
      UTC,
      /leads\.csv: column "mql_at" can be read day-first or month-first \(2 dates.*export\.tables\.leads\.dates: dmy/,
    ],
    [
      'mixed',
      ['23/04/2026', '04/23/2026'],
      UTC,
      /mixed dates: 23\/04\/2026 can only be day-first \(1 cell\), 04\/23\/2026 only month-first/,
    ],
    [
      'no zone',
      ['2026-03-04 10:00:00'],
      {},
      /leads\.csv: the times in column "mql_at" .*2026-03-04 10:00:00.*--source-time-zone <IANA>/,
    ],
    [
      'no zone, below the sample',
      [...Array.from({length: 3000}, () => '2026-03-04T10:00:00Z'), '2026-03-04 10:00'],
      {},
      /column "mql_at".*--source-time-zone/,
    ],
    [
      'no such zone',
      ['2026-03-04'],
      {sourceTimeZone: 'America/New_Yrok'},
      /--source-time-zone: "America\/New_Yrok" is no time zone.*America\/New_York/,
    ],
  ])('is refused: %s', async (_, cells, settings, says) => {
    expect(await refusal({'leads.csv': leadsWith('mql_at', cells)}, settings)).toMatch(says);
  });

  test('cells in a repeated or skipped hour are counted and take the later instant', async () => {
    const cells = [
      '2026-11-01 01:30:00',
      '2026-03-08 02:30:00',
      '2026-03-08 03:30:00',
      '2026-06-01 12:00:00',
      '2026-11-01T01:30:00Z',
    ];
    const {notes} = await ingestFiles({'leads.csv': leadsWith('mql_at', cells)}, NEW_YORK);
    expect(await leadValues('mql_at')).toEqual([
      '2026-11-01T06:30:00Z',
      '2026-03-08T07:30:00Z',
      '2026-03-08T07:30:00Z',
      '2026-06-01T16:00:00Z',
      '2026-11-01T01:30:00Z',
    ]);
    expect(notes).toEqual([
      expect.stringMatching(/2 times of mql_at in an hour that the clock of America\/New_York repeats or skips/),
    ]);
  });

  test('a zone of its own for a table', async () => {
    const settings = {tables: {leads: {source_time_zone: 'Europe/Berlin'}}};
    await ingestFiles({'leads.csv': leadsWith('mql_at', ['2026-01-04 10:00:00'])}, settings);
    expect(await leadValues('mql_at')).toEqual(['2026-01-04T09:00:00Z']);
  });
});

test('the export says which columns have no time of day, and in which zones times were read', async () => {
  const leads = [
    'lead_id,created_at,rejected_at,sql_at,accepted_at',
    'L1,2026-01-05T10:00:00Z,06.01.2026,2026-01-07,2026-01-06',
    'L2,2026-01-05T11:00:00Z,28.01.2026,,2026-01-06 09:30:00',
  ].join('\n');
  const {tables, zones} = await ingestFiles({'leads.csv': `${leads}\n`}, {sourceTimeZone: 'Europe/Berlin'});
  expect([...tables.leads.days]).toEqual(['rejected_at', 'sql_at']);
  expect(zones).toEqual(['Europe/Berlin']);
});
