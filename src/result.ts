import type {Charts} from './result/charts.ts';

export type * from './result/charts.ts';

/** The one shape that measures and checks write and reporters read (SPEC 6, 7, 10). Data only. */

export type Status = 'ok' | 'small_n' | 'pending' | 'degraded' | 'not_measurable';

/** `{}` is the whole; a blank value in the data is the key with null. */
export type Segment = Readonly<Record<string, string | null>>;

export interface Interval {
  low: number | null;
  high: number | null;
  method: string;
}

export type Unit = 'share' | 'seconds' | 'count' | 'cents' | 'ratio' | 'leads';

/** Of a finding also `days`: since something was last done. */
export type FindingUnit = Unit | 'days';

export interface Measure {
  id: string;
  segment: Segment;
  value: number | null;
  unit: Unit;
  n: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: Interval | null;
  status: Status;
  /** Why the status is not `ok`; for `not_measurable` it names the export column to add. */
  reason: string | null;
  excluded: Readonly<Record<string, number>>;
}

export interface LedgerLine {
  fate: string;
  family: string;
  handoffs: number;
  share: number | null;
  amount_cents: number | null;
}

export interface PopulationStep {
  step: string;
  leads: number;
}

export type GateState = 'pass' | 'soft' | 'hard' | 'not_measurable';

/** A data-quality gate of METHODS 9. `soft` degrades the measures that list it, `hard` makes them not measurable. */
export interface Gate {
  id: string;
  title: string;
  state: GateState;
  text: string;
  value: number | null;
  n: number | null;
  /** What the export would need, where the gate does not pass. */
  remedy: string | null;
}

export type Level = 'error' | 'warn' | 'info';

export interface Finding {
  check: string;
  level: Level;
  strength: 'confirmed' | 'likely';
  /** What it is about: a source, a rep, a rule; '' for the whole. */
  subject: string;
  text: string;
  value: number | null;
  threshold: number | null;
  /** Of value, threshold and interval; null where there is no value, or in a report of an earlier version. */
  unit: FindingUnit | null;
  n: number | null;
  interval: Interval | null;
  leads: {count: number; ids: readonly string[]};
  /** The same tomorrow: `<check>` or `<check>/<subject>`. */
  key: string;
  remedy: string;
  /** Why it is held back, from `accepted:`; null where it is not. */
  accepted: string | null;
  /** What of the definitions it is about; null where they say nothing of it. */
  place: Place | null;
}

/** A policy, a rule, a setting or a section of the definitions. */
export interface Place {
  /** `sla[0]`, `routing.rules[2]`, `checks.mql-to-sql`. */
  path: string;
  /** Where the company wrote it; null where the built-in default says it. */
  at: {file: string; line: number; column: number} | null;
}

export type CheckStatus = 'pass' | 'warn' | 'error' | 'info' | 'skipped' | 'broken';

export interface CheckResult {
  id: string;
  family: string;
  /** The sentence for this company: the healthy one where it passes, the other where it does not. */
  title: string;
  status: CheckStatus;
  /** What is missing (skipped), what broke (broken), else null. */
  reason: string | null;
  /** The question itself, the same for everybody; null in a report of an earlier version. */
  help: CheckHelp | null;
}

export interface CheckHelp {
  /** What a healthy company does. */
  healthy: string;
  why: string;
  how: string;
  misleads: string;
  remedy: string;
}

export interface FileAccount {
  path: string;
  table: string;
  sha256: string;
  bytes: number;
  encoding: string;
  format: string;
  read: number;
  loaded: number;
  identical: number;
  rejected: number;
  footer: number;
  /** The first few rejected rows. */
  rejects: readonly {line: number; reason: string}[];
}

export interface ColumnAccount {
  table: string;
  file: string;
  /** The header as it stands in the file. */
  header: string;
  /** The canonical column it feeds; null where it is kept as an attribute. */
  column: string | null;
  /** Where the mapping comes from. */
  by: 'canonical' | 'preset' | 'definitions' | 'attribute';
  /** How its text was read, e.g. `date: iso with offset`, `date: mdy, America/New_York`; null for plain text. */
  read_as: string | null;
  /** Cells that did not parse, now null. */
  unreadable: number;
  examples: readonly string[];
}

/** A mapping that names and values suggest for a file that nothing knows. No number rests on it. */
export interface Draft {
  path: string;
  table: string;
  columns: readonly DraftColumn[];
  /** Columns that the table needs and nothing in the file speaks for. */
  missing: readonly string[];
}

export interface DraftColumn {
  header: string;
  column: string;
  why: string;
}

/** Local times as `HH:MM`, `24:00` for the end of the day; a day may have several, and is closed without any. */
export interface OpenHours {
  day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
  open: string;
  close: string;
}

/** A number that everybody quotes, and what its source says (METHODS 11). */
export interface Benchmark {
  id: string;
  quoted: string;
  says: string;
  so: string;
  /** Does the measure beside it count the same thing? */
  like: 'like' | 'unlike';
  /** Measures it may be printed with; never without one. */
  beside: readonly {id: string; segment: Segment}[];
  /** As printed there; null where it stands beside nothing. */
  text: string | null;
}

export interface Report {
  schema: 'handoff-report/1';
  tool: {name: string; version: string};
  as_of: string;
  as_of_from: string;
  window: {since: string | null; until: string | null};
  time_zone: string;
  company: string | null;
  definitions: {path: string; sha256: string};
  /** The numbers that a reader needs beside the measures: the definitions' own, and other people's. */
  terms: {
    promises: readonly {policy: string; within_seconds: number; clock: 'calendar' | 'business'; target: number}[];
    /** Seconds after which an untouched lead is no longer at risk but lost; null in a report of an earlier version. */
    never_after: number | null;
    /** Seconds by step of the funnel; null where the export has too little history for one. */
    horizons: Readonly<Record<string, number | null>>;
    /** The one currency of all amounts; null where the export names none for some, or several, which are not added. */
    currency: string | null;
    /** Reps whom measures and charts name by id; none where they are hidden. */
    people: readonly {id: string; name: string}[];
    /** Of the company as written, holidays and exceptions aside, and the teams with hours of their own; null in a report of an earlier version. */
    business_hours: {week: readonly OpenHours[]; teams: readonly string[]} | null;
    /** What no number can tell because the export lacks it, as sentences. */
    cautions: readonly string[];
    /** What the numbers everybody quotes really are; set beside a measure or beside nothing. */
    benchmarks: readonly Benchmark[];
  };
  export: {
    path: string;
    systems: readonly string[];
    files: readonly FileAccount[];
    mapping: readonly ColumnAccount[];
    unmapped: readonly {file: string; header: string}[];
    /** Files in the folder that feed no table, and why. */
    unused: readonly {path: string; reason: string}[];
    notes: readonly string[];
    /** For files that nothing knows; never used by itself. */
    drafts: readonly Draft[];
    /** The drafts as lines of an `export:` section of the definitions. */
    draft_section: readonly string[];
  };
  gates: readonly Gate[];
  population: readonly PopulationStep[];
  measures: readonly Measure[];
  ledger: readonly LedgerLine[];
  charts: Charts;
  checks: readonly CheckResult[];
  findings: readonly Finding[];
  summary: {
    handoffs: number;
    findings: {error: number; warn: number; info: number; likely: number; accepted: number};
    /** Sentences that can be read out, most important first. */
    headline: readonly string[];
    exit_code: number;
  };
}
