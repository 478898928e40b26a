/** What the engine reads: a definitions file after `extends`, defaults and units. Durations are seconds, shares 0-1. */

export interface Definitions {
  company: string | null;
  time_zone: string;
  business_hours: BusinessHours;
  review: {owner: string | null; every: Seconds; last: string | null};
  exclude: readonly {name: string; when: Criteria}[];
  icp: Criteria | null;
  /** Further named criteria that `use` can refer to; `icp` is one of them where it is defined. */
  criteria: Readonly<Record<string, Criteria>>;
  /** Groups of signals: a group's name stands for any of its signals. */
  signals: Readonly<Record<string, readonly string[]>>;
  stages: {mql: Criteria | null; sql: Criteria | null};
  /** Stages whose definition no file of the company's says: it is the built-in preset's. */
  built_in_stages: readonly StageName[];
  sla: readonly SlaPolicy[];
  acceptance: {accept_within: Seconds; clock: Clock; target: number} | null;
  follow_up: {min_attempts: number; within: Seconds; stalled_after: Seconds; never_after: Seconds};
  funnel: {horizon: FunnelHorizons; rejection: Seconds};
  response: {
    start: 'buyer' | 'rep';
    counts: readonly ActivityType[];
    automated_counts: boolean;
    inquiry_within: Seconds;
  };
  routing: Routing;
  dispositions: {contact_required: boolean | null; reasons: readonly Reason[]};
  context: {required: readonly string[]; signals: number} | null;
  export: ExportMapping;
  /** Settings by check id, as written; each check parses its own. */
  checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  accepted: readonly {finding: string; because: string; until: string | null}[];
}

export type StageName = 'mql' | 'sql';
export type Seconds = number;
export type Clock = 'calendar' | 'business';
export type ActivityType = 'call' | 'email' | 'meeting' | 'sms' | 'social' | 'note' | 'task' | 'other';
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Local open and close as `HH:MM`; `24:00` is the end of the day. */
export type Hours = readonly (readonly [open: string, close: string])[];

export interface Schedule {
  time_zone: string;
  /** Closed on a weekday that is absent. */
  week: Readonly<Partial<Record<Weekday, Hours>>>;
  /** Local dates, closed all day. */
  holidays: readonly string[];
  /** Local dates with hours of their own; they win over holidays and the week. */
  exceptions: Readonly<Record<string, Hours>>;
}

export interface BusinessHours {
  company: Schedule;
  /** By team, complete: what a team does not give is the company's. */
  teams: Readonly<Record<string, Schedule>>;
  /** False where no holiday list was given: business figures then overstate waiting on holidays. */
  holidays_known: boolean;
}

export interface SlaPolicy {
  name: string;
  /** Null: everything that reaches it. */
  when: Criteria | null;
  respond_within: Seconds;
  clock: Clock;
  target: number;
}

/** Seconds, or `auto`: the client's own p90 lag (METHODS 3.2). */
export type Horizon = Seconds | 'auto';

export interface FunnelHorizons {
  mql_to_sal: Horizon;
  mql_to_sql: Horizon;
  sql_to_opportunity: Horizon;
  opportunity_to_won: Horizon;
}

export interface Routing {
  owner: string | null;
  last_reviewed: string | null;
  rules: readonly RoutingRule[];
  queues: readonly string[];
  capacity: {open_leads: number} | null;
  out_of_office: {to: RoutingTarget} | null;
  escalate: {unworked_after: Seconds; clock: Clock; to: string} | null;
}

export interface RoutingRule {
  name: string;
  when: Criteria | null;
  to: RoutingTarget;
  distribute: 'round_robin' | null;
}

/** Exactly one of the three. */
export interface RoutingTarget {
  team?: string;
  user?: string;
  queue?: string;
}

export interface Reason {
  code: string;
  /** Texts that mean this reason; the code itself is one of them. */
  labels: readonly string[];
  kind: 'rejected' | 'disqualified' | 'recycled' | null;
  vague: boolean;
  contact_required: boolean | null;
  needs_attempts: number | null;
  /** The reason is supported where this is true of the lead and contradicted where it is false. */
  true_if: Criteria | null;
}

export interface ExportMapping {
  system: string | null;
  source_time_zone: string | null;
  max_rejected: number;
  tables: Readonly<Record<string, TableMapping>>;
}

export interface TableMapping {
  /** File names or globs relative to the export; empty: found by name. */
  files: readonly string[];
  /** Canonical column to source header. */
  columns: Readonly<Record<string, string>>;
  /** How slashed or dotted dates of this table are written. */
  dates: 'dmy' | 'mdy' | 'ymd' | null;
  source_time_zone: string | null;
  /** Canonical column to canonical value to the values that mean it. */
  values: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Three-valued (SPEC 4). A `name` is only a label for reports and diffs. */
export type Criteria =
  | {name?: string; all: readonly Criteria[]}
  | {name?: string; any: readonly Criteria[]}
  | {name?: string; none: readonly Criteria[]}
  | {name?: string; at_least: number; of: readonly Criteria[]}
  | {name?: string; use: string}
  | FieldTest
  | SignalTest;

export type Scalar = string | number | boolean;

export type FieldTest = {name?: string; field: string} & (
  | {is: Scalar}
  | {in: readonly Scalar[]}
  | {not_in: readonly Scalar[]}
  | {gt: number}
  | {gte: number}
  | {lt: number}
  | {lte: number}
  | {between: readonly [number, number]}
  | {matches: string}
  | {contains: string}
  | {domain: readonly string[]}
  | {present: boolean}
);

export interface SignalTest {
  name?: string;
  /** A signal or a group of `signals`. */
  signal: string;
  count: number;
  /** Before the moment judged; null: ever before it. */
  within: Seconds | null;
}
