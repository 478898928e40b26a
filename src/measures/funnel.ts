import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {plural, shortDuration} from '../words.ts';
import {answeredBy, logLog, readCurve} from './curve.ts';
import {estimate, shareOf} from './measure.ts';
import {type Blank, type Gates, horizonLack, measureUnder, mqlCautions, type Needs, standing} from './needs.ts';
import {type Grouped, groupedBy, segmentOf} from './segments.ts';

type StepName = keyof Model['horizons'];

interface FunnelStep {
  name: StepName;
  /** Expressions over `handoffs`: who enters and when, who reaches the next stage and when. */
  entered: string;
  entered_at: string;
  reached: string;
  reached_at: string;
  columns: readonly string[];
  /** Entered by an MQL stamp. */
  from_mql: boolean;
}

const FROM_MQL = {entered: 'true', entered_at: 'coalesce(mql_at, start_at)', from_mql: true};
/** Any of these tells when a lead reached the SQL stage. */
export const SQL_STAMPS = 'leads.sql_at or leads.converted_at or stage_history or dispositions';

/** METHODS 3; stage times are the own stamp, else the earliest later stage's (SPEC 13, Funnel). */
const STEPS: readonly FunnelStep[] = [
  {
    name: 'mql_to_sal',
    ...FROM_MQL,
    reached: 'reached_accepted',
    reached_at: 'accepted_time',
    columns: ['leads.accepted_at or dispositions or stage_history'],
  },
  {name: 'mql_to_sql', ...FROM_MQL, reached: 'reached_sql', reached_at: 'sql_time', columns: [SQL_STAMPS]},
  {
    name: 'sql_to_opportunity',
    entered: 'reached_sql',
    entered_at: 'sql_time',
    reached: 'reached_opportunity',
    reached_at: 'opportunity_time',
    columns: [SQL_STAMPS, 'opportunities'],
    from_mql: false,
  },
  {
    name: 'opportunity_to_won',
    entered: 'reached_opportunity',
    entered_at: 'opportunity_time',
    reached: 'reached_won',
    reached_at: 'won_at',
    columns: ['opportunities'],
    from_mql: false,
  },
];

/** The family `funnel.*`: cohort rates at a horizon, the curve beside them, and the period ratio (METHODS 3). */
export async function measureFunnel(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const zone = {time_zone: model.time_zone};
  await session.run(`create or replace table funnel_months as\n${readSql('measures/funnel_months')}`, zone);
  const measures: Measure[] = [];
  for (const step of STEPS) measures.push(...(await measureStep(step, session, model, gates)));
  await session.run('drop table funnel_months');
  return measures;
}

async function measureStep(step: FunnelStep, session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const id = `funnel.${step.name}`;
  const horizon = model.horizons[step.name];
  const needs: Needs = {columns: step.columns, doubts: ['G7'], cautions: step.from_mql ? mqlCautions(model) : []};
  const missing = horizonLack(model, step.name);
  const curve: Blank = {id, unit: 'share', segment: {what: 'curve'}};
  await session.run(`create or replace table funnel_step as ${entriesOf(step)}`);
  const measures = [
    ...(await measureUnder(standing({...needs, missing}, model, gates), [{id, unit: 'share'}], () =>
      cohortMeasures(session, id, horizon ?? 0),
    )),
    // a curve is made of lags (METHODS 9, G7)
    ...(await measureUnder(standing({...needs, missing, gates: ['G7']}, model, gates), [curve], async () => [
      await curveMeasure(session, id, horizon ?? 0),
    ])),
    ...(await measureUnder(standing(needs, model, gates), [{id, unit: 'ratio', segment: {what: 'period'}}], () =>
      periodMeasures(session, id),
    )),
  ];
  await session.run('drop table funnel_step');
  return measures;
}

