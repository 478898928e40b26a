import type {Check} from '../../checks/define-check.ts';
import {CHECKS} from '../../checks/list.ts';
import {createMacros} from '../../checks/relations.ts';
import {runCheck, type World} from '../../checks/run-check.ts';
import {isOff, settingsInForce} from '../../checks/settings.ts';
import {underFloor, type Weighed} from '../../checks/weighed.ts';
import type {Definitions} from '../../definitions/definitions.ts';
import {type Diagnostic, formatPath, type Path} from '../../definitions/diagnostics.ts';
import {runGates} from '../../gates/run.ts';
import {runMeasures} from '../../measures/run.ts';
import type {Opened} from '../options.ts';

/** What a path of the definitions cannot be in this export. */
interface Unconfirmable {
  path: Path;
  message: string;
  /** The setting that keeps the sample from being judged, where it is under a floor. */
  floor?: string | undefined;
  /** Said only where somebody at the company wrote it: of a preset it is no news. */
  own?: true;
}

/**
 * Thresholds that no outcome of the sample could confirm (METHODS 0.7-0.9): those of the promises, of acceptance, and every
 * one written under `checks`, at its place in whichever file says it, a preset among them. Each check weighs its own samples.
 */
export async function thresholdDiagnostics(opened: Opened): Promise<Diagnostic[]> {
  const {session, model, loaded} = opened;
  const asked = CHECKS.filter(
    check => writtenFor(check.id, model.definitions) !== null && !isOff(check, model.definitions),
  );
  if (asked.length === 0) return [];
  await createMacros(session);
  const gates = new Map((await runGates(session, model)).map(gate => [gate.id, gate]));
  const judged = asked.some(({judgesMeasures}) => judgesMeasures === true);
  const measures = judged ? (await runMeasures(session, model, gates)).measures : [];
  const {handoffs} = await session.row<{handoffs: number}>('select count(*)::integer as handoffs from handoffs');
  const found: Unconfirmable[] = [];
  for (const check of asked)
    found.push(...(await weighedBy(check, {session, model, gates, measures, person: id => id}, handoffs)));
  return found.flatMap(({path, message, own}) => {
    const origin = loaded.origin(path);
    if (origin === null || (own && origin.preset)) return [];
    const {file, line, column} = origin;
    return [{level: 'warning', file, path: formatPath(path), line, column, message}];
  });
}

/** The place of what is written for a check to judge; null where nothing is. */
function writtenFor(id: string, {checks, sla, acceptance}: Definitions): Path | null {
  if (id in checks) return ['checks', id];
  if (id === 'sla-compliance' && sla.length > 0) return ['sla'];
  return id === 'acceptance' && acceptance !== null ? ['acceptance', 'accept_within'] : null;
}

async function weighedBy(check: Check, world: World, handoffs: number): Promise<Unconfirmable[]> {
  const {id} = check;
  const {definitions} = world.model;
  const weighed: Weighed[] = [];
  const answer = await runCheck(check, {...world, weigh: told => weighed.push(told())});
  if (answer.result.status === 'skipped') {
    const path = writtenFor(id, definitions) ?? [];
    return [{path, message: `${id} judges nothing: ${answer.result.reason}`, own: true}];
  }
  const found = [...outsideIssues(weighed), ...settingIssues(check, definitions, weighed, handoffs)];
  // what a floor keeps from being judged is said there
  const floors = new Set(found.flatMap(({path}) => (path.length === 3 ? [path[2]] : [])));
  return found.filter(({path, floor}) => floor === undefined || path[2] === floor || !floors.has(floor));
}

/** Thresholds that stand outside the settings of their check. */
function outsideIssues(weighed: readonly Weighed[]): Unconfirmable[] {
  const places = new Map(weighed.flatMap(({of}) => (typeof of === 'string' ? [] : [[formatPath(of), of] as const])));
  return [...places].flatMap(([key, path]) =>
    issueOf(path, unreached(weighed.filter(({of}) => typeof of !== 'string' && formatPath(of) === key))),
  );
}

/** Each written setting that is held against a sample. */
function settingIssues(
  check: Check,
  definitions: Definitions,
  weighed: readonly Weighed[],
  handoffs: number,
): Unconfirmable[] {
  return settingsInForce(check, definitions).flatMap(({name, value, written, threshold}) => {
    const path = ['checks', check.id, name];
    const own = weighed.filter(({of}) => of === name);
    if (!written) return [];
    if (own.length > 0) return issueOf(path, unreached(own));
    return issueOf(path, threshold ? NOTHING : underCount(name, value, handoffs));
  });
}

/** A share whose check was asked and held no sample against it. */
const NOTHING = {never: 'nothing of the export is held against it'};

type Never = Pick<Weighed, 'never' | 'floor'>;

function issueOf(path: Path, found: Never | null): Unconfirmable[] {
  return found === null || found.never === null ? [] : [{path, message: found.never, floor: found.floor}];
}

/** Several samples are held against one threshold, a segment each: the largest tells where none of them could be beyond it. */
function unreached(weighed: readonly Weighed[]): Never | null {
  if (weighed.some(({never}) => never === null)) return null;
  return weighed.toSorted((a, b) => b.n - a.n)[0] ?? null;
}

/** What is counted and not estimated takes no sample, but it cannot be more than there is. */
function underCount(name: string, value: unknown, handoffs: number): Never | null {
  if (name !== 'min_leads' || typeof value !== 'number') return null;
  return underFloor(handoffs, value, {who: 'the export', unit: 'handoff'});
}
