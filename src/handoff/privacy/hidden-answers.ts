import type {Definitions} from '../../definitions/definitions.ts';
import type {Diagnostic} from '../../definitions/diagnostics.ts';
import type {Derivation} from '../../derive/result.ts';
import type {Session} from '../../engine/session.ts';
import type {Impact} from '../../impact/result.ts';
import type {MeasureSql} from '../measure-sql.ts';
import type {Opened} from '../options.ts';
import {createPrivacy, EMAIL, type PrivacyOptions, readReps} from './privacy.ts';

/** Keys whose values are words of ours, times and ids: nobody's name. */
const OURS: ReadonlySet<string> = new Set([
  ...['as_of', 'from', 'to', 'cut', 'verdict', 'attribute'],
  ...['set', 'of', 'what', 'currency', 'id', 'unit', 'status', 'method', 'ids'],
  ...['kind', 'effect', 'level', 'file'],
]);

/** What the wins had in common, without what is to be hidden. */
export async function hiddenDerivation(
  {session}: Opened,
  derivation: Derivation,
  options: PrivacyOptions,
): Promise<Derivation> {
  const reps = await readReps(session, options);
  if (reps === null) return derivation;
  return (await createPrivacy(session, reps, derivation, options)).told(derivation, OURS);
}

/** What the data say against definitions, without what is to be hidden. */
export async function hiddenDiagnostics(
  {session, model}: Opened,
  diagnostics: readonly Diagnostic[],
  options: PrivacyOptions,
): Promise<readonly Diagnostic[]> {
  const reps = await readReps(session, options, [model.definitions]);
  if (reps === null) return diagnostics;
  return (await createPrivacy(session, reps, diagnostics, options)).told(diagnostics, OURS);
}

/** A measure and its SQL, without what is to be hidden; where a name stood in the SQL it says so. */
export async function hiddenMeasure(
  {session, model}: Opened,
  explained: MeasureSql,
  options: PrivacyOptions,
): Promise<MeasureSql> {
  const reps = await readReps(session, options, [model.definitions]);
  if (reps === null) return explained;
  const privacy = await createPrivacy(session, reps, explained, options);
  const sql = explained.sql.map(statement => {
    const hidden = privacy.told(statement);
    return hidden === statement ? statement : `-- a name is hidden in it: it no longer asks the same\n${hidden}`;
  });
  return {...explained, measures: privacy.measures(explained.measures), sql};
}

/** A change of definitions as it is told: its place in them, and both sides. */
export interface ToldChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** Changes of definitions and what they do to an export, without what is to be hidden. */
export async function hiddenImpact<Change extends ToldChange>(
  session: Session,
  found: {impact: Impact; changes: readonly Change[]},
  {sides, redact, anonymizeReps}: PrivacyOptions & {sides: readonly Definitions[]},
): Promise<{impact: Impact; changes: readonly Change[]}> {
  const reps = await readReps(session, {redact, anonymizeReps}, sides);
  if (reps === null) return found;
  const {told} = await createPrivacy(session, reps, found, {redact, anonymizeReps});
  const {impact, changes} = told(found, OURS);
  const idsOf = (ids: readonly string[] | null) =>
    ids === null || !redact ? ids : ids.map(id => id.replace(EMAIL, '[email]'));
  return {
    changes: changes.map(change => (redact && change.path === 'company' ? withoutCompany(change) : change)),
    impact: {
      ...impact,
      sets: impact.sets.map(set => ({...set, ids: idsOf(set.ids), won: {...set.won, ids: idsOf(set.won.ids)}})),
      load: impact.load === null ? null : {...impact.load, per_rep: reordered(impact.load.per_rep)},
    },
  };
}

function withoutCompany<Change extends ToldChange>(change: Change): Change {
  const hidden = (text: string | null) => (text === null ? null : '[company]');
  return {...change, before: hidden(change.before), after: hidden(change.after)};
}

/** Reps of the same load stand in the order of their ids, which would tell who is who. */
function reordered(reps: NonNullable<Impact['load']>['per_rep']): NonNullable<Impact['load']>['per_rep'] {
  return [...reps].sort(
    (a, b) =>
      b.before - a.before ||
      Number(a.rep === null) - Number(b.rep === null) ||
      ((a.rep ?? '') < (b.rep ?? '') ? -1 : 1),
  );
}
