/** What the words of a report are called where people read them, in the order they are read. */

/** Families of SPEC 5 in the order of the story: lost first, then what can be saved, then what went well. */
export const FAMILIES: readonly (readonly [family: string, title: string])[] = [
  ['follow_up', 'Lost in follow-up'],
  ['disputed', 'Disputed: the lead contradicts the reason'],
  ['quality', 'Lost to quality'],
  ['at_risk', 'At risk: may still be saved'],
  ['alive', 'Alive'],
  ['progressed', 'Progressed'],
  ['unknown', 'Cannot be told'],
];

const FATES: Readonly<Record<string, string>> = {
  rejected_untouched: 'closed, never touched',
  rejected_late: 'closed, touched late',
  rejected_underworked: 'closed, too few attempts',
  rejected_contradicted: 'closed, reason contradicted',
  rejected_sound: 'closed, not contradicted',
  touched_late: 'open, touched late',
  stalled: 'open, stalled',
  never_owned: 'never owned',
  never_touched: 'never touched',
  opportunity: 'open opportunity',
  sql: 'SQL, no opportunity',
  lost: 'opportunity lost',
  unknown: 'no activities exported',
};

export function fateLabel(fate: string): string {
  return FATES[fate] ?? fate.replaceAll('_', ' ');
}

export const PERCENTILES = [
  ['response.p50', 'half'],
  ['response.p75', '3 in 4'],
  ['response.p90', '9 in 10'],
  ['response.p95', '19 in 20'],
] as const;

/** The buyer waits from the inquiry on, the rep has a lead from its first person on (METHODS 1.1). */
export const CLOCKS = [
  ['buyer', 'inquiry'],
  ['rep', 'assigned'],
] as const;

/** Buckets of METHODS 1.5 with their words and, where one ends at an edge, that edge. */
export const BUCKETS: readonly (readonly [bucket: string, label: string, edge: string | null])[] = [
  ['0-5m', 'within 5 min', '5m'],
  ['5-30m', '5 to 30 min', '30m'],
  ['30m-1h', '30 min to 1 h', '1h'],
  ['1-4h', '1 to 4 h', '4h'],
  ['4-24h', '4 to 24 h', '24h'],
  ['24-48h', '24 to 48 h', '48h'],
  ['>48h', 'later than 48 h', null],
  ['closed_untouched', 'closed untouched', null],
  ['unlogged', 'no touch logged', null],
  ['never', 'never', null],
  ['waiting', 'still waiting', null],
];

/** Edges at which the share answered is known, in seconds (METHODS 1.5). */
export const EDGES = [
  ['5m', 300],
  ['30m', 1800],
  ['1h', 3600],
  ['4h', 14_400],
  ['24h', 86_400],
  ['48h', 172_800],
] as const;

/** SPEC 5: at every floor the denominator stays. */
export const FLOORS = [
  ['A', 'a two-way contact'],
  ['B', 'that, or stamped by the system'],
  ['C', 'that, or logged later by hand'],
] as const;

/** METHODS 2.1: where the others are. */
export const SLA_STATES = [
  ['breached_late', 'late'],
  ['breached_open', 'still open'],
  ['breached_closed', 'closed untouched late'],
  ['pending', 'not due yet'],
  ['met_not_due', 'kept, not due yet'],
  ['closed_untouched_in_window', 'closed untouched in time'],
  ['self_booked', 'booked themselves'],
  ['unknown_unlogged', 'unlogged'],
] as const;

export const FUNNEL_STEPS = [
  ['mql_to_sal', 'MQL to accepted'],
  ['mql_to_sql', 'MQL to SQL'],
  ['sql_to_opportunity', 'SQL to opportunity'],
  ['opportunity_to_won', 'opportunity to won'],
] as const;

export const DISPOSITION_SHARES = [
  ['dispositions.rejection', 'rejected in time'],
  ['dispositions.disqualification', 'disqualified in time'],
  ['dispositions.undecided', 'undecided after 30 days'],
  ['dispositions.untouched', 'closed untouched'],
  ['dispositions.vague', 'with a vague reason'],
  ['dispositions.blank', 'without a reason'],
] as const;

const POPULATION: Readonly<Record<string, string>> = {
  exported: 'leads exported',
  after_cutoff: 'later than the cut-off',
  merged: 'merged into another lead',
  no_mql: 'never an MQL',
  out_of_window: 'outside the window',
  eligible_leads: 'leads handed off',
  handoffs: 'handoffs (a lead and one MQL cycle)',
  already_working: 'a rep was already at work',
  bulk_import: 'bulk import',
  before_activities: 'before the first exported activity',
  self_booked: 'booked a meeting themselves',
  unlogged: 'progressed without a logged touch',
  measured: 'measured for the time to first response',
};

/** Levels of the waterfall; what stands between them was taken away. */
export const POPULATION_LEVELS = new Set(['exported', 'eligible_leads', 'handoffs', 'measured']);

export function populationLabel(step: string): string {
  return POPULATION[step] ?? step.replace(/^excluded:/, 'excluded by rule: ');
}
