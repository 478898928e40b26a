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

/** May it be drawn, and with what doubt? As of a measure. */
export interface Standing {
  status: Status;
  reason: string | null;
}

/** What pictures show and no measure holds; as large for a million leads as for a thousand. */
export interface Charts {
  /** By policy in the order of the definitions, the promise's own clock first. */
  waiting: readonly WaitingChart[];
  hours: readonly HoursChart[];
  reps: RepsChart;
}

/** Share of a policy's leads that still wait for a first response, by time (METHODS 1.4). */
export interface WaitingChart extends Standing {
  policy: string;
  clock: 'buyer' | 'rep';
  time: 'wall' | 'business';
  /** The promise, where it is on this clock. */
  within_seconds: number | null;
  n: number;
  answered: number;
  /** The curve where it has fallen by another two points, at its end, at the edges of METHODS 1.5 and at the promise. */
  points: readonly WaitingPoint[];
}

export interface WaitingPoint {
  seconds: number;
  waiting: number;
  low: number | null;
  high: number | null;
  at_risk: number;
}

/** Handoffs by weekday and hour in the company's time zone. */
export interface HoursChart extends Standing {
  what: 'arrivals' | 'first_touches';
  /** Those with a time, which are the cells, and those without. */
  n: number;
  without: number;
  excluded: Readonly<Record<string, number>>;
  /** Monday to Sunday, each from 0 to 23 h. */
  counts: readonly (readonly number[])[];
}

/** Reps against the spread of the team (METHODS 1.7): promises kept on the rep's clock, the same policies allowed for. */
export interface RepsChart extends Standing {
  /** Of all due promises of owned leads. */
  kept: number;
  n: number;
  /** By it limits are widened, as sqrt(phi); 1 for chance alone. */
  phi: number;
  /** Those with fewer due promises than it takes are counted, not drawn; so are the smallest of very many. */
  too_few: number;
  left_out: number;
  /** Those with most promises first. */
  reps: readonly RepPoint[];
  /** The same limits about the share of the whole team, at some sizes from the smallest to the largest. */
  funnel: readonly ({n: number} & Pick<RepPoint, 'watch' | 'outside'>)[];
}

export interface RepPoint {
  owner: string;
  n: number;
  kept: number;
  /** Kept promises that the team's rates give on the same policies. */
  expected: number;
  /** Counts of kept promises that chance explains, 95% and 99.8%. */
  watch: {low: number; high: number};
  outside: {low: number; high: number};
  verdict: 'inside' | 'watch' | 'outside';
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
