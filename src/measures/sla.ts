import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure, Segment} from '../result.ts';
import {plural} from '../words.ts';
import {measureAcceptance} from './acceptance.ts';
import {measureFollowUp} from './follow-up.ts';
import {countOf, shareOf} from './measure.ts';
import {
  type Blank,
  degrade,
  type Gates,
  lackText,
  measureUnder,
  type Needs,
  outreachCautions,
  standing,
} from './needs.ts';

const FLOORS = ['A', 'B', 'C'] as const;
const DIMENSIONS = ['owner', 'policy', 'source', 'team', 'week'] as const;

/** The states whose deadline has passed: the denominator (METHODS 2.1). */
const IN_RATE: ReadonlySet<string> = new Set(['met', 'breached_late', 'breached_open', 'breached_closed']);

/** METHODS 2.1: more leads that progressed without a logged touch cast doubt on the rate. */
const MOST_UNLOGGED = 0.1;
/** METHODS 1.5: stamps cut to the minute matter to a promise this short. */
const FIVE_MINUTES = 300;

/** Handoffs of one segment in one state. */
export interface StateCount {
  segment: string | null;
  state: string;
  n: number;
  /** Met by a first touch of this grade or better. */
  a: number;
  b: number;
  c: number;
  /** Not due yet. */
  young: number;
}

/** The family `sla.*`: which promises are kept (METHODS 2). */
export async function measureSla(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = slaNeeds(model);
  const cautions = [...(needs.cautions ?? []), ...(await datedCloses(session))];
  const compliance = await measureUnder(
    standing({...needs, cautions}, model, gates),
    [
      {id: 'sla.compliance', unit: 'share'},
      {id: 'sla.compliance', unit: 'share', segment: {time: 'wall'}},
      ...FLOORS.map((floor): Blank => ({id: 'sla.compliance', unit: 'share', segment: {floor}})),
      {id: 'sla.state', unit: 'count'},
    ],
    () => complianceMeasures(session),
  );
  return [
    ...compliance,
    ...(await measureAcceptance(session, model, gates)),
    ...(await measureFollowUp(session, model, gates)),
  ];
}

/** Closed untouched on a date without a time of day, which the promise may or may not have outlived: the doubt is the rep's. */
async function datedCloses(session: Session): Promise<string[]> {
  const {n} = await session.row<{n: number}>(`
    select count(*)::integer as n
    from handoffs
    where sla_state = 'closed_untouched_in_window' and closed_by > closed_at
        and epoch_us(closed_by) - epoch_us(start_at) > sla_within * 1000000`);
  if (n === 0) return [];
  return [
    `${plural(n, 'handoff was', 'handoffs were')} closed untouched on a date without a time of day: whether within the promise nobody knows, and no rate counts them.`,
  ];
}

/** What every figure about kept promises rests on. */
export function slaNeeds(model: Model): Needs {
  const {sla, response} = model.definitions;
  return {
    columns: response.start === 'rep' ? ['activities', 'owner_history'] : ['activities'],
    gates: ['G1', 'G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15', ...(response.start === 'rep' ? ['G13'] : [])],
    doubts: sla.some(({respond_within}) => respond_within <= FIVE_MINUTES) ? ['G2'] : [],
    missing: sla.length === 0 ? 'the definitions promise nothing: write a policy under sla' : lackText(model, 'sla'),
    cautions: outreachCautions(model),
  };
}

async function complianceMeasures(session: Session): Promise<Measure[]> {
  const whole = await session.rows<StateCount>(STATES.whole);
  const measures = [...rated(whole, {}), ...states(whole, {}), ...(await aroundTheClock(session))];
  for (const dimension of DIMENSIONS) {
    const rows = await session.rows<StateCount>(STATES[dimension]);
    for (const [name, counts] of bySegment(rows)) {
      // no promise, no rate
      if (dimension === 'policy' && name === null) measures.push(...states(counts, {policy: null}));
      else measures.push(...segmentMeasures(dimension, name, counts));
    }
  }
  return measures;
}

