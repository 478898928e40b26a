import type {Path} from '../definitions/diagnostics.ts';
import {grouped, plural} from '../words.ts';

/** What a sample can say about a threshold at best, whatever its outcome. */
export interface Weighed {
  /** The setting, or where else the definitions say it. */
  of: string | Path;
  /** Size of the sample. */
  n: number;
  /** Why no outcome of it could be raised as confirmed; null where one could. */
  never: string | null;
  /** The setting that says so, where the sample is under a floor. */
  floor?: string;
}

/** Told by a check of every sample that it holds against a threshold, found or not; asked only where somebody watches. */
export type Weigh = (told: () => Weighed) => void;

export const UNWATCHED: Weigh = () => {};

/** A sample under the floor below which a check accuses nobody; null where it is not under it. */
export function underFloor(
  n: number,
  least: number,
  {who = 'the largest sample', unit = 'lead', setting = 'min_leads'} = {},
): Pick<Weighed, 'never' | 'floor'> | null {
  if (n >= least) return null;
  const few = `${who} has ${plural(n, unit)}, and fewer than ${grouped(least)} (${setting}) accuse nobody`;
  return {never: few, floor: setting};
}
