import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {plural} from '../words.ts';
import {shareOf} from './measure.ts';
import {type Gates, measureUnder, mqlCautions, standing} from './needs.ts';
import {once} from './once.ts';
import {type Dimension, type Grouped, groupedBy, segmentOf} from './segments.ts';

const DIMENSIONS: readonly Dimension[] = ['owner', 'source', 'team', 'week'];

interface Row extends Grouped {
  in_time: number;
  late: number;
  not_due: number;
  closed_in_time: number;
  no_time: number;
}

/** `sla.acceptance`: sales acknowledges the handoff within the agreed time, of those whose time has passed. */
export async function measureAcceptance(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['leads.accepted_at or dispositions or stage_history'],
    gates: ['G1'],
    missing:
      model.definitions.acceptance === null ? 'the definitions agree no time for acceptance: write acceptance' : null,
    cautions: [...mqlCautions(model), ...(await dayCautions(session))],
  };
  return measureUnder(standing(needs, model, gates), [{id: 'sla.acceptance', unit: 'share'}], async () => {
    await createAcceptances(session, model);
    const rows = await session.rows<Row>(groupedBy(DIMENSIONS, COUNTED, 'acceptances'));
    return rows.map(acceptanceMeasure);
  });
}

/** Columns that date an acceptance, or a close before it, without a time of day: what may have been in time counts as in time. */
async function dayCautions(session: Session): Promise<string[]> {
  const rows = await session.rows<{name: string}>(
    "select name from bare_dates where not starts_with(name, 'opportunities.') order by name",
  );
  if (rows.length === 0) return [];
  const names = rows.map(({name}) => name).join(', ');
  return [`Dates without a time of day (${names}): what may have been in time on its day counts as in time.`];
}

/** `acceptances`: the state of every agreement on acceptance; for the measure and for the check. */
export async function createAcceptances(session: Session, model: Model): Promise<void> {
  await once(model, 'acceptances', () =>
    session.run(`create or replace table acceptances as\n${readSql('measures/acceptance')}`),
  );
}

const COUNTED = ['in_time', 'late', 'not_due', 'closed_in_time', 'no_time']
  .map(state => `count(*) filter (state = '${state}')::integer as ${state}`)
  .join(', ');

function acceptanceMeasure(row: Row): Measure {
  const {dimension, in_time, late, not_due, closed_in_time, no_time} = row;
  const pending = dimension === 'week' && not_due > 0 ? `${plural(not_due, 'handoff')} not due yet` : null;
  return shareOf('sla.acceptance', segmentOf(row), in_time, in_time + late, {
    pending,
    excluded: {not_due, closed_in_time, no_time},
  });
}
