import type {Session} from '../engine/session.ts';
import {giveWay} from '../engine/together.ts';
import type {Curve} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {curveOf} from './curve.ts';
import {type ExcludedBy, readExcluded} from './excluded.ts';
import {type Blank, type Gates, measureUnder, type Needs, outreachCautions, standing} from './needs.ts';
import {measureCounts} from './response-counts.ts';
import {curvesBy, EDGES, PERCENTILES, percentileMeasures, shortEdge, withinMeasure} from './response-curves.ts';
import {FACTORS, factorMeasures} from './response-factors.ts';
import {type Clock, DIMENSIONS, readWaits, type SegmentedWaits, type Segments, type Time} from './response-waits.ts';

/** METHODS 9: what casts doubt on any figure about human outreach. */
const OUTREACH_GATES = ['G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15'];

/** METHODS 9, G1: "minute metrics not measurable, days allowed". */
const DAY = 86_400;
/** METHODS 1.5: a stamp cut to the minute matters at this edge. */
const FIVE_MINUTES = 300;

interface Reading {
  model: Model;
  gates: Gates;
  excluded: ExcludedBy;
  segments: Segments;
}

/** The family `response.*`: time to first response (METHODS 1). */
export async function measureResponse(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const waits = await readWaits(session);
  const reading = {model, gates, excluded: await readExcluded(session), segments: waits.segments};
  const measures = await measureCounts(session, model, gates, reading.excluded.whole);
  for (const time of ['wall', 'business'] as const) {
    await giveWay();
    const buyer = waits.buyer(time);
    const whole = curveOf(buyer.keys);
    measures.push(...(await percentiles(reading, 'buyer', time, whole, buyer)));
    measures.push(...(await edges(reading, 'buyer', time, whole)));
    if (time === 'wall') measures.push(...(await factors(reading, buyer)));
    await giveWay();
    const rep = curveOf(waits.rep(time));
    measures.push(...(await percentiles(reading, 'rep', time, rep)));
    measures.push(...(await edges(reading, 'rep', time, rep)));
  }
  return measures;
}

function needsOf(model: Model, clock: Clock): Needs & {gates: string[]} {
  return {
    columns: clock === 'buyer' ? ['activities'] : ['activities', 'owner_history'],
    // one exported owner is the present one: no rep's clock without the history (METHODS 1.1)
    gates: clock === 'buyer' ? OUTREACH_GATES : [...OUTREACH_GATES, 'G13'],
    cautions: outreachCautions(model),
  };
}

async function percentiles(
  {model, gates, excluded, segments}: Reading,
  clock: Clock,
  time: Time,
  whole: Curve,
  waits: SegmentedWaits | null = null,
): Promise<Measure[]> {
  const needs = needsOf(model, clock);
  const blanks = PERCENTILES.map(({id}): Blank => ({id, unit: 'seconds', segment: {clock, time}}));
  return measureUnder(standing({...needs, gates: ['G1', ...needs.gates]}, model, gates), blanks, async () => {
    const measures = percentileMeasures(whole, {clock, time}, excluded.of(clock));
    if (waits === null) return measures;
    for (const dimension of DIMENSIONS) {
      await giveWay();
      for (const [name, curve] of curvesBy(waits, dimension, segments))
        measures.push(...percentileMeasures(curve, {[dimension]: name, clock, time}, excluded.by(dimension, name)));
    }
    return measures;
  });
}

async function edges({model, gates, excluded}: Reading, clock: Clock, time: Time, whole: Curve): Promise<Measure[]> {
  const needs = needsOf(model, clock);
  const measures: Measure[] = [];
  for (const edge of EDGES) {
    const minutes = edge < DAY;
    const rests: Needs = {
      ...needs,
      gates: minutes ? ['G1', ...needs.gates] : needs.gates,
      doubts: [...(minutes ? [] : ['G1']), ...(edge <= FIVE_MINUTES ? ['G2'] : [])],
    };
    const blank: Blank = {id: 'response.within', unit: 'share', segment: {clock, edge: shortEdge(edge), time}};
    const found = await measureUnder(standing(rests, model, gates), [blank], () => [
      withinMeasure(whole, edge, {clock, time}, excluded.of(clock)),
    ]);
    measures.push(...found);
  }
  return measures;
}

async function factors({model, gates, segments}: Reading, waits: SegmentedWaits): Promise<Measure[]> {
  const needs = needsOf(model, 'buyer');
  const blanks = FACTORS.map((what): Blank => ({id: 'response.factors', unit: 'share', segment: {what}}));
  return measureUnder(standing({...needs, gates: ['G1', ...needs.gates], doubts: ['G16']}, model, gates), blanks, () =>
    factorMeasures(waits, segments),
  );
}
