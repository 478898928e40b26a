import type {Definitions, FunnelHorizons, Horizon} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';

const DAY = 86_400;
/** `auto` is rounded up to one of these (METHODS 3.2). */
const STEPS = [7, 14, 30, 60, 90, 180].map(days => days * DAY);
/** Fewer lags than this say nothing about a 90th percentile (METHODS 0.9: p90 has limits from n = 36). */
const MIN_LAGS = 36;

export type Horizons = Readonly<Record<keyof FunnelHorizons, number | null>>;

/** From and to time of each step, as columns of `progress` joined to `all_starts`: a company's own lags are of all its history, whatever the window. */
const LAGS: Readonly<Record<keyof FunnelHorizons, [from: string, to: string]>> = {
  mql_to_sal: ['coalesce(mql_at, start_at)', 'accepted_at'],
  mql_to_sql: ['coalesce(mql_at, start_at)', 'sql_at'],
  sql_to_opportunity: ['sql_time', 'opportunity_at'],
  opportunity_to_won: ['opportunity_time', 'won_at'],
};

/**
 * The horizon of each funnel step in seconds. `auto` is the 90th percentile of the client's own lags from cohorts with at
 * least 180 days of follow-up, rounded up; null where there are too few of them (METHODS 3.2).
 */
export async function resolveHorizons(session: Session, definitions: Definitions): Promise<Horizons> {
  const written = definitions.funnel.horizon;
  const resolved = {...written} as Record<keyof FunnelHorizons, Horizon | null>;
  for (const step of Object.keys(LAGS) as (keyof FunnelHorizons)[]) {
    if (written[step] === 'auto') resolved[step] = await ownHorizon(session, ...LAGS[step]);
  }
  const horizons = resolved as Record<keyof FunnelHorizons, number | null>;
  await session.run(
    `update def_settings set
       mql_to_sal_us = $mql_to_sal::bigint * 1000000,
       mql_to_sql_us = $mql_to_sql::bigint * 1000000,
       sql_to_opportunity_us = $sql_to_opportunity::bigint * 1000000,
       opportunity_to_won_us = $opportunity_to_won::bigint * 1000000`,
    horizons,
  );
  return horizons;
}

async function ownHorizon(session: Session, from: string, to: string): Promise<number | null> {
  const {lags, p90} = await session.row<{lags: number; p90: number | null}>(`
    with lags as (
        select epoch_us(${to}) - epoch_us(${from}) as lag
        from progress
        join all_starts using (handoff_key)
        cross join def_settings s
        where ${to} is not null and epoch_us(${from}) <= epoch_us(s.as_of) - ${180 * DAY} * 1000000::bigint
    )
    select count(*) as lags, quantile_disc(lag, 0.9) as p90 from lags`);
  if (lags < MIN_LAGS || p90 === null) return null;
  return STEPS.find(step => step * 1e6 >= p90) ?? (STEPS.at(-1) as number);
}
