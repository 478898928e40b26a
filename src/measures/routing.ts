import type {Session} from '../engine/session.ts';
import {percentile} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {measureCandidates} from './candidates.ts';
import {answeredOn, logLog, readCurve} from './curve.ts';
import {measureDuplicates} from './duplicates.ts';
import {measureEscalation} from './escalation.ts';
import {measureAnswerByLoad, measureCapacity} from './loads.ts';
import {countOf, estimate, shareOf} from './measure.ts';
import {type Blank, CLOSES, closeCautions, type Gates, measureUnder, type Needs, standing} from './needs.ts';
import {measureOutOfOffice} from './out-of-office.ts';
import {measureFairness} from './rotations.ts';
import {measureRules} from './rules.ts';
import {type Grouped, groupedBy, segmentOf} from './segments.ts';

const OWNERS = 'leads.owner or owner_history';

/** Where leads lie between marketing and a person: no owner, one who left, a queue, one after the other. */
async function measureOwners(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const ask = async (needs: Needs, blanks: readonly Blank[], compute: () => Promise<Measure[]>) =>
    measureUnder(standing(needs, model, gates), blanks, compute);
  return [
    await ask({columns: [OWNERS], cautions: closeCautions(model)}, [{id: 'routing.unowned', unit: 'count'}], () =>
      unownedMeasures(session),
    ),
    await ask(
      {columns: [OWNERS, 'users.active or users.deactivated_at', CLOSES]},
      [{id: 'routing.inactive_owner', unit: 'count'}],
      () => inactiveMeasures(session),
    ),
    await ask(
      {columns: ['owner_history'], gates: ['G13'], doubts: ['G1']},
      QUEUE_PERCENTILES.map(({what}) => ({id: 'routing.queue_time', unit: 'seconds', segment: {what}})),
      () => queueMeasures(session),
    ),
    await ask(
      {columns: ['owner_history'], gates: ['G13']},
      [
        {id: 'routing.bounced', unit: 'share'},
        {id: 'routing.pingpong', unit: 'share'},
      ],
      () => bounceMeasures(session),
    ),
  ].flat();
}

type Family = (session: Session, model: Model, gates: Gates) => Promise<Measure[]>;

/** `routing.*` (METHODS 8). They share nothing but relations that are made once; the numbers of one id come of one family. */
export const ROUTING: readonly Family[] = [
  measureOwners,
  inTurn(measureCapacity, measureAnswerByLoad),
  measureOutOfOffice,
  measureRules,
  measureFairness,
  measureEscalation,
  inTurn(measureDuplicates, measureCandidates),
];

export function inTurn(...families: readonly Family[]): Family {
  return async (session, model, gates) => {
    const measures: Measure[] = [];
    for (const family of families) measures.push(...(await family(session, model, gates)));
    return measures;
  };
}

// open: not closed and not progressed (SPEC 13, SLA)
const OPEN = 'closed_at is null and not reached_sql';

/** An owner nobody knows is neither nobody nor a person (SPEC 13, Who acted). */
async function unownedMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<Grouped & {open: number; unowned: number; unknown: number}>(UNOWNED);
  return rows.map(row =>
    countOf('routing.unowned', segmentOf(row), row.unowned, row.open, {excluded: {unknown_owner: row.unknown}}),
  );
}

const UNOWNED = groupedBy(
  ['source'],
  `count(*) filter (open_owner_kind is distinct from 'unknown')::integer as open,
   count(*) filter (coalesce(open_owner_kind in ('none', 'queue', 'integration'), true))::integer as unowned,
   count(*) filter (open_owner_kind = 'unknown')::integer as unknown`,
  `(select source, open_owner_kind from handoffs where ${OPEN})`,
);

async function inactiveMeasures(session: Session): Promise<Measure[]> {
  const {open, inactive} = await session.row<{open: number; inactive: number}>(`
    select count(*)::integer as open, count(*) filter (u.active = false)::integer as inactive
    from handoffs h
    left join stg_users u on u.user_id = h.open_owner::varchar
    where ${OPEN}`);
  return [countOf('routing.inactive_owner', {}, inactive, open)];
}

const QUEUE_PERCENTILES = [
  {what: 'p50', p: 0.5, min_n: 6},
  {what: 'p90', p: 0.9, min_n: 36},
];

/** Parking: start to the first human owner; a lead nobody ever owned is censored at as_of (METHODS 8). */
async function queueMeasures(session: Session): Promise<Measure[]> {
  const curve = await readCurve(session, PARKING);
  const owned = answeredOn(curve);
  return QUEUE_PERCENTILES.map(({what, p, min_n}) => {
    const {value, low, high} = percentile(curve, p);
    return estimate(
      'routing.queue_time',
      {what},
      {
        unit: 'seconds',
        value,
        n: curve.n,
        numerator: owned,
        denominator: curve.n,
        interval: logLog(low, high),
        min_n,
        note: value === null && curve.n > 0 ? `not reached: ${percent(owned / curve.n)} got a human owner` : null,
      },
    );
  });
}

const PARKING = /* sql */ `
  select
      whole_seconds(greatest(epoch_us(coalesce(h.first_human_owner_at, s.as_of)) - epoch_us(h.start_at), 0)) as time,
      (h.first_human_owner_at is not null)::integer as answered
  from handoffs h
  cross join def_settings s`;

/** The share that left a human owner twice or more before the first touch; `once` counts a single change (METHODS 8). */
async function bounceMeasures(session: Session): Promise<Measure[]> {
  const {n, once, twice, pingpong} = await session.row<Record<'n' | 'once' | 'twice' | 'pingpong', number>>(`
    select
        count(*)::integer as n,
        count(*) filter (owner_changes_before_touch >= 1)::integer as once,
        count(*) filter (owner_changes_before_touch >= 2)::integer as twice,
        count(*) filter (pingpong)::integer as pingpong
    from handoffs`);
  return [
    shareOf('routing.bounced', {}, twice, n),
    shareOf('routing.bounced', {what: 'once'}, once, n),
    shareOf('routing.pingpong', {}, pingpong, n),
  ];
}
