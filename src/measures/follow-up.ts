import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {shareOf} from './measure.ts';
import {type Gates, measureUnder, outreachCautions, standing} from './needs.ts';
import {type Grouped, groupedBy, segmentOf} from './segments.ts';

interface Row extends Grouped {
  due: number;
  worked: number;
  not_due: number;
}

/** `sla.follow_up`: attempts to the standard, of the leads that nothing ended before its time was up. */
export async function measureFollowUp(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['activities'],
    gates: ['G8', 'G9', 'G15'],
    cautions: outreachCautions(model),
  };
  return measureUnder(standing(needs, model, gates), [{id: 'sla.follow_up', unit: 'share'}], async () => {
    const rows = await session.rows<Row>(FOLLOW_UP);
    return rows.map(row =>
      shareOf('sla.follow_up', segmentOf(row), row.worked, row.due, {excluded: {not_due: row.not_due}}),
    );
  });
}

const FOLLOW_UP = groupedBy(
  ['owner', 'source', 'team'],
  `count(*) filter (attempts_due)::integer as due,
   count(*) filter (attempts_due and attempts_in_time >= s.min_attempts)::integer as worked,
   count(*) filter (not attempts_due)::integer as not_due`,
  '(select source, team, owner, attempts_due, attempts_in_time, min_attempts from handoffs cross join def_settings where excluded is null) s',
);
