import type {Session} from '../engine/session.ts';
import {readSql} from '../package-files.ts';
import {orderOf} from './steps.ts';

/** The places of `segment_code`, least first. */
export const DIMENSIONS = ['source', 'owner', 'team', 'week'] as const;

export type Dimension = (typeof DIMENSIONS)[number];
export type Clock = 'buyer' | 'rep';
export type Time = 'wall' | 'business';

/** Names in order of their numbers; the blank one, null, comes last. */
export type Segments = Readonly<Record<Dimension, readonly (string | null)[]>>;

/** Waits on the buyer's clock in order, with what each lead belongs to. */
export interface SegmentedWaits {
  /** Keys in order (steps.ts). */
  keys: Float64Array;
  /** Each lead's segment of a dimension, as its number. */
  numbers(dimension: Dimension): Int32Array;
  /** Routing rule (0: none), block of four hours, and whether it was followed for seven days, as one number. */
  arrivals: Float64Array;
}

export interface CurveWaits {
  segments: Segments;
  buyer(time: Time): SegmentedWaits;
  /** Keys in order, of the leads a human ever owned. */
  rep(time: Time): Float64Array;
}

/** Every wait on the response curve, read once for all that is asked of it. */
export async function readWaits(session: Session): Promise<CurveWaits> {
  await session.run(`create or replace table curve_segments as\n${readSql('measures/curve_segments')}`);
  const segments = await readSegments(session);
  const columns = await session.numbers(readSql('measures/curve_handoffs'));
  await session.run('drop table curve_segments');
  const [buyerWall, buyerBusiness, repWall, repBusiness, codes, arrivals] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return {
    segments,
    buyer: time => segmented(time === 'wall' ? buyerWall : buyerBusiness, codes, arrivals, segments),
    rep: time => (time === 'wall' ? repWall : repBusiness).filter(key => key >= 0).sort(),
  };
}

async function readSegments(session: Session): Promise<Segments> {
  const rows = await session.rows<{dimension: string; segment: string | null}>(
    'select dimension, segment from curve_segments order by dimension, no',
  );
  const of = (dimension: Dimension) => rows.filter(row => row.dimension === dimension).map(({segment}) => segment);
  return {source: of('source'), owner: of('owner'), team: of('team'), week: of('week')};
}

function segmented(
  keys: Float64Array,
  codes: Float64Array,
  arrivals: Float64Array,
  segments: Segments,
): SegmentedWaits {
  const order = orderOf(keys);
  return {
    keys: inOrder(keys, order),
    numbers: dimension => placeOf(codes, order, dimension, segments),
    arrivals: inOrder(arrivals, order),
  };
}

function inOrder(column: Float64Array, order: Int32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  order.forEach((row, place) => {
    ordered[place] = column[row] as number;
  });
  return ordered;
}

/** One place of the numbers with four. */
function placeOf(codes: Float64Array, order: Int32Array, dimension: Dimension, segments: Segments): Int32Array {
  const lower = DIMENSIONS.slice(0, DIMENSIONS.indexOf(dimension));
  const unit = lower.reduce((product, name) => product * segments[name].length, 1);
  const size = segments[dimension].length;
  return order.map(row => Math.floor((codes[row] as number) / unit) % size);
}
