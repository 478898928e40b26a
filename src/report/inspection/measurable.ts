import type {Report} from '../../result.ts';

export interface Measurable {
  /** A measure's id, or a check's. */
  id: string;
  kind: 'measure' | 'check';
  state: 'yes' | 'with care' | 'no';
  /** What is missing or in doubt; null where it can simply be measured. */
  reason: string | null;
}

const WORSE = {yes: 0, 'with care': 1, no: 2} as const;

/** Every measure and check once: can the export answer it? A measure of many segments is as good as its best one. */
export function measurable({measures, checks}: Report): Measurable[] {
  const found = new Map<string, Measurable>();
  for (const {id, status, reason} of measures) {
    const state = status === 'not_measurable' ? 'no' : status === 'degraded' ? 'with care' : 'yes';
    const known = found.get(id);
    if (known === undefined || WORSE[state] < WORSE[known.state])
      found.set(id, {id, kind: 'measure', state, reason: state === 'yes' ? null : reason});
  }
  const asked = checks.map(({id, status, reason}): Measurable => {
    const shut = status === 'skipped' || status === 'broken';
    return {id, kind: 'check', state: shut ? 'no' : 'yes', reason: shut ? reason : null};
  });
  return [...found.values(), ...asked];
}
