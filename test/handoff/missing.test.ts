import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import {stringify} from 'csv-stringify/sync';
import {afterAll, expect, test} from 'vitest';
import {runGates} from '../../src/gates/run.ts';
import {withModel} from '../../src/handoff.ts';
import {runMeasures} from '../../src/measures/run.ts';
import type {Measure, Segment} from '../../src/result.ts';
import {temporaryFolder} from '../cli/run.ts';

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
  'leads.source',
  'leads.country',
  'leads.rejection_reason',
  'leads.email',
  'activities.actor',
  'activities.logged_at',
  'activities.outcome',
  'opportunities.created_at',
  'users.team',
];

/** Once for all: every third lead is enough here. */
const sampled = temporaryFolder();
cpSync(DEMO, sampled.path, {recursive: true});
for (const table of [
  'leads',
  'activities',
  'dispositions',
  'opportunities',
  'signals',
  'owner_history',
  'stage_history',
])
  sample(join(sampled.path, `${table}.csv`));
afterAll(sampled.remove);

async function measuredWithout(missing: string | null): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'missing-'));
  try {
    cpSync(sampled.path, folder, {recursive: true});
    const [table, column] = missing?.split('.') ?? [];
    const path = join(folder, `${table}.csv`);
    if (column !== undefined) writeFileSync(path, withoutColumn(readFileSync(path, 'utf8'), column));
    else if (table !== undefined) rmSync(path);
    const options = {definitions: `${DEMO}/handoff.yaml`, cwd: process.cwd(), env: {}};
    return await withModel(folder, options, async ({session, model}) => {
      const gates = await runGates(session, model);
      return (await runMeasures(session, model, new Map(gates.map(gate => [gate.id, gate])))).measures;
    });
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function sample(path: string): void {
  const rows = parse(readFileSync(path, 'utf8'), {columns: true}) as Record<string, string>[];
  const kept = rows.filter(({lead_id}) => Number(lead_id?.slice(1)) % 3 === 0);
  writeFileSync(path, stringify(kept, {header: true}));
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
function lost(whole: readonly Measure[], left: readonly Measure[]): string[] {
  const before = new Map(whole.map(measure => [keyOf(measure), measure.status]));
  const lines = left
    .filter(({status}) => status === 'not_measurable')
    .filter(measure => before.get(keyOf(measure)) !== 'not_measurable')
    .map(({id, segment, reason}) => `  ${id}${told(segment)}: ${reason}`);
  return [...new Set(lines)].sort();
}

/** The keys of a segment, so that a breakdown is told from the whole. */
function told(segment: Segment): string {
  const keys = Object.keys(segment).filter(key => ['source', 'team', 'owner', 'floor', 'policy'].includes(key));
  return keys.length === 0 ? '' : ` by ${keys.join(' and ')}`;
}

const whole = measuredWithout(null);

let withoutActivities: Measure[];

test('what each missing table and column costs, and nothing else', async () => {
  const full = await whole;
  let text = '';
  for (const missing of MISSING) {
    const left = await measuredWithout(missing);
    if (missing === 'activities') withoutActivities = left;
    text += `without ${missing}\n${lost(full, left).join('\n') || '  nothing'}\n\n`;
    for (const measure of left)
      if (measure.status === 'not_measurable')
        expect(measure, keyOf(measure)).toMatchObject({value: null, reason: expect.stringMatching(/\w/)});
  }
  await expect(text).toMatchFileSnapshot('../golden/missing.txt');
}, 300_000);

test('a report without activities says nothing about what needs them', () => {
  const spoken = withoutActivities
    .filter(({id, value}) => /^(response|sla)\./.test(id) && id !== 'sla.acceptance' && value !== null)
    .map(keyOf);
  expect(spoken).toEqual([]);
});
