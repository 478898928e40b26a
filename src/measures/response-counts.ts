import type {Session} from '../engine/session.ts';
import {percentile} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {answeredOn, logLog, readCurve} from './curve.ts';
import {countOf, estimate, shareOf} from './measure.ts';
import {type Gates, measureUnder, outreachCautions, standing} from './needs.ts';
import type {Excluded} from './response-curves.ts';

/** METHODS 1.5, in order; the columns of response_counts.sql. */
export const BUCKETS = [
  '0-5m',
  '5-30m',
  '30m-1h',
  '1-4h',
  '4-24h',
  '24-48h',
  '>48h',
  'closed_untouched',
  'unlogged',
  'never',
  'waiting',
] as const;

type Bucket = (typeof BUCKETS)[number];

interface Counts extends Record<Bucket, number> {
  handoffs: number;
  included: number;
  on_curve: number;
  responded: number;
  self_booked: number;
  /** Handoffs older than never_after, and those of them nobody touched. */
  old: number;
  old_untouched: number;
  naive_median: number | null;
  answered_30d: number;
  seconds_30d: number | null;
  waiting_seconds: number | null;
  routing_seconds: number | null;
  hand_raisers: number;
  young_hand_raisers: number;
  acknowledged: number;
}

const GATES = ['G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15'];

/** What of `response.*` is a count or a sum (METHODS 1.1 to 1.5). */
export async function measureCounts(
  session: Session,
  model: Model,
  gates: Gates,
  excluded: Excluded,
): Promise<Measure[]> {
  const counts = await session.row<Counts>(readSql('measures/response_counts'));
  const common = {columns: ['activities'], cautions: outreachCautions(model)};
  const days = standing({...common, gates: GATES}, model, gates);
  const minutes = standing({...common, gates: ['G1', ...GATES]}, model, gates);
  // stamps cut to the minute move leads over the five-minute edge (METHODS 1.5)
  const buckets = standing({...common, gates: ['G1', ...GATES], doubts: ['G2']}, model, gates);
  const routing = standing(
    {...common, columns: ['activities', 'owner_history'], gates: ['G1', 'G13', ...GATES]},
    model,
    gates,
  );
  const machines = standing(
    {columns: ['activities', 'activities.automated or users.kind'], gates: ['G1'], doubts: ['G2', 'G12', 'G15']},
    model,
    gates,
  );
  return [
    await measureUnder(buckets, [{id: 'response.bucket', unit: 'count'}], () => bucketMeasures(counts, excluded)),
    await measureUnder(days, [{id: 'response.never', unit: 'share'}], () => [neverMeasure(counts, excluded)]),
    await measureUnder(days, [{id: 'response.self_booked', unit: 'count'}], () => [
      selfBookedMeasure(counts, excluded),
    ]),
    await measureUnder(
      minutes,
      [
        {id: 'response.naive_median', unit: 'seconds'},
        {id: 'response.mean_30d', unit: 'seconds'},
      ],
      () => [naiveMedian(counts, excluded), mean30d(counts, excluded)],
    ),
    await measureUnder(
      routing,
      [
        {id: 'response.routing_delay', unit: 'share'},
        {id: 'response.rep_delay', unit: 'share'},
      ],
      () => delayMeasures(counts, excluded),
    ),
    await measureUnder(
      machines,
      [
        {id: 'response.automated_p50', unit: 'seconds'},
        {id: 'response.acknowledged', unit: 'share'},
      ],
      async () => [
        await automatedP50(session, excluded),
        shareOf('response.acknowledged', {}, counts.acknowledged, counts.hand_raisers, {
          excluded: {young: counts.young_hand_raisers},
        }),
      ],
    ),
  ].flat();
}

function bucketMeasures(counts: Counts, {unlogged: _, ...excluded}: Excluded): Measure[] {
  const n = counts.on_curve + counts.unlogged;
  return BUCKETS.map(bucket => countOf('response.bucket', {bucket}, counts[bucket], n, {excluded}));
}

/** Nobody has answered in longer than never_after, of all that are older than it (SPEC 13, Funnel). */
function neverMeasure({old, old_untouched, on_curve}: Counts, excluded: Excluded): Measure {
  return shareOf('response.never', {}, old_untouched, old, {excluded: {...excluded, younger: on_curve - old}});
}

function selfBookedMeasure(
  {self_booked, included}: Counts,
  {self_booked: _, unlogged: __, ...excluded}: Excluded,
): Measure {
  return countOf('response.self_booked', {}, self_booked, included, {excluded});
}

/** Optimistic: the leads nobody answered are not in it (METHODS 1.4). For a footnote only. */
function naiveMedian({naive_median, responded, on_curve}: Counts, excluded: Excluded): Measure {
  return estimate(
    'response.naive_median',
    {},
    {
      unit: 'seconds',
      value: naive_median,
      n: responded,
      excluded: {...excluded, not_responded: on_curve - responded},
    },
  );
}

/** What the quoted 42 hours are: the mean of those answered within 30 days, wall clock (METHODS 11). */
function mean30d({answered_30d, seconds_30d, on_curve}: Counts, excluded: Excluded): Measure {
  return estimate(
    'response.mean_30d',
    {},
    {
      unit: 'seconds',
      value: seconds_30d === null ? null : seconds_30d / answered_30d,
      n: answered_30d,
      numerator: seconds_30d,
      denominator: answered_30d,
      excluded: {...excluded, not_within_30d: on_curve - answered_30d},
    },
  );
}

/** Shares of all seconds waited by responded leads; medians would not add (METHODS 1.1). */
function delayMeasures({responded, routing_seconds, waiting_seconds, on_curve}: Counts, excluded: Excluded): Measure[] {
  const total = waiting_seconds ?? 0;
  const routing = routing_seconds ?? 0;
  const share = (id: string, seconds: number) =>
    estimate(
      id,
      {},
      {
        unit: 'share',
        value: total === 0 ? null : seconds / total,
        n: responded,
        numerator: seconds,
        denominator: total,
        note: total === 0 && responded > 0 ? 'nobody waited' : null,
        excluded: {...excluded, not_responded: on_curve - responded},
      },
    );
  return [share('response.routing_delay', routing), share('response.rep_delay', total - routing)];
}

/** Time to the first automated touch, of the same handoffs; it is never a response (METHODS 1.2). */
async function automatedP50(session: Session, excluded: Excluded): Promise<Measure> {
  const curve = await readCurve(session, AUTOMATED);
  const {value, low, high} = percentile(curve, 0.5);
  const touched = answeredOn(curve);
  return estimate(
    'response.automated_p50',
    {},
    {
      unit: 'seconds',
      value,
      n: curve.n,
      numerator: touched,
      denominator: curve.n,
      interval: logLog(low, high),
      min_n: 6,
      note: value === null && curve.n > 0 ? `not reached: ${percent(touched / curve.n)} got an automated touch` : null,
      excluded,
    },
  );
}

const AUTOMATED = /* sql */ `
  select
      case when automated_seconds is null then follow_wall else greatest(automated_seconds, 0) end as time,
      (automated_seconds is not null)::integer as answered
  from handoffs
  where on_curve`;
