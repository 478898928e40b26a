import type {Session} from '../engine/session.ts';
import {duration} from '../words.ts';

const DAY_US = 86_400_000_000;
/** A single value this much later than all others is a typing error, not the date of the export (SPEC 13). */
const OUTLIER_US = 30 * DAY_US;

export interface Cutoff {
  /** Microseconds of the epoch. */
  asOf: number;
  /** Where it comes from, for the report. */
  from: string;
  /** Seconds the activities lag the leads, where that moved the cut-off (gate G10); else null. */
  activitiesLag: number | null;
  /** The outlier that was not used, ISO 8601; else null. */
  outlier: string | null;
}

interface Latest {
  leads: number[] | null;
  activities: number[] | null;
}

const LATEST_EVENTS = /* sql */ `
  with lead_events as (
      select unnest([created_at, mql_at, accepted_at, sql_at, rejected_at, recycled_at, converted_at]) as at
      from export_leads
  )
  select
      (select max(epoch_us(e."at"), 2) from lead_events e) as leads,
      (select max(epoch_us(e."at"), 2) from export_activities e where e.completed is distinct from false) as activities`;

// the 99.5th percentile of the gaps between consecutive activities (METHODS 0.1)
const USUAL_GAP = /* sql */ `
  select quantile_disc(gap, 0.995) as gap
  from (select epoch_us(a.at) - lag(epoch_us(a.at)) over (order by a.at) as gap from export_activities a)
  where gap is not null`;

/** The moment the export was taken: the latest event in it, never the clock of the machine (METHODS 0.1). */
export async function findCutoff(session: Session): Promise<Cutoff | null> {
  const latest = await session.row<Latest>(LATEST_EVENTS);
  const events = [...(latest.leads ?? []), ...(latest.activities ?? [])].sort((a, b) => b - a);
  const [first, second] = events;
  if (first === undefined) return null;
  const outlier = second !== undefined && first - second > OUTLIER_US ? first : null;
  const usable = (values: number[] | null) => values?.find(value => value !== outlier) ?? null;
  const leads = usable(latest.leads);
  const activities = usable(latest.activities);
  const asOf = Math.max(leads ?? activities ?? first, activities ?? leads ?? first);
  const cutoff = {
    asOf,
    from: `${asOf === activities ? 'the latest completed activity' : 'the latest event of the leads'}${notBelieved(outlier)}`,
    activitiesLag: null,
    outlier: outlier === null ? null : new Date(outlier / 1000).toISOString(),
  };
  if (leads === null || activities === null || leads - activities <= DAY_US) return cutoff;
  const {gap} = await session.row<{gap: number | null}>(USUAL_GAP);
  if (gap !== null && leads - activities <= gap) return cutoff;
  const lag = Math.round((leads - activities) / 1e6);
  return {
    ...cutoff,
    asOf: activities,
    from: `the last activity: the activities were exported ${duration(lag)} before the leads${notBelieved(outlier)}`,
    activitiesLag: lag,
  };
}

/** A date that was left out moves every number: whoever reads the cut-off reads of it too. */
function notBelieved(outlier: number | null): string {
  return outlier === null
    ? ''
    : `; ${new Date(outlier / 1000).toISOString()} is over 30 days after all others and was not believed`;
}
