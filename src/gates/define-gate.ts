import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {GateState} from '../result.ts';
import {plural} from '../words.ts';

/** A question about the export itself (METHODS 9), asked before any number is printed. */
export interface GateRule {
  id: string;
  title: string;
  judge(session: Session, model: Model): Promise<Verdict>;
}

export interface Verdict {
  state: GateState;
  text: string;
  value?: number | null;
  n?: number | null;
  remedy?: string;
}

/** Returns its argument; the types come with it. */
export function defineGate(rule: GateRule): GateRule {
  return rule;
}

/** The export lacks what the gate reads, or has too little of it to accuse anybody. */
export function notMeasurable(text: string, remedy?: string, n: number | null = null): Verdict {
  return {state: 'not_measurable', text, n, ...(remedy === undefined ? {} : {remedy})};
}

/** `Only 7 rejections`, or `No rejections`, in front of what they are too few for. */
export function tooFew(n: number, one: string, many: string, forWhat: string): Verdict {
  return notMeasurable(`${n === 0 ? `No ${many}` : `Only ${plural(n, one, many)}`}: ${forWhat}.`, undefined, n);
}
