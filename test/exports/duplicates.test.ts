import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import {createCandidates} from '../../src/measures/candidates.ts';
import {wilson} from '../../src/methods/wilson.ts';
import {withFiles} from '../systems/on-disk.ts';

const EXPORT = '../shared/exports/duplicates';
const absent = !existsSync(EXPORT);

test.runIf(absent)('SKIPPED: ../shared is absent, so duplicates are not compared with a known truth', () => {});

/** The files as ingest reads them, with the model's email key. */
async function withPeople<T>(name: keyof typeof PEOPLE, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession({threads: 1});
  try {
    await PEOPLE[name](session);
    await session.run("create table population as select lead_key, 'eligible' as step from stg_leads");
    await createCandidates(session);
    return await use(session);
  } finally {
    session.close();
  }
}

/** Its days are days of birth, which no model of a handoff can take: only what ingest makes of the file is looked at. */
async function readLeads(session: Session, path: string, definitions: string): Promise<void> {
  const {definitions: loaded} = await loadDefinitions({
    file: definitions,
    exportPath: path,
    cwd: process.cwd(),
    env: {},
  });
  await ingest(session, path, {mapping: loaded.export, timeZone: 'UTC'});
  await session.run(`
    create table stg_leads as
    select *, rowid::integer as lead_key, regexp_replace(lower(email), '\\+[^@]*@', '@') as email_key from export_leads`);
}

const PEOPLE = {
  splink: (session: Session) => readLeads(session, EXPORT, 'fixtures/exports/splink.yaml'),

  // nothing there says when a record was made, and 44 of its 1,000 days of birth are blank or none: a day is added to every row
  async febrl(session: Session) {
    const rows = readFileSync(`${EXPORT}/febrl1.csv`, 'utf8').trimEnd().split(/\r?\n/);
    const leads = rows.map((row, index) => `${row}, ${index === 0 ? 'created_at' : '2026-01-01'}\n`).join('');
    await withFiles({'febrl1.csv': leads}, FEBRL, folder =>
      readLeads(session, join(folder, 'export'), join(folder, 'handoff.yaml')),
    );
    const {leads: read} = await session.row<{leads: number}>('select count(*)::integer as leads from export_leads');
    expect(read).toBe(1000);
  },
};

const FEBRL = `version: 1
time_zone: UTC
export:
  tables:
    leads:
      files: [febrl1.csv]
      columns: {lead_id: rec_id, first_name: given_name, last_name: surname, company: address_1}
`;

interface Pairs {
  found: number;
  correct: number;
  truth: number;
}

/** Pairs of leads in one cluster against pairs of one person. `person` is SQL over l. */
function comparePairs(session: Session, person: string): Promise<{exact: Pairs; candidates: Pairs; either: Pairs}> {
  return session.row(`
    with
    leads as (
        select l.lead_key, l.email_key, c.cluster, ${person} as person
        from stg_leads l
        left join duplicate_candidates c using (lead_key)
    ),

    pairs as (
        select
            a.person = b.person as same,
            coalesce(a.email_key = b.email_key, false) as exact,
            coalesce(a.cluster = b.cluster, false) and not coalesce(a.email_key = b.email_key, false) as candidate
        from leads a
        join leads b on a.lead_key < b.lead_key
    )

    select
        {found: (count(*) filter (exact))::integer, correct: (count(*) filter (exact and same))::integer,
            truth: (count(*) filter (same))::integer} as exact,
        {found: (count(*) filter (candidate))::integer, correct: (count(*) filter (candidate and same))::integer,
            truth: (count(*) filter (same and not exact))::integer} as candidates,
        {found: (count(*) filter (exact or candidate))::integer,
            correct: (count(*) filter ((exact or candidate) and same))::integer,
            truth: (count(*) filter (same))::integer} as either
    from pairs`);
}

function told(name: string, {found, correct, truth}: Pairs): {precision: number; recall: number} {
  const limits = wilson(correct, found);
  const precision = correct / found;
  const recall = correct / truth;
  const between = limits === null ? '' : `; ${(100 * limits.low).toFixed(0)}-${(100 * limits.high).toFixed(0)}%`;
  process.stdout.write(
    `${name}: precision ${(100 * precision).toFixed(1)}% (${correct} of ${found}${between}), recall ${(100 * recall).toFixed(1)}% (${correct} of ${truth})\n`,
  );
  return {precision, recall};
}

describe.skipIf(absent)('duplicates against a known truth, in pairs of records', () => {
  test('Splink’s 1,000 fake people, with typing errors in every field', async () => {
    const {exact, candidates, either} = await withPeople('splink', session => comparePairs(session, 'l.cluster'));
    const email = told('splink, exact email', exact);
    const beyond = told('splink, candidates beyond it', candidates);
    told('splink, both', either);
    expect(email.precision).toBeGreaterThanOrEqual(0.99);
    expect(email.recall).toBeGreaterThanOrEqual(0.5);
    expect(beyond.precision).toBeGreaterThanOrEqual(0.95);
    expect(beyond.recall).toBeGreaterThanOrEqual(0.05);
  });

  test('FEBRL’s 500 twice recorded people: no email, the street stands in for the company', async () => {
    const {exact, candidates} = await withPeople('febrl', session =>
      comparePairs(session, "regexp_extract(l.lead_id, '^rec-([0-9]+)', 1)"),
    );
    const beyond = told('febrl, candidates', candidates);
    expect(exact.found).toBe(0);
    expect(beyond.precision).toBeGreaterThanOrEqual(0.95);
    expect(beyond.recall).toBeGreaterThanOrEqual(0.4);
  });
});
