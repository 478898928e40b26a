import type {Measure, Report, Segment} from '../result.ts';

/** Something missing, and the measures and checks it takes away. */
export interface Silence {
  what: string;
  ids: readonly string[];
}

/** By column to add, the one that would give most first; then every other reason. Each thing that is missing once. */
export function silencesOf(report: Report): {columns: Silence[]; others: Silence[]} {
  const columns = new Map<string, string[]>();
  const others = new Map<string, string[]>();
  const alternatives: {what: string; id: string}[] = [];
  for (const {id, reason} of silent(report)) {
    const missing = columnsIn(reason);
    if (missing.some(column => column.includes(', or '))) {
      alternatives.push({what: missing.join(' and ').replace(/,$/, ''), id});
      continue;
    }
    for (const column of missing) add(columns, column, id);
    if (missing.length === 0) for (const what of reasonsIn(reason)) add(others, what, id);
  }
  // one of several: said where none of them is asked for by itself
  for (const {what, id} of alternatives)
    if (!what.split(/,? (?:and|or) /).every(column => columns.has(column))) add(columns, what, id);
  // who adds a table adds its columns
  const needed = listed(columns).filter(({what}) => !columns.has(what.split('.')[0] ?? '') || !what.includes('.'));
  return {columns: needed.sort((a, b) => b.ids.length - a.ids.length), others: listed(others)};
}

/** The gates are told by `handoff inspect`, with what each of them needs. */
function silent({measures, checks}: Report): {id: string; reason: string}[] {
  const told = new Set(measures.filter(({status}) => status !== 'not_measurable').map(({id}) => id));
  const missing = measures.filter(({id, status}) => status === 'not_measurable' && !id.startsWith('quality.'));
  const found = [...byReason(missing).values()].map(alike => {
    const {id, reason} = alike[0] as Measure;
    return {id: told.has(id) ? `${id}${partOf(alike.map(({segment}) => segment))}` : id, reason};
  });
  const skipped = checks.filter(({status}) => status === 'skipped');
  return [...found, ...skipped].map(({id, reason}) => ({id, reason: reason ?? 'no reason given'}));
}

function byReason(measures: readonly Measure[]): Map<string, Measure[]> {
  const groups = new Map<string, Measure[]>();
  for (const measure of measures) {
    const key = `${measure.id}\n${measure.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), measure]);
  }
  return groups;
}

/** More parts of a measure than this are not named one by one. */
const MOST_PARTS = 3;

/** ` (won)`, ` (by team)`: which part of a measure is missing whose other parts are there. */
function partOf(segments: readonly Segment[]): string {
  const [one = {}, ...others] = segments;
  const shared = Object.entries(one).filter(([key, value]) => others.every(segment => segment[key] === value));
  const blank = shared.filter(([, value]) => value === null);
  const words = (entries: readonly [string, string | null][]) =>
    entries.map(([key, value]) => value ?? `by ${key}`).join(' ');
  const parts =
    shared.length > 0
      ? [words(blank.length > 0 ? blank : shared)]
      : segments.map(segment => words(Object.entries(segment)));
  if (parts.some(part => part === '')) return '';
  return ` (${parts.length > MOST_PARTS ? 'in part' : parts.join(', ')})`;
}

/** Of `add a and b to the export` and of `the export has no a and no b`, whoever asks for it; none of any other text. */
function columnsIn(reason: string): string[] {
  const added = /^add (.+) to the export(?:: \w+ asks for it)?$/.exec(reason)?.[1]?.split(' and ');
  return added ?? /^the export has no (.+?)(?:, which \w+: asks for)?$/.exec(reason)?.[1]?.split(' and no ') ?? [];
}

/** Settings to write are told one by one: each may be asked for by several measures. */
function reasonsIn(reason: string): string[] {
  const [, why, settings] = /^(too little history .+: write )(funnel\.horizon\..+)$/.exec(reason) ?? [];
  return settings === undefined ? [reason] : settings.split(' and ').map(setting => `${why}${setting}`);
}

function add(groups: Map<string, string[]>, key: string, id: string): void {
  const ids = groups.get(key) ?? [];
  if (!ids.includes(id)) ids.push(id);
  groups.set(key, ids);
}

function listed(groups: ReadonlyMap<string, readonly string[]>): Silence[] {
  return Array.from(groups, ([what, ids]) => ({what, ids}));
}
