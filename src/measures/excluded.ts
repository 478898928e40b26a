import type {Session} from '../engine/session.ts';
import type {Excluded} from './response-curves.ts';
import type {Clock} from './response-waits.ts';
import {type Dimension, type Grouped, groupedBy} from './segments.ts';

export interface ExcludedBy {
  whole: Excluded;
  /** The rep's clock also leaves out what no human ever owned. */
  of(clock: Clock): Excluded;
  by(dimension: Dimension, segment: string | null): Excluded;
}

type Reasons = {
  already_working: number;
  bulk_import: number;
  before_activities: number;
  self_booked: number;
  unlogged: number;
};

const NONE: Reasons = {already_working: 0, bulk_import: 0, before_activities: 0, self_booked: 0, unlogged: 0};

/** How many handoffs are off the response curve, and why: of the whole and of each segment (METHODS 0.4). */
export async function readExcluded(session: Session): Promise<ExcludedBy> {
  const rows = await session.rows<Grouped & Reasons>(OFF_THE_CURVE);
  const {n: not_assigned} = await session.row<{n: number}>(
    'select count(*)::integer as n from handoffs where on_curve and not on_rep_clock',
  );
  const counts = new Map(rows.map(({dimension, segment, ...reasons}) => [key(dimension, segment), reasons]));
  const whole = counts.get(key('whole', null)) ?? NONE;
  return {
    whole,
    of: clock => (clock === 'buyer' ? {...whole} : {...whole, not_assigned}),
    by: (dimension, segment) => counts.get(key(dimension, segment)) ?? NONE,
  };
}

function key(dimension: string, segment: string | null): string {
  return JSON.stringify([dimension, segment]);
}

const OFF_THE_CURVE = groupedBy(
  ['source', 'owner', 'team', 'week'],
  `count(*) filter (excluded = 'already_working')::integer as already_working,
   count(*) filter (excluded = 'bulk_import')::integer as bulk_import,
   count(*) filter (excluded = 'before_activities')::integer as before_activities,
   count(*) filter (excluded is null and outcome = 'self_booked')::integer as self_booked,
   count(*) filter (excluded is null and outcome = 'unlogged')::integer as unlogged`,
  '(select source, owner, team, week, excluded, outcome from handoffs where not on_curve)',
);
