import {readFileSync} from 'node:fs';
import {parse} from 'csv-parse/sync';
import {expect, test} from 'vitest';
import {ROW_WRITERS, reportFiles} from '../../src/report/csv/files.ts';
import {poisoned} from './hostile.ts';
import {sampleReport} from './sample-report.ts';

const NAMES = [
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
];

test('one file a table, and a dictionary', () => {
  expect(reportFiles(sampleReport).map(({name}) => name)).toEqual([...NAMES, 'dictionary'].map(name => `${name}.csv`));
});

test('a small table in full', () => {
  const ledger = reportFiles(sampleReport)
    .find(({name}) => name === 'ledger.csv')
    ?.text.split('\n');
  expect(ledger?.slice(0, 2)).toEqual([
    'family,fate,handoffs,share,amount_cents',
    expect.stringMatching(/^\w+,\w+,\d+,0(\.\d+)?,\d*$/),
  ]);
});

test('the dictionary names every state of a promise, whatever the demo has of them', () => {
  const told = reportFiles(sampleReport)
    .at(-1)
    ?.text.split('\n')
    .filter(line => /^(leads|handoffs)\.csv,sla_state,/.test(line));
  expect(told).toHaveLength(2);
  const vocabulary = readFileSync(new URL('../../src/model/types.ts', import.meta.url), 'utf8');
  const states = [...(/sla_state: \[([^\]]*)\]/.exec(vocabulary)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, state]) => state,
  );
  expect(states).toContain('breached_late');
  for (const line of told ?? []) expect(line.match(/\w+/g)).toEqual(expect.arrayContaining(states));
});

test('the dictionary tells every column of every file', () => {
  const files = reportFiles(sampleReport);
  const told = parse(files.at(-1)?.text ?? '', {columns: true}) as Record<string, string>[];
  const headers = [
    ...files.slice(0, -1).map(({name, text}) => [name, text.split('\n')[0] ?? ''] as const),
    ...Object.values(ROW_WRITERS).map(({name, head}) => [name, head.trim()] as const),
  ];
  expect(told.map(({file, column}) => `${file}:${column}`)).toEqual(
    headers.flatMap(([name, head]) => head.split(',').map(column => `${name}:${column}`)),
  );
  expect(told.every(({means, type}) => means !== '' && type !== '')).toBe(true);
});

test.each([
  '=HYPERLINK("https://evil.example","click")',
  '+cmd|calc',
  '-1+1|x',
  '@SUM(A1)',
  '\t=1+1',
  '\n=1+1',
  '＝1+1',
])('%j from an export is text in every cell', hostile => {
  for (const {text} of reportFiles(poisoned(hostile))) {
    const cells = (parse(text) as string[][]).flat();
    expect(cells.filter(cell => /^[=@\t\r\n＝＋－＠]|^[+-](?![\d.,e]+$)/.test(cell))).toEqual([]);
  }
});

test('texts come back as they were', () => {
  const hostile = 'a "quoted", text\nof two lines; ünïcode';
  const findings = reportFiles(poisoned(hostile)).find(({name}) => name === 'findings.csv');
  const rows = parse(findings?.text ?? '', {columns: true}) as Record<string, string>[];
  expect(rows[0]).toMatchObject({text: hostile, subject: hostile, leads: '5', low: ''});
});
