/** What `handoff diff` finds, before anybody prints it. */

export type Kind = 'added' | 'removed' | 'changed' | 'moved';

/**
 * Tighter admits fewer leads or demands more of people, looser the reverse. `different` is neither, or cannot be told from the
 * definitions alone. `wording only` changes no number.
 */
export type Effect = 'tighter' | 'looser' | 'different' | 'wording only';

/** One change, named by what it means and not by its line. */
export interface Change {
  /** `stages.mql.all[role].title`: names in brackets where there are some. */
  path: string;
  kind: Kind;
  /** As a person reads it; null where there was nothing. */
  before: string | null;
  after: string | null;
  effect: Effect;
  /** One sentence. */
  reason: string;
}

/** The result that every format is written from. What the change does to real leads will stand beside `changes`. */
export interface DefinitionsDiff {
  schema: 'handoff-diff/1';
  old: Side;
  new: Side;
  /** Sorted as a definitions file is. */
  changes: readonly Change[];
  summary: {tighter: number; looser: number; different: number; wording_only: number};
}

export interface Side {
  /** As named on the command line. */
  path: string;
  /** Of the file and what it extends. */
  sha256: string;
}
