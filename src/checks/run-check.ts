import {z} from 'zod';
import type {Session, Values} from '../engine/session.ts';
import {parametersOf} from '../engine/tokens.ts';
import type {Model} from '../model/model.ts';
import type {CheckResult, Finding, Gate, Measure} from '../result.ts';
import {holdBack} from './accepted.ts';
import type {Check, Context, Draft} from './define-check.ts';
import {isOff, settingsOf} from './settings.ts';
import {UNWATCHED, type Weigh} from './weighed.ts';

/** What every check is put to. */
export interface World {
  session: Session;
  model: Model;
  gates: ReadonlyMap<string, Gate>;
  measures: readonly Measure[];
  person(id: string): string;
  /** Told of the samples that the check weighs, where somebody watches. */
  weigh?: Weigh;
}

export async function runCheck(
  check: Check,
  world: World,
  leftOut = false,
): Promise<{result: CheckResult; findings: Finding[]}> {
  const {id, family, title, failureTitle, why, how, misleads, remedy} = check;
  const help = {healthy: title, why, how, misleads, remedy};
  const without = (status: 'skipped' | 'broken', reason: string) => ({
    result: {id, family, title, status, reason, help},
    findings: [],
  });
  const missing = leftOut ? 'left out by --skip' : whyNot(check, world);
  if (missing !== null) return without('skipped', missing);
  try {
    const drafts = await ask(check, world);
    const findings = holdBack(
      drafts.map(draft => finding(check, draft)),
      world.model,
    );
    const status = worst(findings);
    return {
      result: {id, family, title: status === 'pass' ? title : failureTitle, status, reason: null, help},
      findings,
    };
  } catch (error) {
    if (error instanceof Error && /interrupt/i.test(error.message)) throw error;
    return without('broken', brokenText(error));
  }
}

/** What is missing, in words for the report; null where the check can run. */
function whyNot(check: Check, {model, gates}: World): string | null {
  if (isOff(check, model.definitions)) return 'left out by level: off in the definitions';
  const missing = check.needs.filter(need => !need.split(' or ').some(alternative => model.has(alternative)));
  if (missing.length > 0) return `the export has no ${missing.join(' and no ')}`;
  const lacking = check.asks === undefined ? [] : model.lacks[check.asks];
  if (lacking.length > 0) return `the export has no ${lacking.join(' and no ')}, which ${check.asks}: asks for`;
  const closed = check.gates.map(id => gates.get(id)).find(gate => gate?.state === 'hard');
  if (closed !== undefined) return `gate ${closed.id}: ${closed.text}`;
  return check.unasked?.(model) ?? null;
}

async function ask(
  check: Check,
  {session, model, gates, measures, person, weigh = UNWATCHED}: World,
): Promise<Draft[]> {
  const settings = settingsOf(check, model.definitions);
  await check.prepare?.(session, model);
  const rows = z.array(check.row).parse(await session.rows(check.sql, valuesOf(check.sql, settings)));
  const soft = check.gates.some(id => gates.get(id)?.state === 'soft');
  const context: Context<Record<string, unknown>> = {
    settings,
    model,
    gates,
    measures,
    trust: soft ? 'likely' : 'confirmed',
    weigh,
    person,
  };
  return check.judge(rows, context);
}

/** The settings that the SQL names. */
export function valuesOf(sql: string, settings: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(parametersOf(sql).map(name => [name, settings[name] as Values[string]]));
}

function finding(check: Check, draft: Draft): Finding {
  const {
    level,
    strength,
    subject = '',
    text,
    value = null,
    threshold = null,
    unit = null,
    n = null,
    interval = null,
    leads,
    remedy,
  } = draft;
  return {
    check: check.id,
    level,
    strength,
    subject,
    text,
    value,
    threshold,
    unit,
    n,
    interval,
    leads,
    key: subject === '' ? check.id : `${check.id}/${subject}`,
    remedy: remedy ?? check.remedy,
    accepted: null,
    place: null,
  };
}

/** Accepted findings do not count; only a confirmed error is an error (SPEC 7). */
function worst(findings: readonly Finding[]): 'pass' | Finding['level'] {
  const open = findings.filter(({accepted}) => accepted === null);
  if (open.some(({level, strength}) => level === 'error' && strength === 'confirmed')) return 'error';
  if (open.some(({level}) => level !== 'info')) return 'warn';
  return open.length > 0 ? 'info' : 'pass';
}

function brokenText(error: unknown): string {
  if (error instanceof z.ZodError) return `the query and its row shape disagree: ${z.prettifyError(error)}`;
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
}
