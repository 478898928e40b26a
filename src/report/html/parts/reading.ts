import {createContext} from 'preact';
import type {Measure, Report} from '../../../result.ts';
import {isGates, singleReasons} from '../../reasons.ts';

/** The doubts that gates cast on measures, each once, in the report's order; a number's note is its place here. */
export function caresOf({measures}: Report): readonly string[] {
  return [...new Set(measures.flatMap(doubtsOf))];
}

/** The notes of one measure, counted from 1. */
export function notesOf(measure: Measure, cares: readonly string[]): number[] {
  return doubtsOf(measure).map(one => cares.indexOf(one) + 1);
}

/** Of too few or too young the doubts of gates alone, as the rest stands beside the number. */
function doubtsOf({status, reason}: Measure): string[] {
  if (reason === null) return [];
  if (status === 'degraded') return singleReasons(reason).filter(one => !BESIDE.test(one));
  return status === 'small_n' || status === 'pending' ? singleReasons(reason).filter(isGates) : [];
}

/** What the table says anyway. */
const BESIDE = /^(?:\d+ of \d+ deals|not reached: [^;]*)$/;

/** What every number of the page refers to. */
export const Cares = createContext<readonly string[]>([]);
