import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';

/** One row per column of instants: how its values lie on the clock. Both gates on stamps read it. */
export interface StampColumn {
  name: string;
  /** True where response times are measured from or to it. */
  on_clock: boolean;
  n: number;
  /** Values at exactly 00:00:00, in UTC or in the company's zone, whichever are more. */
  at_midnight: number;
  /** Distinct times of day in UTC. */
  clock_times: number;
  /** Seconds between the earliest and the latest of them. */
  spread: number;
  /** Days from the earliest value to the latest: a list loaded at once has one time of day, too. */
  days: number;
  whole_minutes: number;
}

/** Both gates on stamps ask the same; the columns are read once for a model. */
const read = new WeakMap<Model, Promise<StampColumn[]>>();

export function readStampColumns(session: Session, model: Model): Promise<StampColumn[]> {
  const known = read.get(model);
  if (known !== undefined) return known;
  const columns = session.rows<StampColumn>(STAMP_COLUMNS);
  read.set(model, columns);
  return columns;
}

const STAMP_COLUMNS = /* sql */ `
  with
  stamps as (
      select 'leads.created_at' as name, created_at as moment, true as on_clock from stg_leads
      union all select 'leads.inquiry_at', inquiry_at, true from stg_leads
      union all select 'leads.mql_at', mql_at, true from stg_leads
      union all select 'leads.accepted_at', accepted_at, false from stg_leads
      union all select 'leads.sql_at', sql_at, false from stg_leads
      union all select 'leads.rejected_at', rejected_at, false from stg_leads
      union all select 'activities.at', a.said_at, true from stg_activities a
      union all select 'dispositions.at', d.at, false from stg_dispositions d
      union all select 'opportunities.created_at', created_at, false from stg_opportunities
  ),

  timed as (
      select *, epoch_us(moment) // 1000000 % 86400 as second_of_day
      from stamps
      where moment is not null
  ),

  -- every zone lies whole quarters of an hour from UTC, so only there can it be midnight; the conversion is dear
  clock_times as (
      select
          name,
          on_clock,
          second_of_day,
          count(*) as n,
          min(moment) as earliest,
          max(moment) as latest,
          count(*) filter (
              case when second_of_day % 900 = 0 then local_start(moment) = date_trunc('day', local_start(moment)) end
          ) as at_local_midnight
      from timed
      group by name, on_clock, second_of_day
  )

  select
      name,
      on_clock,
      sum(n)::integer as n,
      greatest(coalesce(sum(n) filter (second_of_day = 0), 0), sum(at_local_midnight))::integer as at_midnight,
      count(*)::integer as clock_times,
      (max(second_of_day) - min(second_of_day))::integer as spread,
      (max(latest)::date - min(earliest)::date)::integer as days,
      coalesce(sum(n) filter (second_of_day % 60 = 0), 0)::integer as whole_minutes
  from clock_times
  group by name, on_clock
  order by name`;
