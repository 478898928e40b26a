import {grouped, percent} from '../words.ts';
import {defineGate, tooFew} from './define-gate.ts';

/** METHODS 9, G7. */
const MISSING_SHARE = 0.2;
const DISORDER_SHARE = 0.1;
const MIN_HANDOFFS = 20;

/** G7: lags between stages need their dates; rates only need to know that a stage was reached. */
export default defineGate({
  id: 'G7',
  title: 'Stage dates are there and in order',
  async judge(session) {
    const found = await session.row<{reached: number; missing: number; ordered: number; disordered: number}>(
      STAGE_DATES,
    );
    const {reached, missing, ordered, disordered} = found;
    if (Math.max(reached, ordered) < MIN_HANDOFFS)
      return tooFew(reached, 'handoff', 'handoffs', 'too few at the SQL stage to judge its dates');
    const missingShare = reached < MIN_HANDOFFS ? 0 : missing / reached;
    const disorderShare = ordered < MIN_HANDOFFS ? 0 : disordered / ordered;
    const text = `${percent(missingShare)} of handoffs at the SQL stage or beyond have no date for it; ${percent(disorderShare)} of ${grouped(ordered)} have stages more than a day out of order.`;
    const bad = missingShare > MISSING_SHARE || disorderShare > DISORDER_SHARE;
    return {
      state: bad ? 'hard' : 'pass',
      text: bad ? `${text} Times between stages cannot be told; rates can.` : text,
      value: Math.max(missingShare, disorderShare),
      n: Math.max(reached, ordered),
      remedy: 'Export the dates at which stages were entered (leads.sql_at, or the stage_history table).',
    };
  },
});

const STAGE_DATES = /* sql */ `
  with
  stages as (
      select
          reached_sql,
          sql_at,
          [mql_at, sql_at, opportunity_at, won_at] as stamps
      from handoffs
  ),

  compared as (
      select
          reached_sql,
          sql_at is null as sql_missing,
          list_filter(stamps, moment -> moment is not null) as stamps
      from stages
  )

  select
      count(*) filter (reached_sql)::integer as reached,
      count(*) filter (reached_sql and sql_missing)::integer as missing,
      count(*) filter (len(stamps) > 1)::integer as ordered,
      count(*) filter (
          len(stamps) > 1
          and list_bool_or(list_transform(
              list_zip(stamps[2:], stamps[:-2]),
              pair -> epoch_us(pair[1]) < epoch_us(pair[2]) - 86400000000
          ))
      )::integer as disordered
  from compared`;
