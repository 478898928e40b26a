import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import {createCandidates} from '../../src/measures/candidates.ts';
import {wilson} from '../../src/methods/wilson.ts';

const EXPORT = '../shared/exports/duplicates';
const absent = !existsSync(EXPORT);

test.runIf(absent)('SKIPPED: ../shared is absent, so duplicates are not compared with a known truth', () => {});

/**
 * Splink's file as ingest reads it, with the model's email key. Its days are days of birth, which no model of a handoff can
 * take; FEBRL's days are none that ingest takes (19081209), so that its rows come straight from the file.
 */
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

const PEOPLE = {
  async splink(session: Session) {
    const file = 'fixtures/exports/splink.yaml';
    const {definitions} = await loadDefinitions({file, exportPath: EXPORT, cwd: process.cwd(), env: {}});
    await ingest(session, EXPORT, {mapping: definitions.export, timeZone: 'UTC'});
    await session.run(`
      create table stg_leads as
      select *, rowid::integer as lead_key, regexp_replace(lower(email), '\\+[^@]*@', '@') as email_key from export_leads`);
  },

  async febrl(session: Session) {
    await session.run(
      `create table people as
       select trim(columns(*)) from read_csv($file, all_varchar = true, normalize_names = true)`,
      {file: `${EXPORT}/febrl1.csv`},
    );
    await session.run(`
      create table stg_leads as
      select
          rowid::integer as lead_key,
          rec_id as lead_id,
          given_name as first_name,
          surname as last_name,
          nullif(address_1, '') as company,
          null::varchar as email_key,
          null::varchar as domain,
          null::varchar as country,
          null::varchar as phone
      from people`);
  },
};

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
