import {readXlsx} from 'hucre/xlsx';
import {describe, expect, test} from 'vitest';
import {renderXlsx} from '../../src/report/xlsx/render-xlsx.ts';
import {poisoned} from './hostile.ts';
import {sampleReport, share} from './sample-report.ts';

test('the tables as sheets, the summary first', async () => {
  const {sheets} = await readXlsx(await renderXlsx(sampleReport));
  expect(sheets.map(({name}) => name)).toEqual([
    'summary',
    'measures',
    'ledger',
    'findings',
    'waiting',
    'hours',
    'reps',
    'gates',
    'population',
    'checks',
    'files',
    'mapping',
  ]);
});

test('numbers are numbers, money in whole units, a blank is no text', async () => {
  const {sheets} = await readXlsx(await renderXlsx(sampleReport));
  const ledger = sheets.find(({name}) => name === 'ledger');
  const won = sampleReport.ledger.find(({fate}) => fate === 'won');
  expect(ledger?.rows[0]).toEqual(['family', 'fate', 'handoffs', 'share', 'amount']);
  expect(ledger?.rows.find(([, fate]) => fate === 'won')).toEqual([
    'progressed',
    'won',
    won?.handoffs,
    won?.share,
    (won?.amount_cents ?? 0) / 100,
  ]);
});

test('headers stay in view and every table can be filtered', async () => {
  const {sheets} = await readXlsx(await renderXlsx(sampleReport));
  for (const {freezePane, autoFilter} of sheets) {
    expect(freezePane).toMatchObject({rows: 1});
    expect(autoFilter?.range).toMatch(/^A1:[A-Z]\d+$/);
  }
});

test.each([
  '=HYPERLINK("https://evil.example")',
  '+1+1',
  '@SUM(A1)',
  ']]><script>&"',
  '\u0000\u001b[31m\u202e',
  'x'.repeat(40_000),
])('%j from an export is text', async hostile => {
  const {sheets} = await readXlsx(await renderXlsx(poisoned(hostile)));
  const cells = sheets.flatMap(({cells = new Map()}) => [...cells.values()]);
  expect(cells.filter(({type, formula}) => type === 'formula' || formula !== undefined)).toEqual([]);
  const texts = sheets.flatMap(({rows}) => rows.flat()).filter(value => typeof value === 'string');
  expect(texts.filter(text => text.length > 32_767 || /[\0\u001b\u202e]/.test(text))).toEqual([]);
  if (hostile.length < 100 && !hostile.includes('\0')) expect(texts).toContain(hostile);
});

test('the same report is the same bytes', async () => {
  const [one, two] = [await renderXlsx(sampleReport), await renderXlsx(sampleReport)];
  expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0);
});

describe('charts', () => {
  const week = (name: string, kept: number) => share('sla.compliance', {week: name}, kept, 20);
  const weekly = {...sampleReport, measures: [...sampleReport.measures, week('2026-W15', 9), week('2026-W14', 12)]};
  const sheetOf = async (name: string, report = weekly) =>
    (await readXlsx(await renderXlsx(report))).sheets.find(sheet => sheet.name === name);

  test('promises by week, in order, from the cells beside the chart', async () => {
    const sheet = await sheetOf('sla by week');
    expect(sheet?.rows).toEqual([
      ['week', 'kept', 'due', 'share'],
      ['2026-W14', 12, 20, 0.6],
      ['2026-W15', 9, 20, 0.45],
    ]);
    const [chart] = sheet?.charts ?? [];
    expect(chart?.kinds).toEqual(['line']);
    expect(chart?.series).toMatchObject([
      {valuesRef: "'sla by week'!$D$2:$D$3", categoriesRef: "'sla by week'!$A$2:$A$3"},
    ]);
  });

  test('a week without a promise is a row of its own, blank, and so a gap of the line', async () => {
    const measures = [week('2026-W14', 12), week('2026-W17', 9)];
    const sheet = await sheetOf('sla by week', {...sampleReport, measures});
    expect(sheet?.rows.map(row => [row[0], row[3] ?? null])).toEqual([
      ['week', 'share'],
      ['2026-W14', 0.6],
      ['2026-W15', null],
      ['2026-W16', null],
      ['2026-W17', 0.45],
    ]);
    expect(sheet?.charts?.[0]?.series).toMatchObject([{valuesRef: "'sla by week'!$D$2:$D$5"}]);
    // gap is what hucre writes where nothing else is asked; it reads it back as nothing
    expect(sheet?.charts?.[0]?.dispBlanksAs).toBeUndefined();
  });

  test('handoffs by fate beside the ledger', async () => {
    const last = sampleReport.ledger.length + 1;
    const [chart] = (await sheetOf('ledger'))?.charts ?? [];
    expect(chart?.series).toMatchObject([
      {valuesRef: `ledger!$C$2:$C$${last}`, categoriesRef: `ledger!$B$2:$B$${last}`},
    ]);
  });

  test('one week is no line, and no fates no bars', async () => {
    const one = {...sampleReport, measures: [week('2026-W14', 12)], ledger: []};
    expect(await sheetOf('sla by week', one)).toBeUndefined();
    expect((await sheetOf('ledger', one))?.charts ?? []).toEqual([]);
  });

  test('the same report is the same bytes', async () => {
    expect(Buffer.from(await renderXlsx(weekly)).equals(Buffer.from(await renderXlsx(weekly)))).toBe(true);
  });
});
