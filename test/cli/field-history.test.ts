import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';

/** Lead 1 was rejected as too small, and enriched to 1,200 employees the day after. */
const FILES: Readonly<Record<string, string>> = {
  'export/Lead.csv': `Id,Email,Company,Title,NumberOfEmployees,LeadSource,OwnerId,IsDeleted,MasterRecordId,CreatedDate,MQL_Date__c
00Q000000000001AAA,eve@acme.example,Acme,VP Sales,1200,Web,005000000000001AAA,false,,2026-03-02T10:00:00.000Z,2026-03-03T10:00:00.000Z
00Q000000000002AAA,bo@beta.example,Beta,Intern,30,Web,005000000000001AAA,false,,2026-03-02T10:00:00.000Z,2026-03-20T11:00:00.000Z
`,
  'export/LeadHistory.csv': `Id,LeadId,CreatedById,CreatedDate,Field,OldValue,NewValue,IsDeleted
1,00Q000000000001AAA,005000000000001AAA,2026-03-05T10:00:00.000Z,Status,MQL,Rejected,false
2,00Q000000000001AAA,005000000000001AAA,2026-03-06T10:00:00.000Z,NumberOfEmployees,12,1200,false
3,00Q000000000001AAA,005000000000001AAA,2026-03-06T10:00:00.000Z,Email,old.eve@acme.example,eve@acme.example,false
4,00Q000000000001AAA,005000000000001AAA,2026-03-06T10:00:00.000Z,Rating,Cold,Hot,false
`,
  'export/dispositions.csv': `lead_id,at,disposition,reason
00Q000000000001,2026-03-05T10:00:00Z,rejected,Too small
`,
  'handoff.yaml': `version: 1
icp: {field: employees, between: [50, 2000]}
dispositions: {reasons: {too_small: {labels: [Too small], true_if: {none: [{use: icp}]}}}}
export: {tables: {leads: {columns: {mql_at: MQL_Date__c}}}}
`,
};

const folder = temporaryFolder();
const inFolder = (...words: string[]) => handoff([...words, '-q'], {cwd: folder.path});

beforeAll(() => {
  mkdirSync(join(folder.path, 'export'));
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder.path, path), text);
});
afterAll(folder.remove);

test('a reason is judged by what the lead was at its MQL', async () => {
  const {stdout} = await inFolder(
    'query',
    'export',
    'select icp, reason_verdict from handoffs order by lead_id',
    '-f',
    'csv',
  );
  expect(stdout).toBe('icp,reason_verdict\nfalse,supported\nfalse,\n');
});

test('a field goes by the name of the column that its header feeds; others are told', async () => {
  const {stdout} = await inFolder(
    'query',
    'export',
    'select field, old_value from field_history order by field',
    '-f',
    'csv',
  );
  expect(stdout).toBe('field,old_value\nemail,old.eve@acme.example\nemployees,12\nrating,Cold\nstatus,MQL\n');
  expect((await inFolder('inspect', 'export')).stdout.replace(/\s+/g, ' ')).toContain(
    'field_history: 2 changes of fields that the leads do not have: Rating, Status',
  );
});

test('the lead’s story tells what changed when, and no value that may name a person', async () => {
  const {stdout} = await inFolder('lead', '00Q000000000001', '--export', 'export', '-f', 'json');
  const {timeline} = JSON.parse(stdout) as {timeline: Record<string, unknown>[]};
  expect(timeline.filter(({table}) => table === 'field_history')).toMatchObject([
    {at: '2026-03-05T10:00:00Z', fact: 'field status changed', detail: 'was MQL, became Rejected'},
    {at: '2026-03-06T10:00:00Z', fact: 'field employees changed', detail: 'was 12, became 1200', record: 2},
    {at: '2026-03-06T10:00:00Z', fact: 'field email changed', detail: null},
    {at: '2026-03-06T10:00:00Z', fact: 'field rating changed', detail: null},
  ]);
  expect(stdout).not.toContain('old.eve');
});

test('diff and derive say whose values they judge', async () => {
  writeFileSync(join(folder.path, 'tighter.yaml'), FILES['handoff.yaml']?.replace('50, 2000', '100, 2000') ?? '');
  const {stdout} = await inFolder('diff', 'handoff.yaml', 'tighter.yaml', '--export', 'export');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'Attributes with a field history are as they were then, others are today’s.',
  );
});
