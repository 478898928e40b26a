import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {ROW_WRITERS} from '../../src/report/csv/files.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';
import {DEFINITIONS, writeSmallCompany} from './small-company.ts';

const folder = temporaryFolder();
const inFolder = (...words: string[]) => handoff([...words, '-q'], {cwd: folder.path});
const read = (name: string) =>
  parse(readFileSync(join(folder.path, name), 'utf8'), {columns: true}) as Record<string, string>[];

beforeAll(async () => {
  writeSmallCompany(join(folder.path, 'export'));
  writeFileSync(join(folder.path, 'handoff.yaml'), DEFINITIONS);
  mkdirSync(join(folder.path, 'there'));
  writeFileSync(join(folder.path, 'there', 'mine.txt'), 'stays');
  await inFolder('audit', 'export', '-o', 'out/', '-o', 'there', '-o', 'report.json');
});
afterAll(folder.remove);

test('a folder of files, in one that is there beside what lies in it; nothing else is left', () => {
  const names = readdirSync(join(folder.path, 'out')).sort();
  expect(names).toContain('leads.csv');
  expect(names).toContain('dictionary.csv');
  expect(readdirSync(join(folder.path, 'there')).sort()).toEqual([...names, 'mine.txt'].sort());
  expect(readdirSync(folder.path).filter(name => name.includes('.part'))).toEqual([]);
});

test('leads.csv has a row for each lead, with its verdicts', () => {
  const leads = read('out/leads.csv');
  expect(leads).toHaveLength(60);
  // a partner's lead of 14:00, called at 14:20
  expect(leads[0]).toMatchObject({
    lead_id: 'L-100',
    handoffs: '1',
    start_at: '2026-03-02T14:00:00Z',
    outcome: 'responded',
    first_response_at: '2026-03-02T14:20:00Z',
    first_response_by: 'u1',
    first_response_seconds: '1200',
    sla_policy: 'All',
    sla_within_seconds: '3600',
    sla_state: 'met',
    first_human_owner: 'u2',
  });
  expect(leads[1]).toMatchObject({lead_id: 'L-101', first_response_at: '', sla_state: 'breached_open'});
  // called 500 minutes after the start
  expect(leads[2]).toMatchObject({lead_id: 'L-102', first_response_seconds: '30000', sla_state: 'breached_late'});
});

test('handoffs.csv has every cycle and sums to the ledger; the latest of each lead is the row of leads.csv', () => {
  const handoffs = read('out/handoffs.csv');
  for (const {fate, handoffs: count} of read('out/ledger.csv'))
    expect(handoffs.filter(row => row['fate'] === fate)).toHaveLength(Number(count));
  const latest = handoffs
    .filter(row => row['latest'] === 'true')
    .map(row => [row['lead_id'], row['cycle'], row['fate']]);
  expect(latest).toEqual(read('out/leads.csv').map(row => [row['lead_id'], row['cycle'], row['fate']]));
});

test('breaches.csv has the broken promises, the longest overdue first', () => {
  const breaches = read('out/breaches.csv');
  const states = read('out/leads.csv').map(({sla_state}) => sla_state);
  expect(breaches).toHaveLength(states.filter(state => state?.startsWith('breached')).length);
  const overdue = breaches.map(({overdue_seconds}) => Number(overdue_seconds || -1));
  expect(overdue).toEqual([...overdue].sort((a, b) => b - a));
  // 500 minutes less the hour that was promised
  expect(breaches.find(({lead_id}) => lead_id === 'L-102')?.['overdue_seconds']).toBe('26400');
});

test('the model gives what the columns are called', () => {
  for (const [name, {head}] of Object.entries(ROW_WRITERS)) {
    const file = {leads: 'lead_rows', handoffs: 'handoff_rows', breaches: 'breach_rows'}[name];
    const sql = readFileSync(`src/handoff/${file}.sql`, 'utf8');
    const selected = sql.slice(sql.lastIndexOf('\nselect') + 7, sql.lastIndexOf('\nfrom ')).split(',\n');
    const names = (
      name === 'leads' ? sql.slice(sql.indexOf('\nselect') + 7, sql.indexOf('\nfrom ')).split(',\n') : selected
    ).map(line => line.trim().match(/(\w+)$/)?.[1]);
    expect(names.join()).toBe(head.trim());
  }
});

test('a run that fails leaves no folder', async () => {
  const {code, stderr} = await inFolder('audit', 'nothing', '-o', 'never/');
  expect(code).toBe(2);
  expect(stderr).not.toBe('');
  expect(existsSync(join(folder.path, 'never'))).toBe(false);
  expect(readdirSync(folder.path).filter(name => name.includes('.part'))).toEqual([]);
});

test.each([
  ['a folder in a folder that is not there', 'no/where/', /there is no folder no/],
  ['a file with a slash', 'report.json/', /is no folder|could not/],
] as const)('%s is refused before anything is computed', async (_, path, message) => {
  const {code, stderr} = await inFolder('audit', 'export', '-o', path);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test('on GitHub: annotations on standard output, the report on the page of the run', async () => {
  const summary = join(folder.path, 'summary.md');
  const {code, stdout} = await handoff(['audit', 'export', '-q', '-f', 'github'], {
    cwd: folder.path,
    env: {GITHUB_STEP_SUMMARY: summary},
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error title=handoff sla-compliance/m);
  expect(readFileSync(summary, 'utf8')).toMatch(/^### Handoff audit: Small &amp; Co\n/);
});
