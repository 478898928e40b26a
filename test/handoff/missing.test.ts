import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import {stringify} from 'csv-stringify/sync';
import {expect, test} from 'vitest';
import {audit} from '../../src/handoff.ts';
import type {Measure, Report} from '../../src/result.ts';

const DEMO = 'fixtures/halden';

/** What is taken out of the demo export: a table, or one column of one. */
const MISSING = [
  'activities',
  'dispositions',
  'opportunities',
  'users',
  'signals',
  'owner_history',
  'stage_history',
  'absences',
  'leads.mql_at',
  'leads.inquiry_at',
  'leads.source',
  'leads.owner',
  'leads.accepted_at',
  'leads.sql_at',
  'leads.rejected_at',
  'leads.rejection_reason',
  'leads.email',
  'activities.actor',
  'activities.direction',
  'activities.automated',
  'activities.logged_at',
  'activities.completed',
  'activities.outcome',
  'dispositions.reason',
  'opportunities.amount',
  'opportunities.created_at',
  'opportunities.is_won',
  'users.team',
  'users.kind',
  'users.active',
];

async function auditWithout(missing: string | null): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'missing-'));
  try {
    cpSync(DEMO, folder, {recursive: true});
    const [table, column] = missing?.split('.') ?? [];
    const path = join(folder, `${table}.csv`);
    if (column !== undefined) writeFileSync(path, withoutColumn(readFileSync(path, 'utf8'), column));
    else if (table !== undefined) rmSync(path);
    return await audit(folder, {definitions: `${DEMO}/handoff.yaml`, failOn: 'never', cwd: process.cwd(), env: {}});
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function withoutColumn(text: string, column: string): string {
  const rows = parse(text, {columns: true}) as Record<string, string>[];
  return stringify(
    rows.map(({[column]: _, ...kept}) => kept),
    {header: true},
  );
}

const keyOf = ({id, segment}: Measure) => `${id} ${JSON.stringify(segment)}`;

/** Families of measures that can no longer be measured, with the reason; each family once. */
function lost(whole: Report, report: Report): string[] {
  const before = new Map(whole.measures.map(measure => [keyOf(measure), measure.status]));
  const lines = report.measures
    .filter(({status}) => status === 'not_measurable')
    .filter(measure => before.get(keyOf(measure)) !== 'not_measurable')
    .map(({id, reason}) => `  ${id}: ${reason}`);
  return [...new Set(lines)].sort();
}

const whole = auditWithout(null);

test('what each missing table and column costs, and nothing else', async () => {
  const full = await whole;
  let text = '';
  for (const missing of MISSING) {
    const report = await auditWithout(missing);
    text += `without ${missing}\n${lost(full, report).join('\n') || '  nothing'}\n\n`;
    for (const measure of report.measures)
      if (measure.status === 'not_measurable') expect(measure, keyOf(measure)).toMatchObject({value: null, reason: expect.stringMatching(/\w/)});
  }
  await expect(text).toMatchFileSnapshot('../golden/missing.txt');
}, 300_000);

test('a report without activities says nothing about what needs them', async () => {
  const report = await auditWithout('activities');
  const spoken = report.measures.filter(({id, value}) => /^(response|sla)\./.test(id) && value !== null).map(keyOf);
  expect(spoken).toEqual([]);
});
