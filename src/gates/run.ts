import type {Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import type {Model} from '../model/model.ts';
import type {Gate} from '../result.ts';
import type {GateRule} from './define-gate.ts';
import {GATES} from './list.ts';

/** Every gate of METHODS 9, in order. */
export async function runGates(session: Session, model: Model): Promise<Gate[]> {
  return together(GATES.map(rule => () => runGate(rule, session, model)));
}

export async function runGate({id, title, judge}: GateRule, session: Session, model: Model): Promise<Gate> {
  const {state, text, value = null, n = null, remedy} = await judge(session, model);
  return {id, title, state, text, value, n, remedy: state === 'pass' ? null : (remedy ?? null)};
}
