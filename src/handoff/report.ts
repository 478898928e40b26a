import {compareFindings, newOrWorse} from '../compare/findings.ts';
import type {Compared} from '../compare/stored.ts';
import type {Schedule} from '../definitions/definitions.ts';
import type {LoadedDefinitions} from '../definitions/load.ts';
import {closeCautions, loggingCautions, mqlCautions} from '../measures/needs.ts';
import type {Model} from '../model/model.ts';
import {packageVersion} from '../package-files.ts';
import type {Charts, CheckResult, Finding, Gate, LedgerLine, Measure, OpenHours, Report} from '../result.ts';
import {readBenchmarks} from './benchmarks.ts';
import {exitCode} from './exit-code.ts';
import {headline} from './headline.ts';
import type {FailOn} from './options.ts';
import type {DataTerms} from './terms.ts';

export interface Parts {
  model: Model;
  terms: DataTerms;
  loaded: LoadedDefinitions;
  gates: readonly Gate[];
  measures: readonly Measure[];
  ledger: readonly LedgerLine[];
  charts: Charts;
  checks: readonly CheckResult[];
  findings: readonly Finding[];
}

export interface Thresholds {
  failOn: FailOn;
  maxWarnings?: number | undefined;
  /** An earlier report: only what is new or worse than there counts. */
  baseline?: Compared | undefined;
}

/** Everything the reporters read, in the order of SPEC 10. */
export function assembleReport(parts: Parts, thresholds: Thresholds): Report {
  const {model, terms, loaded, gates, measures, ledger, charts, checks, findings} = parts;
  const {path, systems, files, mapping, unused, notes, drafts, draft_section} = model.export;
  const unmapped = mapping.filter(({by}) => by === 'attribute').map(({file, header}) => ({file, header}));
  const draft = {
    schema: 'handoff-report/1' as const,
    tool: {name: 'handoff', version: packageVersion()},
    as_of: model.as_of,
    as_of_from: model.as_of_from,
    window: model.window,
    time_zone: model.time_zone,
    company: model.definitions.company,
    definitions: {path: loaded.path, sha256: loaded.sha256},
    terms: termsOf(model, gates, terms),
    export: {path, systems, files, mapping, unmapped, unused, notes, drafts, draft_section},
    gates,
    population: model.population,
    measures,
    ledger,
    charts,
    checks,
    findings,
  };
  const handoffs = ledger.reduce((sum, line) => sum + line.handoffs, 0);
  const counts = countFindings(findings);
  const {baseline} = thresholds;
  const judged =
    baseline === undefined ? counts : countFindings(newOrWorse(compareFindings(baseline, {findings, checks})));
  return rounded({
    ...draft,
    summary: {handoffs, findings: counts, headline: headline(draft), exit_code: exitCode(judged, thresholds)},
  });
}

/** Twelve digits of every number: those behind them hang on the machine's mathematics, and the same input is to give the same bytes. */
function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : Number(value.toPrecision(12))) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(rounded) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)])) as T;
}

function termsOf(model: Model, gates: readonly Gate[], ofData: DataTerms): Report['terms'] {
  const {sla, funnel, follow_up, business_hours} = model.definitions;
  const promises = sla.map(({name, respond_within, clock, target}) => ({
    policy: name,
    within_seconds: respond_within,
    clock,
    target,
  }));
  return {
    promises,
    never_after: follow_up.never_after,
    horizons: {...model.horizons, rejection: funnel.rejection},
    ...ofData,
    business_hours: {week: openWeek(business_hours.company), teams: Object.keys(business_hours.teams).sort()},
    cautions: [...mqlCautions(model), ...closeCautions(model), ...loggingCautions(gates)],
    benchmarks: readBenchmarks(),
  };
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function openWeek({week}: Schedule): OpenHours[] {
  return DAYS.flatMap(day => (week[day] ?? []).map(([open, close]) => ({day, open, close})));
}

/** Confirmed ones by level; likely and accepted ones apart, since they fail nothing (SPEC 7). */
function countFindings(findings: readonly Finding[]): Report['summary']['findings'] {
  const open = findings.filter(({accepted}) => accepted === null);
  const confirmed = (level: Finding['level']) =>
    open.filter(finding => finding.level === level && finding.strength === 'confirmed').length;
  return {
    error: confirmed('error'),
    warn: confirmed('warn'),
    info: open.filter(({level}) => level === 'info').length,
    likely: open.filter(({level, strength}) => level !== 'info' && strength === 'likely').length,
    accepted: findings.length - open.length,
  };
}
