import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
// @ts-expect-error: the generator is plain JavaScript, so that it runs without a build
import {ALL_LEAKS, renderDemo} from '../../fixtures/generate/demo.mjs';
import {audit} from '../../src/handoff.ts';
import type {Finding, Report} from '../../src/result.ts';

const DEMO = 'fixtures/halden';

interface Leak {
  id: string;
  checks: string[];
  subject: string;
  lead_ids: string[];
}

const {leaks} = JSON.parse(readFileSync(`${DEMO}/truth.json`, 'utf8')) as {leaks: Leak[]};

async function auditFolder(folder: string): Promise<Report> {
  return audit(folder, {definitions: `${DEMO}/handoff.yaml`, failOn: 'error', cwd: process.cwd(), env: {}});
}

async function auditClean(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'clean-'));
  try {
    const files: Record<string, string> = renderDemo(new Set());
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    copyFileSync(`${DEMO}/handoff.yaml`, join(folder, 'handoff.yaml'));
    return await auditFolder(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const demo = auditFolder(DEMO);
const clean = auditClean();

test('the shipped files are what the generator writes, and stay small', () => {
  const files: Record<string, string> = renderDemo(new Set(ALL_LEAKS));
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(`${DEMO}/${name}`, 'utf8') === text, name).toBe(true);
  expect(Object.values(files).reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)).toBeLessThan(3_000_000);
});

/** Where the check judges by a promise or a rate, a planted lead now and then still kept it: at least this share is named. */
const NEARLY_ALL = 0.9;

describe('each planted leak is found, confirmed, by the check that should, with its leads', () => {
  test.each(leaks.filter(({checks}) => checks.length > 0))('$id', async ({checks, subject, lead_ids}) => {
    const found = (await demo).findings.find(
      finding => checks.includes(finding.check) && finding.subject.includes(subject),
    ) as Finding;
    expect(found).toMatchObject({strength: 'confirmed', level: expect.stringMatching(/warn|error/)});
    const named = lead_ids.filter(id => found.leads.ids.includes(id));
    expect(named.length).toBeGreaterThanOrEqual(lead_ids.length * NEARLY_ALL);
  });
});

/** Leaks whose leads the check can name exactly: nobody else is accused with them. */
const EXACT = [
  'inactive-owner',
  'queue-parking',
  'logging-coverage',
  'rejected-untouched',
  'reason-contradicted',
  'duplicate-collision',
];

test.each(EXACT)('%s names the planted leads and no other', async check => {
  const leak = leaks.find(({checks}) => checks.includes(check)) as Leak;
  const found = (await demo).findings.find(finding => finding.check === check);
  expect([...(found?.leads.ids ?? [])].sort()).toEqual(leak.lead_ids);
});

test('nothing is raised for the young cohort: its leads have had no time', async () => {
  const {findings, measures} = await demo;
  expect(
    findings.filter(({check}) => ['mql-to-sql', 'conversion-by-segment', 'sql-to-opportunity'].includes(check)),
  ).toEqual([]);
  const september = measures.find(({id, segment}) => id === 'funnel.mql_to_sql' && segment['month'] === '2026-09');
  expect(september).toMatchObject({status: 'pending'});
});

test('the clean twin is silent', async () => {
  const {findings, checks, summary} = await clean;
  expect(findings.filter(({level}) => level !== 'info').map(({key, text}) => `${key}: ${text}`)).toEqual([]);
  expect(checks.filter(({status}) => status === 'broken')).toEqual([]);
  expect(summary.exit_code).toBe(0);
});

test('fates sum to the handoffs, and the exclusions to the leads', async () => {
  for (const {ledger, population, summary} of [await demo, await clean]) {
    const step = (name: string) => population.find(({step: own}) => own === name)?.leads ?? 0;
    expect(ledger.reduce((sum, {handoffs}) => sum + handoffs, 0)).toBe(summary.handoffs);
    expect(step('handoffs')).toBe(summary.handoffs);
    expect(step('exported') - step('after_cutoff') - step('merged') - step('no_mql') - step('out_of_window')).toBe(
      step('eligible_leads'),
    );
  }
});
