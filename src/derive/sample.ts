import type {Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {createJudge, createJudged, type Moment} from '../model/judged.ts';
import type {Model} from '../model/model.ts';
import type {Candidate} from './attributes.ts';

export interface SampleCounts {
  wins: number;
  others: number;
  lost: number;
  same_account: number;
  from_at: string | null;
  to_at: string | null;
  cut_at: string | null;
}

/** The moment at which the handoffs of the sample are judged. */
export const SAMPLED: Moment = {relation: 'derive_moments', key: 'handoff_key'};

/** METHODS 7, 5: the rule is derived on the older part and tried on the newer. */
const OLDER = 0.7;

/**
 * `derive_sample`: one row per matured handoff from the first MQL among the last so many wins on, won or not, one win an account;
 * `older` up to the MQL by which 70% of the wins had one.
 */
export async function createSample(session: Session, lastWins: number): Promise<SampleCounts> {
  await session.run(`create or replace table derive_matured as ${MATURED}`);
  await session.run(`create or replace table derive_sample as ${SAMPLE}`, {last: lastWins});
  await session.run(
    'create or replace view derive_moments as select s.handoff_key, s.lead_key, s.handoff_at as "at", s.score_at_mql from derive_sample s',
  );
  await splitSample(session);
  return session.row<SampleCounts>(`
    select
      count(*) filter (won)::integer as wins,
      count(*) filter (not won)::integer as others,
      count(*) filter (lost)::integer as lost,
      (select count(*) from derive_matured m where m.won and not m.first_win
        and m.handoff_at >= (select min(handoff_at) from derive_sample))::integer as same_account,
      min(handoff_at) as from_at, max(handoff_at) as to_at,
      max(handoff_at) filter (older) as cut_at
    from derive_sample`);
}

/** After the wins are known, or exchanged by a test. */
export async function splitSample(session: Session): Promise<void> {
  await session.run(
    `update derive_sample set older = handoff_at <= (select quantile_disc(handoff_at, ${OLDER}) from derive_sample where won)`,
  );
}

/** `derive_levels`: one row per handoff of the sample and a column for each candidate, as of the MQL. */
export async function judgeLevels(
  session: Session,
  model: Model,
  source: Export,
  candidates: readonly Candidate[],
): Promise<void> {
  // nobody's groups: a signal is meant by its own name
  const judge = createJudge({...model.definitions, signals: {}}, source);
  await createJudged(
    session,
    'derive_levels',
    SAMPLED,
    judge,
    candidates.map(({criteria}, index) => [`l_${index}`, `coalesce(${judge.compile(criteria)}, false)`] as const),
  );
}

// one row per handoff old enough for its SQL; an account is its id, else the company's name, else the person
const MATURED = /* sql */ `
  with handed as (
      select
          h.handoff_key,
          h.lead_key,
          coalesce(h.mql_at, h.start_at) as handoff_at,
          h.score_at_mql,
          h.reached_won as won,
          coalesce(h.opportunity_state = 'lost', false) as lost,
          h.won_at,
          coalesce(l.account_id, lower(trim(l.company)), l.email_key, l.lead_id) as account
      from handoffs h
      join stg_leads l using (lead_key)
      where h.matured
  )
  select *, won and row_number() over (partition by account, won order by handoff_at, handoff_key) = 1 as first_win
  from handed`;

// one row per handoff of the sample
const SAMPLE = /* sql */ `
  with last_wins as (
      select handoff_at from derive_matured where first_win
      order by won_at desc nulls last, handoff_key desc
      limit $last
  )
  select handoff_key, lead_key, handoff_at, score_at_mql, won, lost, false as older
  from derive_matured
  where (first_win or not won) and handoff_at >= (select min(handoff_at) from last_wins)`;
