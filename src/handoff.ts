import {CHECKS} from './checks/list.ts';
import {runChecks} from './checks/run.ts';
import {loadDefinitions} from './definitions/load.ts';
import {openSession, type Session} from './engine/session.ts';
import {runGates} from './gates/run.ts';
import {cutoffAsked} from './handoff/as-of.ts';
import {type AuditOptions, given, type Opened, type OpenOptions} from './handoff/options.ts';
import {hiddenReport} from './handoff/privacy/hidden-report.ts';
import {readReps} from './handoff/privacy/privacy.ts';
import {assembleReport} from './handoff/report.ts';
import {writeRows} from './handoff/rows.ts';
import type {Export} from './ingest/export.ts';
import {ingest} from './ingest/ingest.ts';
import {runMeasures} from './measures/run.ts';
import {buildModel} from './model/model.ts';
import type {Report} from './result.ts';

/** The table of contents: from a folder of exports to everything that can be said about the handoff. */
export async function audit(path: string, options: AuditOptions): Promise<Report> {
  return withModel(path, options, async ({session, model, loaded}) => {
    options.onStage?.('gates');
    const gates = await runGates(session, model);
    options.onStage?.('measures');
    const {measures, ledger} = await runMeasures(session, model, new Map(gates.map(gate => [gate.id, gate])));
    options.onStage?.('checks');
    const reps = await readReps(session, options);
    const {checks, findings} = await runChecks(session, model, gates, measures, {...options, person: reps?.person});
    const parts = {model, loaded, gates, measures, ledger, checks, findings};
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
  const {sourceTimeZone, system, allowEmpty, rejects, asOf, since, until} = options;
  const loaded = await loadDefinitions({file, exportPath: path, cwd, env, checks: CHECKS.map(({id}) => id)});
  const {definitions} = loaded;
  for (const warning of loaded.warnings) options.onWarning?.(warning);
  return withSession(options, async session => {
    const reading = {sourceTimeZone, system, allowEmpty, rejects, onStage};
    const source = await ingest(session, path, {
      mapping: definitions.export,
      timeZone: definitions.time_zone,
      ...reading,
    });
    if (options.threads === undefined && bytesOf(source) < SMALL_EXPORT) await session.run('set threads = 1');
    // from here on nothing can reach a file: neither the company's criteria nor anybody's SQL
    await session.lock();
    const instant = await cutoffAsked(session, asOf, definitions.time_zone, allowEmpty === true);
    const model = await buildModel(session, source, definitions, given({asOf: instant, since, until, onStage}));
    return use({session, model, loaded});
  });
}

/** Up to this size handing work from thread to thread costs more than it saves: a quarter of the demo's time. */
const SMALL_EXPORT = 32_000_000;

function bytesOf({files}: Export): number {
  return files.reduce((sum, {bytes}) => sum + bytes, 0);
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
