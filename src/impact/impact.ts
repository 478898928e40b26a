import type {Definitions} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {runGates} from '../gates/run.ts';
import type {Export} from '../ingest/export.ts';
import {fieldsAsOf} from '../model/judged.ts';
import {buildModel, type ModelOptions} from '../model/model.ts';
import {plural} from '../words.ts';
import {underGates} from './doubts.ts';
import {compareLeaves, planTrial, readClauses, readDecided, readQuality} from './figures.ts';
import {judgeBoth} from './judge.ts';
import {readLoad} from './load.ts';
import {keepPractice, readMoved, readPromises, readRouting} from './practice.ts';
import type {Impact} from './result.ts';
import {readSets} from './sets.ts';

export interface ImpactOptions extends ModelOptions {
  /** Lists of ids too. */
  leads?: boolean;
  /** False where only stage definitions differ: then promises and routing are the same under both. */
  practiceDiffers: boolean;
}

/**
 * What the new definitions do to the leads of an export (METHODS 6).
 *
 * Who is an MQL is judged in one model, built with the new definitions: only what the two say of a lead differs then, and not
 * which leads there are, when a cycle starts or how long it has been followed. Promises and routing cannot be told like this:
 * calendars, what counts as a response, exclusions and teams all feed them. Where the two differ in more than what a stage is,
 * a second model is built with the old definitions. Both read the export as the new ones say.
 */
export async function measureImpact(
  session: Session,
  source: Export,
  {old, now}: {old: Definitions; now: Definitions},
  options: ImpactOptions,
): Promise<Impact> {
  const {leads = false, practiceDiffers, ...asked} = options;
  if (practiceDiffers) {
    options.onStage?.('the old definitions');
    await buildModel(session, source, {...old, export: now.export}, {...asked, another: true});
    await keepPractice(session, 'old');
  }
  const model = await buildModel(session, source, now, asked);
  options.onStage?.('impact');
  await keepPractice(session, 'new');
  const clauses = await judgeBoth(session, source, {old, new: now});
  if (!practiceDiffers)
    await session.run(`create or replace table impact_old_practice as
      select p.* replace (s.old as in_definition)
      from impact_new_practice p join impact_sets s on s.key = p.lead_key::bigint * 1000000 + p.cycle`);

  const sets = await readSets(session, model, leads);
  const recent = await readLoad(session);
  const handoffs = sets.reduce((sum, set) => sum + set.handoffs, 0);
  const all = sets.reduce((sum, set) => sum + set.leads, 0);
  const moved = await readMoved(session);
  const impact: Impact = {
    as_of: model.as_of,
    considered: {all, handoffs, never_handed_off: all - handoffs},
    sets,
    clauses: await readClauses(session, clauses),
    decided: await readDecided(session, clauses),
    quality: await readQuality(session, model),
    leaves_against_kept: compareLeaves(sets, recent?.leaves ?? null),
    trial: planTrial(sets),
    load: recent?.load ?? null,
    promises: model.has('activities') ? await readPromises(session) : [],
    moved,
    routing: await readRouting(session),
    notes: [
      fieldsAsOf(source),
      ...(['old', 'new'] as const).flatMap(side =>
        (side === 'old' ? old : now).stages.mql === null
          ? [`The ${side} definitions do not say what an MQL is: every lead is undetermined. Write stages.mql.`]
          : [],
      ),
      ...(model.mql_known ? [] : ['No MQL stamps: every lead counts as a handoff; add leads.mql_at to the export.']),
      ...(asked.since === undefined && asked.until === undefined
        ? []
        : ['The window is of handoffs; leads never handed off are of any time.']),
      ...(model.has('activities') ? [] : ['Promises cannot be measured: add activities to the export.']),
      ...(moved.only_old + moved.only_new === 0
        ? []
        : [
            `${plural(moved.only_old, 'handoff')} only under the old definitions and ${grouped(moved.only_new)} only under the new: they exclude or window differently.`,
          ]),
    ],
  };
  const gates = await runGates(session, model);
  return underGates(impact, model, old, new Map(gates.map(gate => [gate.id, gate])));
}

function grouped(count: number): string {
  return plural(count, '', '').trim();
}