// one row per handoff at the stage; lag and age in microseconds, a negative lag counts as at once
const entriesOf = ({entered, entered_at, reached, reached_at}: FunnelStep) => /* sql */ `
  with entries as (
      select source, team, ${entered_at} as entered_at, ${reached} as reached, ${reached_at} as reached_at from handoffs where ${entered}
  )
  select
      e.source,
      e.team,
      m.month,
      n.month as reached_month,
      e.reached,
      e.entered_at is null or e.reached and e.reached_at is null as timeless,
      greatest(epoch_us(e.reached_at) - epoch_us(e.entered_at), 0) as lag_us,
      e.reached and e.reached_at is not null as timed,
      epoch_us(s.as_of) - epoch_us(e.entered_at) as age_us
  from entries e
  cross join def_settings s
  left join funnel_months m on m.slot = epoch_us(e.entered_at) // 900000000
  left join funnel_months n on n.slot = epoch_us(e.reached_at) // 900000000`;

interface Cohort extends Grouped {
  due: number;
  reached: number;
  young: number;
  timeless: number;
}

/** P(next stage within the horizon) among those at least that old (METHODS 3.2). */
async function cohortMeasures(session: Session, id: string, horizon: number): Promise<Measure[]> {
  const rows = await session.rows<Cohort>(COHORTS, {horizon});
  return rows.map(row => {
    const {dimension, due, reached, young, timeless} = row;
    const pending =
      dimension === 'month' && young > 0 ? `${plural(young, 'lead')} younger than ${shortDuration(horizon)}` : null;
    return shareOf(id, segmentOf(row), reached, due, {pending, excluded: {young, no_time: timeless}});
  });
}

const COHORTS = groupedBy(
  ['source', 'team', 'month'],
  `count(*) filter (not timeless and age_us >= $horizon::bigint * 1000000)::integer as due,
   count(*) filter (not timeless and age_us >= $horizon::bigint * 1000000 and timed and lag_us <= $horizon::bigint * 1000000)::integer as reached,
   count(*) filter (not timeless and age_us < $horizon::bigint * 1000000)::integer as young,
   count(*) filter (timeless)::integer as timeless`,
  'funnel_step',
);

/** 1-KM at the horizon, which uses the young too; a rejected lead stays at risk to as_of (METHODS 3.3). */
async function curveMeasure(session: Session, id: string, horizon: number): Promise<Measure> {
  const curve = await readCurve(session, LAGS, {horizon});
  const found = answeredBy(curve, horizon);
  return estimate(
    id,
    {what: 'curve'},
    {
      unit: 'share',
      value: found?.share ?? null,
      n: curve.n,
      interval: found === null ? null : logLog(found.low, found.high),
      min_n: 10,
      pending: found === null && curve.n > 0 ? 'no lead has been followed that long' : null,
    },
  );
}

// whole seconds; what happens after the horizon cannot change the curve before it
const LAGS = /* sql */ `
  select
      least(case when timed then whole_seconds(lag_us) else age_us // 1000000 end, $horizon::bigint + 1) as time,
      (timed and lag_us <= $horizon::bigint * 1000000)::integer as answered
  from funnel_step
  where not timeless`;

/** SQLs in a month / MQLs in it: other people above and below the line; only to reconcile a dashboard (METHODS 3.4). */
async function periodMeasures(session: Session, id: string): Promise<Measure[]> {
  const rows = await session.rows<{month: string; entered: number; reached: number}>(PERIODS);
  return rows.map(({month, entered, reached}) =>
    estimate(
      id,
      {month, what: 'period'},
      {
        unit: 'ratio',
        value: entered === 0 ? null : reached / entered,
        n: entered,
        numerator: reached,
        denominator: entered,
      },
    ),
  );
}

const PERIODS = /* sql */ `
  select month, sum(entered)::integer as entered, sum(reached)::integer as reached
  from (
      select month, count(*) as entered, 0 as reached from funnel_step where month is not null group by month
      union all
      select reached_month, 0, count(*) from funnel_step where timed and reached_month is not null group by reached_month
  )
  group by month
  order by month`;
