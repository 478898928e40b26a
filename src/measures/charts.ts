import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Charts} from '../result.ts';
import {readHours} from './charts-hours.ts';
import {readRepChart} from './charts-reps.ts';
import {readWaitingCharts} from './charts-waiting.ts';
import type {Gates} from './needs.ts';

/** What pictures show beyond the measures (SPEC 10). */
export async function readCharts(session: Session, model: Model, gates: Gates): Promise<Charts> {
  return {
    waiting: await readWaitingCharts(session, model, gates),
    hours: await readHours(session, model, gates),
    reps: await readRepChart(session, model, gates),
  };
}
