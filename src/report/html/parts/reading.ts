import {createContext} from 'preact';
import type {Measure, Report} from '../../../result.ts';
import {singleReasons} from '../../reasons.ts';

/** The doubts that gates cast on measures, each once, in the report's order; a number's note is its place here. */
export function caresOf({measures}: Report): readonly string[] {
  const reasons = measures.flatMap(({status, reason}) =>
    status === 'degraded' && reason !== null ? singleReasons(reason) : [],
  );
  return [...new Set(reasons)];
}

/** The notes of one measure, counted from 1. */
export function notesOf({status, reason}: Measure, cares: readonly string[]): number[] {
  return status === 'degraded' && reason !== null ? singleReasons(reason).map(one => cares.indexOf(one) + 1) : [];
}

/** What every number of the page refers to. */
export const Cares = createContext<readonly string[]>([]);
