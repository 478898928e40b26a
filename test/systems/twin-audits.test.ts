import {join} from 'node:path';
import {expect, test} from 'vitest';
import {audit} from '../../src/handoff.ts';
import type {Report} from '../../src/result.ts';
import {TWINS} from './all.ts';
import {canonicalFiles, withFiles} from './on-disk.ts';
import {AS_OF, DEFINITIONS} from './story.ts';
import type {Twin} from './twin.ts';

function auditOf(files: Twin['files'], definitions: string, sourceTimeZone?: string): Promise<Report> {
  return withFiles(files, definitions, folder =>
    audit(join(folder, 'export'), {
      definitions: join(folder, 'handoff.yaml'),
      cwd: folder,
      env: {},
      asOf: AS_OF,
      failOn: 'never',
      threads: 1,
      sourceTimeZone,
    }),
  );
}

/** By its input: shapes of one system have the same canonical twin, which is audited once. */
const audited = new Map<string, Promise<Report>>();

function canonicalAudit({canonical, queues = []}: Twin): Promise<Report> {
  const files = canonicalFiles(canonical);
  // no canonical column marks a queue: the definitions name it
  const definitions = queues.length === 0 ? DEFINITIONS : `${DEFINITIONS}routing: {queues: [${queues.join(', ')}]}\n`;
  const key = JSON.stringify([files, definitions]);
  const known = audited.get(key) ?? auditOf(files, definitions);
  audited.set(key, known);
  return known;
}

/** Everything in a report but what it says about the export itself. */
function numbers({population, measures, ledger, gates, checks, terms, summary, ...report}: Report) {
  // each shape has definitions of its own, with other lines
  const findings = report.findings.map(({place: _, ...finding}) => finding);
  return {population, measures, ledger, gates, checks, findings, terms, summary};
}

/**
 * The first shape of each system, alone and beside others. What ingest leaves of the other shapes is compared row by row
 * (twins.test.ts); auditing those too told nothing more and took a minute of every run.
 */
const FIRST = [...new Map(TWINS.toReversed().map(twin => [twin.systems.join(), twin])).values()].toReversed();

/** Of those that carry nothing beyond their twins, as twins.test.ts sees to, the first alone. */
const AUDITED = FIRST.filter(twin => !twin.noMore || twin === FIRST.find(({noMore}) => noMore));

test.each(AUDITED.map(twin => [twin.name, twin] as const))(
  '%s audits to the numbers of its canonical twin',
  async (_, twin) => {
    const [own, other] = await Promise.all([
      auditOf(twin.files, DEFINITIONS + (twin.export ?? ''), twin.sourceTimeZone),
      canonicalAudit(twin),
    ]);
    expect(numbers(own)).toEqual(numbers(other));
    // not because both have nothing to say
    expect(own.summary.handoffs).toBe(24);
    expect(own.checks.filter(({status}) => status === 'broken')).toEqual([]);
    expect(own.measures.filter(({status}) => status === 'ok').length).toBeGreaterThan(10);
  },
);
