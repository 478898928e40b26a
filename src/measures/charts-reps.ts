import type {Session} from '../engine/session.ts';
import {funnelLimits, OUTSIDE, overdispersion, WATCH} from '../methods/funnel-limits.ts';
import type {Model} from '../model/model.ts';
import type {RepPoint, RepsChart} from '../result.ts';
import {type Gates, standing} from './needs.ts';
import {createRepPromises, type Kept, pooled, type Standardised, standardised} from './rep-promises.ts';
import {slaNeeds} from './sla.ts';
import {doubtsAbout, readUnlogged} from './unlogged.ts';

/** METHODS 0.9: a rep. */
const MIN_PROMISES = 10;
/** A picture of more is a cloud; those outside the limits are always in it. */
const MOST_REPS = 150;

/** Sizes at which the funnel is drawn, closer where it is wide. */
const FUNNEL_STEPS = 40;

const KEPT = /* sql */ `
  select owner::varchar as owner, policy_no, count(*)::integer as n, count(*) filter (kept)::integer as kept
  from rep_promises
  group by all
  order by all`;

/** The funnel plot: nobody inside the limits is distinguishable from the team (METHODS 1.7). */
export async function readRepChart(session: Session, model: Model, gates: Gates): Promise<RepsChart> {
  const needs = slaNeeds(model);
  const {status, reason} = standing(
    {
      ...needs,
      columns: [...(needs.columns ?? []), 'leads.owner or owner_history'],
      doubts: [...(needs.doubts ?? []), 'G13', 'G16'],
    },
    model,
    gates,
  );
  if (status === 'not_measurable')
    return {status, reason, kept: 0, n: 0, phi: 1, too_few: 0, left_out: 0, reps: [], funnel: []};
  await createRepPromises(session, model);
  const rows = await session.rows<Kept>(KEPT);
  const all = standardised(rows);
  const large = all.filter(({n}) => n >= MIN_PROMISES);
  const share = pooled(rows);
  const phi = overdispersion(large);
  const points = large.map(rep => pointOf(rep, phi)).sort(bySize);
  const drawn = [...points.filter(isTold), ...points.filter(rep => !isTold(rep))].slice(0, MOST_REPS);
  const few = points.length < 2;
  const doubts = doubtsAbout(
    await readUnlogged(session),
    drawn.map(({owner}) => owner),
  );
  const doubt = [reason ?? '', ...doubts].filter(text => text !== '').join(' ');
  return {
    kept: rows.reduce((sum, {kept}) => sum + kept, 0),
    n: rows.reduce((sum, {n}) => sum + n, 0),
    phi,
    too_few: all.length - large.length,
    left_out: points.length - drawn.length,
    status: few ? 'small_n' : doubt === '' ? status : 'degraded',
    reason: few ? `it takes two reps with ${MIN_PROMISES} due promises each` : doubt === '' ? null : doubt,
    reps: few ? [] : drawn.sort(bySize),
    funnel: few || share === null ? [] : funnelOf(drawn, share, phi),
  };
}

/** Limits about the share of the whole team, for the eye: a rep is judged by his own. */
function funnelOf(reps: readonly RepPoint[], share: number, phi: number): RepsChart['funnel'] {
  const sizes = reps.map(({n}) => n);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const steps = Math.min(FUNNEL_STEPS, most - least);
  const at = Array.from({length: steps + 1}, (_, step) =>
    steps === 0 ? least : Math.round(least + ((most - least) * step * step) / (steps * steps)),
  );
  return [...new Set(at)].map(n => ({
    n,
    watch: funnelLimits(n, share, WATCH, phi),
    outside: funnelLimits(n, share, OUTSIDE, phi),
  }));
}

function pointOf({owner, n, x, expected}: Standardised, phi: number): RepPoint {
  // rounding must not make a share of a whole
  const usual = Math.min(1, expected / n);
  const [watch, outside] = [funnelLimits(n, usual, WATCH, phi), funnelLimits(n, usual, OUTSIDE, phi)];
  const beyond = ({low, high}: RepPoint['watch']) => x < low || x > high;
  const verdict = beyond(outside) ? 'outside' : beyond(watch) ? 'watch' : 'inside';
  return {owner, n, kept: x, expected, watch, outside, verdict};
}

function isTold({verdict}: RepPoint): boolean {
  return verdict !== 'inside';
}

function bySize(a: RepPoint, b: RepPoint): number {
  return b.n - a.n || (a.owner < b.owner ? -1 : 1);
}
