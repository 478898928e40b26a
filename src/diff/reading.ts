import type {Change, Effect} from './change.ts';
import type {Compared, Step} from './compare-forms.ts';
import {effectOf} from './delta.ts';

/** What it means, where they stand, that criteria are true of fewer leads, of more, or of others. */
export interface Reading {
  fewer: Meaning;
  more: Meaning;
  others: Meaning;
}

export interface Meaning {
  effect: Effect;
  /** Follows what happened, behind a colon. */
  so: string;
}

/** For criteria that leads have to meet. */
export function meets(fewer: string, more: string): Reading {
  return {
    fewer: {effect: 'tighter', so: fewer},
    more: {effect: 'looser', so: more},
    others: {effect: 'different', so: 'some leads go and others may come'},
  };
}

/** Steps inside criteria as changes of the definitions. */
export function changesOf({steps}: Compared, reading: Reading): Change[] {
  return steps.map(step => ({
    path: step.path,
    kind: step.kind,
    before: step.before,
    after: step.after,
    ...meaningOf(step, reading),
  }));
}

function meaningOf({delta, why}: Step, {fewer, more, others}: Reading): Pick<Change, 'effect' | 'reason'> {
  const effect = effectOf(delta);
  if (effect === 'wording only') return {effect, reason: sentence(why, 'true of the same leads')};
  // where the same leads meet it, fewer or more of the others are undetermined
  if (delta.true === 'same') {
    const turned = delta.false === 'grows' ? fewer : delta.false === 'shrinks' ? more : others;
    return {effect: turned.effect, reason: sentence(why, 'only leads with missing values are judged differently')};
  }
  const meaning = delta.true === 'shrinks' ? fewer : delta.true === 'grows' ? more : others;
  return {effect: meaning.effect, reason: sentence(why, meaning.so)};
}

export function sentence(why: string, so: string): string {
  const text = why === '' ? so : `${why}: ${so}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
