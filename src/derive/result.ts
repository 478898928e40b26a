import type {Criteria} from '../definitions/definitions.ts';

/** What the last closed-won had in common at handoff, against all handed-off leads of the same time (METHODS 7). */
export interface Derivation {
  /** ISO 8601, UTC. */
  as_of: string;
  verdict: 'refused' | 'nothing_found' | 'did_not_repeat' | 'exploratory' | 'proposed';
  /** One sentence. */
  because: string;
  /** First and last MQL of the sample; null where there is none. */
  period: {from: string; to: string; cut: string} | null;
  wins: number;
  others: number;
  lost: number;
  /** Won leads of an account that is a win already: left out. */
  same_account: number;
  /** Every level tried, the least likely to be chance first. */
  levels: readonly Level[];
  /** Fields that were not tried, and why. */
  left_out: readonly {field: string; because: string}[];
  rule: Rule | null;
  /** METHODS 7, 3: the least share of wins that can be told from a base share. */
  power: readonly {wins: number; base: number; least: number | null}[];
  warnings: readonly string[];
}

/** The rule where it is proposed: it stood the test on wins it had not seen. */
export function proposedRule({rule, verdict}: Pick<Derivation, 'rule' | 'verdict'>): Rule | null {
  return verdict === 'proposed' || verdict === 'exploratory' ? rule : null;
}

export interface Level {
  attribute: string;
  name: string;
  criteria: Criteria;
  wins: number;
  others: number;
  lost: number;
  /** Of the wins, with Wilson's limits; null where there is no win. */
  share: {value: number; low: number; high: number} | null;
  base: number;
  lift: number | null;
  log_odds: number;
  se: number;
  /** Null: too few to be tested. */
  p: number | null;
  /** Benjamini-Hochberg over all levels tested. */
  q: number | null;
}

export interface Rule {
  conditions: readonly {level: Level; points: number}[];
  /** Points it takes. */
  threshold: number;
  criteria: Criteria;
  /** Where it was found, and where it was tried. */
  older: Performance;
  newer: Performance;
}

export interface Performance {
  /** Won and matured leads that meet the rule. */
  won: number;
  met: number;
  all_won: number;
  all: number;
  precision: number | null;
  recall: number | null;
  lift: {value: number; low: number; high: number} | null;
}
