import {resolve} from 'node:path';
import {CHECKS} from './checks/list.ts';
import {runChecks} from './checks/run.ts';
import type {Definitions} from './definitions/definitions.ts';
import {loadDefinitions} from './definitions/load.ts';
import {openSession, type Session} from './engine/session.ts';
import {together} from './engine/together.ts';
import {runGates} from './gates/run.ts';
import {cutoffAsked} from './handoff/as-of.ts';
import {refuseEmptyWindow} from './handoff/empty-window.ts';
import {type AuditOptions, given, type Opened, type OpenOptions} from './handoff/options.ts';
import {placed} from './handoff/places.ts';
import {hiddenImpact, type ToldChange} from './handoff/privacy/hidden-answers.ts';
import {hiddenReport} from './handoff/privacy/hidden-report.ts';
import {type PrivacyOptions, readReps} from './handoff/privacy/privacy.ts';
import {assembleReport} from './handoff/report.ts';
import {writeRows} from './handoff/rows.ts';
import {readTerms} from './handoff/terms.ts';
import {type ImpactOptions, measureImpact} from './impact/impact.ts';
import type {Impact} from './impact/result.ts';
import type {Export} from './ingest/export.ts';
import {ingest} from './ingest/ingest.ts';
import {readCharts} from './measures/charts.ts';
import {runMeasures} from './measures/run.ts';
import {buildModel, type ModelOptions} from './model/model.ts';
import type {Report} from './result.ts';

/** The table of contents: from a folder of exports to everything that can be said about the handoff. */
export async function audit(path: string, options: AuditOptions): Promise<Report> {
  return withModel(path, options, async ({session, model, loaded}) => {
    if (options.allowEmpty !== true) refuseEmptyWindow(model);
    options.onStage?.('gates');
    const gates = await runGates(session, model);
    options.onStage?.('measures');
    const gatesById = new Map(gates.map(gate => [gate.id, gate]));
    const [{measures, ledger}, charts] = await together([
      () => runMeasures(session, model, gatesById),
      () => readCharts(session, model, gatesById),
    ]);
    options.onStage?.('checks');
    const reps = await readReps(session, options);
    const {checks, findings} = await runChecks(session, model, gates, measures, {...options, person: reps?.person});
    const terms = await readTerms(session, measures, charts);
    const parts = {model, terms, loaded, gates, measures, ledger, charts, checks, findings: placed(findings, loaded)};
    if (reps !== null) return hiddenReport(session, parts, reps, options);
    if (options.rows !== undefined) await writeRows(session, options.rows);
    return assembleReport(parts, options);
  });
}

/** Definitions, export and model, open for questions; closed and cleaned up afterwards. */
export async function withModel<T>(
  path: string,
  options: OpenOptions,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const {definitions: file, cwd, env, onStage} = options;
  const loaded = await loadDefinitions({file, exportPath: path, cwd, env, checks: CHECKS.map(({id}) => id)});
  const {definitions} = loaded;
  for (const warning of loaded.warnings) options.onWarning?.(warning);
  options.onInputs?.(loaded.files.map(shown => resolve(cwd, shown)));
  return withExport(path, options, definitions, async ({session, source, asked}) => {
    const model = await buildModel(session, source, definitions, {...asked, ...given({onStage})});
    return use({session, model, loaded});
  });
}

/** What the second definitions do to the leads of an export that the first did not (METHODS 6), beside the changes as they are told. */
export async function impact<Change extends ToldChange>(
  path: string,
  {
    old,
    now,
    changes,
    ...options
  }: OpenOptions &
    PrivacyOptions & {old: Definitions; now: Definitions; changes: readonly Change[]} & Pick<
      ImpactOptions,
      'leads' | 'practiceDiffers'
    >,
): Promise<{impact: Impact; changes: readonly Change[]}> {
  const {leads, practiceDiffers, onStage, redact, anonymizeReps} = options;
  return withExport(path, options, now, async ({session, source, asked}) => {
    const measured = {...asked, ...given({leads, onStage}), practiceDiffers};
    const found = {changes, impact: await measureImpact(session, source, {old, now}, measured)};
    return hiddenImpact(session, found, {sides: [old, now], redact, anonymizeReps});
  });
}

interface Read {
  session: Session;
  source: Export;
  /** The cut-off and the window. */
  asked: ModelOptions;
}

/** The export as these definitions say it is read, in a session that can reach nothing else. */
async function withExport<T>(
  path: string,
  options: OpenOptions,
  definitions: Definitions,
  use: (read: Read) => Promise<T>,
): Promise<T> {
  const {sourceTimeZone, system, allowEmpty, rejects, asOf, since, until, onStage, onDetail} = options;
  return withSession(options, async session => {
    const reading = {sourceTimeZone, system, allowEmpty, rejects, onStage, onDetail};
    const source = await ingest(session, path, {
      mapping: definitions.export,
      timeZone: definitions.time_zone,
      ...reading,
    });
    options.onInputs?.(source.origins);
    // from here on nothing can reach a file: neither the company's criteria nor anybody's SQL
    await session.lock();
    const instant = await cutoffAsked(session, asOf, definitions.time_zone, allowEmpty === true);
    return use({session, source, asked: given({asOf: instant, since, until})});
  });
}

async function withSession<T>(options: OpenOptions, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(options);
  options.onSession?.(session);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}
