import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {handoff} from './in-process.ts';
import {type Ran, temporaryFolder} from './run.ts';

/** Sources and reasons as strangers write them: what is YAML, a comment or a line end within them must not become any. */
const SOURCES = [
  'Demo Request',
  'Free Trial',
  'Partner: "gold" #1',
  '- {name: x}',
  'two\nlines',
  "it's",
  'Demo Request',
];
const REASONS = ['Wrong ICP', 'No decision # yet', 'Other', 'no decision # yet'];

const folder = temporaryFolder();
const path = (name: string) => join(folder.path, name);
let drafted: Ran;

beforeAll(async () => {
  const leads = Array.from({length: 60}, (_, index) => {
    const source = SOURCES[index % SOURCES.length] ?? '';
    const closed = index % 3 === 0;
    const cells = [
      `L${index}`,
      `2026-03-${String(1 + (index % 27)).padStart(2, '0')}T09:00:00Z`,
      source,
      ['Inbound Queue', 'Mia Wong', 'Old Desk'][index % 5] ?? 'Ada Byrne',
      closed ? '2026-04-01T09:00:00Z' : '',
      closed ? (REASONS[index % REASONS.length] ?? '') : '',
    ];
    return cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',');
  });
  writeFileSync(
    path('leads.csv'),
    `lead_id,created_at,source,owner,rejected_at,rejection_reason\n${leads.join('\n')}\n`,
  );
  writeFileSync(path('users.csv'), 'user_id,name,team,time_zone\nU1,Ada Byrne,inbound,Europe/Berlin\n');
  writeFileSync(
    path('activities.csv'),
    'activity_id,lead_id,at,actor,type\nA1,L1,2026-04-01T09:00:00Z,Mia Wong,call\n',
  );
  drafted = await handoff(['init', folder.path], {cwd: folder.path});
});

afterAll(() => folder.remove());

const draft = () => readFileSync(path('handoff.yaml'), 'utf8');

test('writes handoff.yaml and says what comes next', () => {
  expect(drafted).toMatchObject({code: 0, stdout: ''});
  expect(drafted.stderr).toMatch(/wrote handoff\.yaml; decide what it marks, then: handoff audit .* -d handoff\.yaml/);
});

test('every source stands under the promise that its words suggest, with its handoffs', () => {
  expect(draft()).toMatch(/# Demo Request: 17 handoffs\n.*in: \["Demo Request"\]\}, respond_within: 5m/);
  expect(draft()).toMatch(/# Free Trial: 9 handoffs\n.*in: \["Free Trial"\]\}, respond_within: 1h/);
  expect(draft()).toMatch(/# two lines: 8 handoffs\n/);
});

test('reasons keep the codes of the default; others get one of their own, whatever their case', () => {
  expect(draft()).toMatch(/wrong_icp: \{labels: \["Wrong ICP"\]\}/);
  expect(draft()).toMatch(/low_quality: \{labels: \["Other"\]\}/);
  expect(draft()).toMatch(/no_decision_yet: \{labels: \["No decision # yet"\], kind: rejected\}/);
});

test('zone, queues and teams come from the export', () => {
  expect(draft()).toMatch(/time_zone: "Europe\/Berlin"/);
  expect(draft()).toMatch(/queues: \["Inbound Queue", "Old Desk"\]/);
  expect(draft()).toMatch(/# Old Desk: 12 leads of an owner that no user matches; DECIDE: a queue, or/);
  expect(draft()).toMatch(/# team inbound: 1 user/);
});

test('who calls and is no user is somebody who left, and no queue', () => {
  expect(draft()).toMatch(/# Mia Wong: 12 leads of an owner who calls or writes, and whom no user matches: no queue;/);
});

test('the draft validates, and the audit runs on it unchanged', async () => {
  expect(await handoff(['validate', 'handoff.yaml'], {cwd: folder.path})).toMatchObject({
    code: 0,
    stdout: 'handoff.yaml is valid\n',
  });
  const audited = await handoff(['audit', folder.path, '--fail-on', 'never', '-f', 'json'], {cwd: folder.path});
  expect(audited.code).toBe(0);
  expect(JSON.parse(audited.stdout)).toMatchObject({definitions: {path: 'handoff.yaml'}});
});

test('a file that is there is not written over, unless asked', async () => {
  const before = draft();
  const refused = await handoff(['init', folder.path], {cwd: folder.path});
  expect(refused).toMatchObject({code: 2, stderr: expect.stringContaining('handoff.yaml is there already')});
  expect(draft()).toBe(before);
  expect(await handoff(['init', folder.path, '-o', '-'], {cwd: folder.path})).toMatchObject({code: 0, stdout: before});
  expect(existsSync(path('-'))).toBe(false);
});
