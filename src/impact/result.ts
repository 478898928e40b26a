import type {Measure} from '../result.ts';

/** Where a lead stands under two definitions; every lead considered is in exactly one. */
export const SETS = ['kept', 'leaves', 'enters', 'undetermined', 'neither'] as const;
export type SetName = (typeof SETS)[number];

/** What a changed definitions file does to the leads of an export (METHODS 6). */
export interface Impact {
  /** ISO 8601, UTC. */
  as_of: string;
  /** Handoffs, and leads that were never handed off; a lead with two MQL cycles counts twice. */
  considered: {all: number; handoffs: number; never_handed_off: number};
  sets: readonly SetImpact[];
  clauses: readonly ClauseImpact[];
  /** Leads that change sides and would not if some one clause of either definition were left out. */
  decided: {leaves: number; enters: number};
  quality: readonly DefinitionQuality[];
  /** SQLs of what leaves against what is kept; null where nothing leaves. */
  leaves_against_kept: {
    difference: Measure;
    /** What dropping them costs, at their own share and at its upper limit. */
    expected_sqls_a_quarter: number | null;
    most_sqls_a_quarter: number | null;
  } | null;
  /** What enters was never called as an MQL, so what it would become is unknown until tried. */
  trial: Trial | null;
  load: Load | null;
  promises: readonly BothSides[];
  /** Handoffs under another policy, and those whose expected team differs. */
  moved: {policy: number; expected_team: number; only_old: number; only_new: number};
  routing: readonly BothSides[];
  notes: readonly string[];
}

export interface SetImpact {
  set: SetName;
  leads: number;
  handoffs: number;
  /** Handoffs that somebody tried to reach; null without activities. */
  worked: number | null;
  /** Shares within the horizons, of the handoffs old enough: accepted, sql, opportunity, won. */
  stages: readonly Measure[];
  /** Closed-won so far, at any age, with what they are worth where one currency is known. */
  won: {leads: number; cents: number | null; currency: string | null; ids: readonly string[] | null};
  /** Only where they were asked for. */
  ids: readonly string[] | null;
}

/** Leads that change sides and would not if this clause were left out (leave-one-out). */
export interface ClauseImpact {
  of: 'old' | 'new';
  clause: string;
  leaves: number;
  enters: number;
}

export interface DefinitionQuality {
  of: 'old' | 'new';
  precision: Measure;
  recall: Measure;
  lift: Measure;
}

export interface Trial {
  worked: number;
  measurable: boolean;
  /** Leads of a pilot that would show a conversion half of the kept ones'; null where none of up to 5,000 would. */
  pilot: number | null;
}

/** MQLs by definition in the last full weeks. */
export interface Load {
  weeks: number;
  reps: number;
  before: number;
  after: number;
  per_rep: readonly {rep: string | null; name: string | null; before: number; after: number}[];
}

/** One policy or rule under both definitions, over all handoffs; `in_definition` over those that meet the MQL definition. */
export interface BothSides {
  name: string | null;
  what: 'all' | 'in_definition';
  old: Measure | null;
  new: Measure | null;
  difference: Measure | null;
}
