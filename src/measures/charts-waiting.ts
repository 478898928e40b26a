import type {Session} from '../engine/session.ts';
import type {Curve} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {WaitingChart, WaitingPoint} from '../result.ts';
import {answeredBy, answeredOn, curveOf} from './curve.ts';
import {type Gates, standing} from './needs.ts';
import {EDGES} from './response-curves.ts';
import {slaNeeds} from './sla.ts';
import {keysBySegment} from './steps.ts';

/** More pictures nobody looks at: the policies with most leads. */
const MOST_POLICIES = 12;
/** METHODS 0.9, a percentage. */
const MIN_SHARE = 10;
/** The curve is kept where it has fallen by another of these; the eye sees no smaller step. */
const STEP = 0.02;
const DAY = 86_400;
/** The edges of METHODS 1.5, and a week. */
const TIMES = [...EDGES, 7 * DAY];

/** By policy the share of leads that still wait; for a promise in business hours on the wall clock too (METHODS 1.4, 2.4). */
export async function readWaitingCharts(session: Session, model: Model, gates: Gates): Promise<WaitingChart[]> {
  const {sla, response} = model.definitions;
  const {status, reason} = standing(slaNeeds(model), model, gates);
  if (status === 'not_measurable') return [];
  const clock = response.start;
  const [policies, wall, business] = (await session.numbers(readSql('measures/policy_waits'))) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const numbers = new Int32Array(policies.length);
  policies.forEach((no, row) => {
    numbers[row] = no - 1;
  });
  const keys = {
    wall: keysBySegment(wall, numbers, sla.length),
    business: keysBySegment(business, numbers, sla.length),
  };
  const charts = sla.map(({name, respond_within, clock: promised}, index) =>
    (promised === 'business' ? (['business', 'wall'] as const) : (['wall'] as const)).map((time): WaitingChart => {
      const curve = curveOf((keys[time][index] ?? new Float64Array()).sort());
      const few = curve.n < MIN_SHARE;
      const own = (time === 'business') === (promised === 'business');
      const within_seconds = own ? respond_within : null;
      return {
        policy: name,
        clock,
        time,
        within_seconds,
        n: curve.n,
        answered: answeredOn(curve),
        status: few ? 'small_n' : status,
        reason: few ? `n is ${curve.n}; it takes ${MIN_SHARE}` : reason,
        points: few ? [] : pointsOf(curve, within_seconds === null ? TIMES : [...TIMES, within_seconds]),
      };
    }),
  );
  return largest(charts).flat();
}

function largest(charts: readonly WaitingChart[][]): WaitingChart[][] {
  const sizes = charts.map(([first]) => first?.n ?? 0).sort((a, b) => b - a);
  const least = sizes[MOST_POLICIES - 1] ?? 0;
  return charts.filter(([first]) => (first?.n ?? 0) >= least).slice(0, MOST_POLICIES);
}

/** The curve as far as a picture needs it, in order of time; exact where it is told. */
function pointsOf(curve: Curve, times: readonly number[]): WaitingPoint[] {
  const kept = new Set(times);
  let level = 0;
  curve.time.forEach((time, index) => {
    const fallen = Math.floor((1 - (curve.survival[index] as number)) / STEP);
    if (fallen === level && index < curve.time.length - 1) return;
    level = fallen;
    kept.add(time);
  });
  return [...kept]
    .sort((a, b) => a - b)
    .flatMap(seconds => {
      const found = answeredBy(curve, seconds);
      if (found === null) return [];
      const {share, low, high, at_risk} = found;
      return [
        {
          seconds,
          waiting: 1 - share,
          low: high === null ? null : 1 - high,
          high: low === null ? null : 1 - low,
          at_risk,
        },
      ];
    });
}
