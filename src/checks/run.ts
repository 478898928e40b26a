import type {Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import type {Model} from '../model/model.ts';
import {nearest, Problem} from '../problem.ts';
import type {CheckResult, Finding, Gate, Measure} from '../result.ts';
import {CHECKS} from './list.ts';
import {createMacros} from './relations.ts';
import {runCheck, type World} from './run-check.ts';
import {requireValidSettings} from './settings.ts';

export interface RunOptions {
  only?: readonly string[];
  skip?: readonly string[];
  /** What stands for a user in the texts; the name where absent. */
  person?: ((id: string) => string) | undefined;
  /** After each, in the order they are answered. */
  onCheck?: (id: string) => void;
}

export interface Checked {
  checks: CheckResult[];
  findings: Finding[];
}

/** Puts every question of the catalogue to the model. A check that fails is reported as broken, the others go on. */
export async function runChecks(
  session: Session,
  model: Model,
  gates: readonly Gate[],
  measures: readonly Measure[],
  options: RunOptions = {},
): Promise<Checked> {
  requireKnown(options);
  requireValidSettings(CHECKS, model.definitions);
  await createMacros(session);
  const world: World = {
    session,
    model,
    gates: new Map(gates.map(gate => [gate.id, gate])),
    measures,
    person: await readNames(session, options),
  };
  const asked = CHECKS.filter(({id}) => options.only?.includes(id) ?? true);
  const answers = await together(
    asked.map(check => async () => {
      const answer = await runCheck(check, world, options.skip?.includes(check.id) ?? false);
      options.onCheck?.(check.id);
      return answer;
    }),
  );
  return {checks: answers.map(({result}) => result), findings: answers.flatMap(({findings}) => findings)};
}

function requireKnown({only = [], skip = []}: RunOptions): void {
  const ids = CHECKS.map(({id}) => id);
  const unknown = [...only, ...skip].find(id => !ids.includes(id));
  if (unknown === undefined) return;
  const meant = nearest(unknown, ids);
  throw new Problem(
    `there is no check ${unknown}${meant === null ? '; `handoff checks` lists them' : `; did you mean ${meant}?`}`,
  );
}

async function readNames(session: Session, {person}: RunOptions): Promise<(id: string) => string> {
  if (person !== undefined) return person;
  const users = await session.rows<{user_id: string; name: string}>(
    'select user_id, name from person_names order by user_id',
  );
  const names = new Map(users.map(({user_id, name}) => [user_id, name]));
  return id => names.get(id) ?? id;
}
