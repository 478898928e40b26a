import type {Session} from '../engine/session.ts';
import type {Curve} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure, Segment} from '../result.ts';
import {type ExcludedBy, readExcluded} from './excluded.ts';
import {type Blank, type Gates, measureUnder, type Needs, outreachCautions, standing} from './needs.ts';
import {measureCounts} from './response-counts.ts';
import {
  CLOCKS,
  type Clock,
  type ClockWaits,
  curveOf,
  curvesBy,
  DIMENSIONS,
  EDGES,
  PERCENTILES,
  percentileMeasures,
  readWaits,
  shortEdge,
  TIMES,
  type Time,
  withinMeasure,
} from './response-curves.ts';
import {measureFactors} from './response-factors.ts';

/** METHODS 9: what casts doubt on any figure about human outreach. */
export const OUTREACH_GATES = ['G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15'];

/** METHODS 9, G1: "minute metrics not measurable, days allowed". */
const DAY = 86_400;
/** METHODS 1.5: a stamp cut to the minute matters at this edge. */
const FIVE_MINUTES = 300;

/** The family `response.*`: time to first response (METHODS 1). */
export async function measureResponse(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  await session.run(`create or replace temp table curve_segments as\n${readSql('measures/curve_segments')}`);
  await session.run(`create or replace temp table curve_handoffs as\n${readSql('measures/curve_handoffs')}`);
  const excluded = await readExcluded(session);
  const measures = [
    ...(await measureCounts(session, model, gates, excluded.whole)),
    ...(await measureFactors(session, model, gates)),
  ];
  for (const clock of CLOCKS)
    for (const time of TIMES) measures.push(...(await measureCurves({session, model, gates, excluded, clock, time})));
  await session.run('drop table curve_handoffs; drop table curve_segments');
  return measures;
}

interface Reading {
  session: Session;
  model: Model;
  gates: Gates;
  excluded: ExcludedBy;
  clock: Clock;
  time: Time;
}

async function measureCurves(reading: Reading): Promise<Measure[]> {
  const {session, model, gates, clock, time} = reading;
  const clockNeeds = needsOf(model, clock);
  const blanks = PERCENTILES.map(({id}): Blank => ({id, unit: 'seconds', segment: {clock, time}}));
  let found: Curves | undefined;
  const read = async () => {
    found ??= await readCurves(session, clock, time);
    return found;
  };
  const percentiles = await measureUnder(
    standing({...clockNeeds, gates: ['G1', ...(clockNeeds.gates ?? [])]}, model, gates),
    blanks,
    async () => percentilesOf(reading, await read()),
  );
  return [...percentiles, ...(await edges(reading, clockNeeds, read))];
}

interface Curves {
  waits: ClockWaits;
  whole: Curve;
}

async function readCurves(session: Session, clock: Clock, time: Time): Promise<Curves> {
  const waits = await readWaits(session, clock, time);
  return {waits, whole: curveOf(waits)};
}

function needsOf(model: Model, clock: Clock): Needs {
  return {
    columns: clock === 'buyer' ? ['activities'] : ['activities', 'owner_history'],
    // one exported owner is the present one: no rep's clock without the history (METHODS 1.1)
    gates: clock === 'buyer' ? OUTREACH_GATES : [...OUTREACH_GATES, 'G13'],
    cautions: outreachCautions(model),
  };
}

async function percentilesOf({session, excluded, clock, time}: Reading, {waits, whole}: Curves): Promise<Measure[]> {
  const measures = percentileMeasures(whole, {clock, time}, excluded.of(clock));
  if (clock === 'rep') return measures;
  const names = await readSegments(session);
  for (const dimension of DIMENSIONS) {
    const segments = names[dimension];
    curvesBy(waits, dimension, segments.length).forEach((curve, no) => {
      const name = segments[no] ?? null;
      const segment: Segment = {[dimension]: name, clock, time};
      measures.push(...percentileMeasures(curve, segment, excluded.by(dimension, name)));
    });
  }
  return measures;
}

async function edges(
  {model, gates, excluded, clock, time}: Reading,
  clockNeeds: Needs,
  read: () => Promise<Curves>,
): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const edge of EDGES) {
    const minutes = edge < DAY;
    const needs = {
      ...clockNeeds,
      gates: minutes ? ['G1', ...(clockNeeds.gates ?? [])] : (clockNeeds.gates ?? []),
      doubts: [...(minutes ? [] : ['G1']), ...(edge <= FIVE_MINUTES ? ['G2'] : [])],
    };
    const blank: Blank = {id: 'response.within', unit: 'share', segment: {clock, edge: shortEdge(edge), time}};
    const found = await measureUnder(standing(needs, model, gates), [blank], async () => [
      withinMeasure((await read()).whole, edge, {clock, time}, excluded.of(clock)),
    ]);
    measures.push(...found);
  }
  return measures;
}

type Segments = Record<(typeof DIMENSIONS)[number], (string | null)[]>;

async function readSegments(session: Session): Promise<Segments> {
  const rows = await session.rows<{dimension: string; segment: string | null}>(
    'select dimension, segment from curve_segments order by dimension, no',
  );
  const of = (dimension: string) => rows.filter(row => row.dimension === dimension).map(({segment}) => segment);
  return {source: of('source'), owner: of('owner'), team: of('team'), week: of('week')};
}