/** The same promises on the wall clock, after hours included: print both clocks (METHODS 2.4). Other leads are due on it. */
async function aroundTheClock(session: Session): Promise<Measure[]> {
  const whole = compliance(await session.rows<StateCount>(STATES.wall), {time: 'wall'});
  const policies = bySegment(await session.rows<StateCount>(STATES.wall_policy));
  policies.delete(null);
  return [whole, ...[...policies].map(([policy, counts]) => compliance(counts, {policy, time: 'wall'}))];
}

function segmentMeasures(dimension: (typeof DIMENSIONS)[number], name: string | null, counts: StateCount[]): Measure[] {
  const segment = {[dimension]: name};
  if (dimension === 'policy') return [...rated(counts, segment), ...states(counts, segment)];
  if (dimension !== 'week') return [compliance(counts, segment)];
  return [compliance(counts, segment, youngText(counts)), ...states(counts, segment)];
}

/** The rate, and the same at every evidence floor: the denominator stays (SPEC 5). */
function rated(counts: readonly StateCount[], segment: Segment): Measure[] {
  const whole = compliance(counts, segment);
  const floors = FLOORS.map(floor =>
    doubted(
      counts,
      shareOf('sla.compliance', {...segment, floor}, metAt(counts, floor), whole.n ?? 0, {excluded: whole.excluded}),
    ),
  );
  return [whole, ...floors];
}

/** met / (met + breached_late + breached_open + breached_closed). */
function compliance(counts: readonly StateCount[], segment: Segment, pending: string | null = null): Measure {
  const inRate = counts.filter(({state}) => IN_RATE.has(state));
  const n = total(inRate);
  const met = total(inRate.filter(({state}) => state === 'met'));
  const out = counts.filter(({state}) => !IN_RATE.has(state));
  const excluded = Object.fromEntries(out.map(({state, n}) => [state, n]));
  return doubted(counts, shareOf('sla.compliance', segment, met, n, {excluded, pending}));
}

/** METHODS 2.2: a week with a lead that is not due is partial, and compared with nothing. */
function youngText(counts: readonly StateCount[]): string | null {
  const young = counts.reduce((sum, {young}) => sum + young, 0);
  return young === 0 ? null : `${plural(young, 'handoff')} not due yet`;
}

function doubted(counts: readonly StateCount[], measure: Measure): Measure {
  const unlogged = total(counts.filter(({state}) => state === 'unknown_unlogged'));
  const due = (measure.n ?? 0) + unlogged;
  if (unlogged <= due * MOST_UNLOGGED) return measure;
  return degrade(measure, `${unlogged} of ${plural(due, 'handoff')} progressed without a logged touch`);
}

function states(counts: readonly StateCount[], segment: Segment): Measure[] {
  const n = total(counts);
  return counts.map(({state, n: count}) => countOf('sla.state', {...segment, state}, count, n));
}

function metAt(counts: readonly StateCount[], floor: (typeof FLOORS)[number]): number {
  const column = floor.toLowerCase() as 'a' | 'b' | 'c';
  return counts.filter(({state}) => state === 'met').reduce((sum, row) => sum + row[column], 0);
}

function total(counts: readonly StateCount[]): number {
  return counts.reduce((sum, {n}) => sum + n, 0);
}

function bySegment(rows: readonly StateCount[]): Map<string | null, StateCount[]> {
  const segments = new Map<string | null, StateCount[]>();
  for (const row of rows) segments.set(row.segment, [...(segments.get(row.segment) ?? []), row]);
  return segments;
}

const statesBy = (segment: string, state = 'sla_state') => /* sql */ `
  select
      ${segment} as segment,
      ${state}::varchar as state,
      count(*)::integer as n,
      count(*) filter (elapsed_a <= sla_within)::integer as a,
      count(*) filter (elapsed_b <= sla_within)::integer as b,
      count(*) filter (elapsed_c <= sla_within)::integer as c,
      count(*) filter (excluded is null and sla_age <= sla_within)::integer as young
  from handoffs
  group by all
  order by segment nulls last, state`;

const STATES = {
  whole: statesBy('null::varchar'),
  owner: statesBy('owner::varchar'),
  policy: statesBy('sla_policy'),
  source: statesBy('source'),
  team: statesBy('team'),
  week: statesBy('week::varchar'),
  wall: statesBy('null::varchar', 'sla_state_wall'),
  wall_policy: statesBy('sla_policy', 'sla_state_wall'),
};
