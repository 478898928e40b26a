import type {Effect} from './change.ts';

/** How a set of leads changes from the old to the new definition; `shrinks` and `grows` also hold where it stays as it is. */
export type Turn = 'same' | 'shrinks' | 'grows' | 'other';

/**
 * Criteria have three values, so there are two sets: of the leads they are true of and of those they are false of. What is in
 * neither is unknown. Negation swaps the two, and only both together tell what happens under a `none`.
 */
export interface Delta {
  true: Turn;
  false: Turn;
}

export const SAME: Delta = {true: 'same', false: 'same'};
export const NARROWER: Delta = {true: 'shrinks', false: 'grows'};
export const WIDER: Delta = {true: 'grows', false: 'shrinks'};
export const OTHER: Delta = {true: 'other', false: 'other'};

export function negated(delta: Delta): Delta {
  return {true: delta.false, false: delta.true};
}

/** One change after another. */
export function followedBy(a: Delta, b: Delta): Delta {
  return {true: both(a.true, b.true), false: both(a.false, b.false)};
}

function both(a: Turn, b: Turn): Turn {
  if (a === 'same' || a === b) return b;
  return b === 'same' ? a : 'other';
}

/** What is true of fewer leads is tighter; where that stays, what is false of more of them is. */
export function effectOf(delta: Delta): Effect {
  if (delta.true === 'shrinks') return 'tighter';
  if (delta.true === 'grows') return 'looser';
  if (delta.true === 'other') return 'different';
  if (delta.false === 'grows') return 'tighter';
  if (delta.false === 'shrinks') return 'looser';
  return delta.false === 'same' ? 'wording only' : 'different';
}

/** From two questions about sets: is the new one within the old one, and the old one within the new one? */
export function turnOf(newInOld: boolean, oldInNew: boolean): Turn {
  if (newInOld && oldInNew) return 'same';
  if (newInOld) return 'shrinks';
  return oldInNew ? 'grows' : 'other';
}
