import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
// @ts-expect-error: the generator is plain JavaScript, so that it runs without a build
import {renderDemo} from '../../fixtures/generate/demo.mjs';
// @ts-expect-error: as above
import {ALL_LEAKS} from '../../fixtures/generate/leaks.mjs';
import {audit} from '../../src/handoff.ts';
import type {Finding, Report} from '../../src/result.ts';

const DEMO = 'fixtures/halden';
/** An audit takes a few seconds; beside other tests on two cores it may take many. */
const PATIENT = 120_000;

interface Named {
  check: string;
  subject: string;
}

interface Leak {
  id: string;
  finding: (Named & {names: 'exactly' | 'at least'}) | null;
  lead_ids: string[];
  also: Named[];
}

const truth = JSON.parse(readFileSync(`${DEMO}-truth.json`, 'utf8')) as {
  as_of: string;
  leaks: Leak[];
};

async function auditFolder(folder: string): Promise<Report> {
  return audit(folder, {definitions: `${DEMO}/handoff.yaml`, failOn: 'error', cwd: process.cwd(), env: {}});
}

/** The same company without its leaks. */
async function auditClean(seed: number): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'clean-'));
  try {
    const {files} = renderDemo(new Set(), seed);
    for (const [name, text] of Object.entries<string>(files)) writeFileSync(join(folder, name), text);
    copyFileSync(`${DEMO}/handoff.yaml`, join(folder, 'handoff.yaml'));
    return await auditFolder(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const demo = auditFolder(DEMO);
beforeAll(() => demo, PATIENT);

/** An info judges nothing. */
const raised = async (report: Promise<Report>) => (await report).findings.filter(({level}) => level !== 'info');
const is = (one: Named) => (other: Named) => one.check === other.check && one.subject === other.subject;
const words = ({check, subject}: Named) => `${check}/${subject}`;

test('the shipped files are what the generator writes, and stay small', () => {
  const {files, truth: told} = renderDemo(new Set(ALL_LEAKS));
  for (const [name, text] of Object.entries<string>(files))
    expect(readFileSync(`${DEMO}/${name}`, 'utf8') === text, name).toBe(true);
  expect(readFileSync(`${DEMO}-truth.json`, 'utf8') === told, 'the truth').toBe(true);
  expect(Object.values<string>(files).reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)).toBeLessThan(
    3_000_000,
  );
});

test('the audit looks as of the moment at which the export was taken', async () => {
  expect((await demo).as_of).toBe(truth.as_of);
});

const found = truth.leaks.filter(({finding}) => finding !== null) as (Leak & {
  finding: NonNullable<Leak['finding']>;
})[];

/** Of a team that logs 1 of 22 deals, what it did without a call looks like what it did not log: another leak hides this one. */
const HIDDEN = 'rejected-without-a-call';

describe('each planted leak is found, confirmed, by the check that should, with every one of its leads', () => {
  test.each(found)('$id', async ({id, finding, lead_ids}) => {
    const raisedFinding = (await raised(demo)).find(is(finding)) as Finding;
    expect(raisedFinding).toMatchObject({strength: id === HIDDEN ? 'likely' : 'confirmed'});
    const named = [...raisedFinding.leads.ids].sort();
    expect(finding.names === 'exactly' ? named : named.filter(id => lead_ids.includes(id))).toEqual(lead_ids);
  });
});

describe('every finding is explained', () => {
  test('by the leak it was planted for, or by leaks that it follows from; and what should follow does', async () => {
    const explained = truth.leaks.flatMap(({finding, also}) => [finding, ...also]);
    const findings = await raised(demo);
    expect(findings.filter(one => !explained.some(other => other && is(other)(one))).map(words)).toEqual([]);
    const expected = truth.leaks.flatMap(({also}) => also);
    expect(expected.filter(one => !findings.some(is(one))).map(words)).toEqual([]);
  });

  /** The others are leads that a good company answers late, too: one in thirty. */
  const MOST = 0.75;

  test('through its leads: most of them are those of the leaks it follows from', async () => {
    for (const finding of await raised(demo)) {
      // its leads are those of one week, and what changed is how many the week has
      if (finding.check === 'sla-trend' || finding.leads.ids.length === 0) continue;
      const leaks = truth.leaks.filter(leak => [leak.finding, ...leak.also].some(other => other && is(other)(finding)));
      const planted = new Set(leaks.flatMap(({lead_ids}) => lead_ids));
      const share = finding.leads.ids.filter(id => planted.has(id)).length / finding.leads.ids.length;
      expect(share, words(finding)).toBeGreaterThanOrEqual(MOST);
    }
  });
});

test('nothing is raised for the young cohort: its leads have had no time', async () => {
  const {findings, measures} = await demo;
  expect(findings.filter(({check}) => ['mql-to-sql', 'sql-to-opportunity'].includes(check))).toEqual([]);
  const september = measures.find(({id, segment}) => id === 'funnel.mql_to_sql' && segment['month'] === '2026-09');
  expect(september).toMatchObject({status: 'pending'});
});

/** The demo's own and the first two: none was chosen because others raise something. */
const SEEDS = [20260401, 1, 2];

describe('the clean twin is silent', () => {
  test.each(SEEDS)(
    'seed %i',
    async seed => {
      const clean = await auditClean(seed);
      expect((await raised(Promise.resolve(clean))).map(({key, text}) => `${key}: ${text}`)).toEqual([]);
      expect(clean.checks.filter(({status}) => status === 'broken')).toEqual([]);
      expect(clean.summary.exit_code).toBe(0);
      expectSums(clean);
    },
    PATIENT,
  );
});

test('fates sum to the handoffs, and the exclusions to the leads', async () => {
  expectSums(await demo);
});

function expectSums({ledger, population, summary}: Report): void {
  const step = (name: string) => population.find(({step: own}) => own === name)?.leads ?? 0;
  expect(ledger.reduce((sum, {handoffs}) => sum + handoffs, 0)).toBe(summary.handoffs);
  expect(step('handoffs')).toBe(summary.handoffs);
  expect(step('exported') - step('after_cutoff') - step('merged') - step('no_mql') - step('out_of_window')).toBe(
    step('eligible_leads'),
  );
}
