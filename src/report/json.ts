import type {Measure, Report} from '../result.ts';

/** The whole report as JSON: keys in the order of SPEC 10, segments and counts in alphabetical order, times in UTC. */
export function renderJson(report: Report): string {
  const {schema, tool, as_of, as_of_from, window, time_zone, company, definitions, terms} = report;
  const {gates, population, measures, ledger, charts, checks, findings, summary} = report;
  const ordered = {
    schema,
    tool,
    as_of,
    as_of_from,
    window,
    time_zone,
    company,
    definitions,
    terms,
    export: report.export,
    gates,
    population,
    measures: measures.map(orderedMeasure),
    ledger,
    charts,
    checks,
    findings,
    summary,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function orderedMeasure({
  id,
  segment,
  value,
  unit,
  n,
  numerator,
  denominator,
  interval,
  status,
  reason,
  excluded,
}: Measure) {
  return {
    id,
    segment: sorted(segment),
    value,
    unit,
    n,
    numerator,
    denominator,
    interval: interval === null ? null : {low: interval.low, high: interval.high, method: interval.method},
    status,
    reason,
    excluded: sorted(excluded),
  };
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
