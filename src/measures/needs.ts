import type {AskingPart} from '../model/lacks.ts';
import type {Model} from '../model/model.ts';
import type {Gate, Measure, Segment, Unit} from '../result.ts';
import {percent} from '../words.ts';
import {askedFor} from './asked.ts';
import {notMeasurable} from './measure.ts';

export type Gates = ReadonlyMap<string, Gate>;

/** What the criteria of a part of the definitions ask for and the export does not carry, as a reason; else null. */
export function lackText({lacks}: Model, part: AskingPart): string | null {
  return lacks[part].length === 0 ? null : `add ${lacks[part].join(' and ')} to the export: ${part} asks for it`;
}

/** The horizons of these steps that `auto` could not tell from so little history (METHODS 3.2), as a reason; else null. */
export function horizonLack({horizons}: Model, ...steps: readonly (keyof Model['horizons'])[]): string | null {
  const unknown = steps.filter(step => horizons[step] === null).map(step => `funnel.horizon.${step}`);
  return unknown.length === 0 ? null : `too little history for an automatic horizon: write ${unknown.join(' and ')}`;
}

/** What a measure rests on. */
export interface Needs {
  /** Tables and columns of the export, with alternatives: `owner_history or leads.assigned_at`. */
  columns?: readonly string[];
  /** Gates: a hard one makes it not measurable, a soft one degrades it (METHODS 9). */
  gates?: readonly string[];
  /** Gates that degrade it at most. */
  doubts?: readonly string[];
  /** What the definitions do not say, or the data do not allow; null where there is nothing. */
  missing?: string | null;
  /** Further reasons to degrade it. */
  cautions?: readonly string[];
}

export interface Standing {
  status: 'ok' | 'degraded' | 'not_measurable';
  reason: string | null;
}

/** May this be measured at all, and with what doubt? */
export function standing(needs: Needs, model: Model, gates: Gates): Standing {
  const {columns = [], gates: listed = [], doubts = [], missing = null, cautions = []} = needs;
  const absent = columns.filter(need => !need.split(' or ').some(alternative => model.has(alternative)));
  if (absent.length > 0) return {status: 'not_measurable', reason: `add ${absent.join(' and ')} to the export`};
  if (missing !== null) return {status: 'not_measurable', reason: missing};
  const shut = listed.map(id => gates.get(id)).find(gate => gate?.state === 'hard');
  if (shut !== undefined) return {status: 'not_measurable', reason: gateReason(shut)};
  const soft = [...listed, ...doubts]
    .flatMap(id => gates.get(id) ?? [])
    .filter(({state}) => state === 'soft' || state === 'hard')
    .map(({id, text}) => `${id}: ${text}`);
  const reasons = [...soft, ...cautions];
  return reasons.length === 0 ? {status: 'ok', reason: null} : {status: 'degraded', reason: reasons.join(' ')};
}

function gateReason({id, text, remedy}: Gate): string {
  return `${id}: ${text}${remedy === null ? '' : ` ${remedy}`}`;
}

/** A measure that stands in for its whole family where nothing can be measured. */
export interface Blank {
  id: string;
  unit: Unit;
  segment?: Segment;
}

/** Runs `compute` where it may be measured, else answers with the blanks. */
export async function measureUnder(
  {status, reason}: Standing,
  blanks: readonly Blank[],
  compute: () => Promise<Measure[]> | Measure[],
): Promise<Measure[]> {
  if (status === 'not_measurable')
    return blanks.map(({id, unit, segment}) => notMeasurable(id, unit, reason ?? '', segment));
  const measures = await askedFor(compute);
  return status === 'degraded' ? measures.map(measure => degrade(measure, reason ?? '')) : measures;
}

/** A number that is young or rests on few leads keeps that status, and says the doubt too. */
export function degrade(measure: Measure, doubt: string): Measure {
  if (measure.status === 'not_measurable') return measure;
  const reason = measure.reason === null ? doubt : `${measure.reason}; ${doubt}`;
  return {...measure, status: measure.status === 'ok' ? 'degraded' : measure.status, reason};
}

/** METHODS 1.2: above it human and automated work cannot be told apart. */
const MOST_UNKNOWN = 0.05;

/** What the model counted that casts doubt on every figure about human outreach (METHODS 1.2, SPEC 4 and 13). */
export function outreachCautions({counts, has}: Model): string[] {
  const {outreach, unknown_actor, actor_not_in_users} = counts;
  const share = (count: number) => (outreach === 0 ? 0 : count / outreach);
  return [
    has('activities') && !has('activities.actor') ? 'The activities do not say who acted: add activities.actor.' : '',
    has('activities.actor') && share(unknown_actor) > MOST_UNKNOWN
      ? `${percent(share(unknown_actor))} of outreach has no known actor.`
      : '',
    share(actor_not_in_users) > MOST_UNKNOWN
      ? `${percent(share(actor_not_in_users))} of outreach is by actors missing from users, counted as people.`
      : '',
  ].filter(text => text !== '');
}

/** Where an export says that a lead was closed. */
export const CLOSES = 'leads.rejected_at or leads.recycled_at or dispositions or stage_history';

/** False: which of the leads without progress are still open nobody knows. */
export function closesKnown({has}: Model): boolean {
  return CLOSES.split(' or ').some(has);
}

/** Without it a rejected lead looks like one that nobody works. */
export function closeCautions(model: Model): string[] {
  return closesKnown(model)
    ? []
    : [
        'Which leads were closed the export does not say: each without progress counts as open; add leads.rejected_at, dispositions or stage_history.',
      ];
}

/** What is untouched by the log was not always untouched: a headline that says so says this, too (METHODS 9, G8). */
export function loggingCautions(gates: readonly Gate[]): string[] {
  return gates
    .filter(({id, state}) => id === 'G8' && (state === 'soft' || state === 'hard'))
    .map(({text}) => `Not all work is logged, so that some of what is told as untouched or late was worked: ${text}`);
}

/** What a definition judges that no file of the company's says is nobody's verdict. */
export function builtInCautions({definitions}: Model, stage: 'mql' | 'sql'): string[] {
  return definitions.stages[stage] !== null && definitions.built_in_stages.includes(stage)
    ? [`By the built-in definition of an ${stage.toUpperCase()}, which the company has not written: stages.${stage}.`]
    : [];
}

/** SPEC 4: without any MQL every lead is a handoff. */
export function mqlCautions({mql_known}: Model): string[] {
  return mql_known ? [] : ['No MQL stamps: every lead counts as a handoff; add leads.mql_at.'];
}
