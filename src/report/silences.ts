import type {Report} from '../result.ts';

/** Something missing, and the measures and checks it takes away. */
export interface Silence {
  what: string;
  ids: readonly string[];
}

/** By column to add, the one that would give most first; then every other reason. */
export function silencesOf(report: Report): {columns: Silence[]; others: Silence[]} {
  const columns = new Map<string, string[]>();
  const others = new Map<string, string[]>();
  for (const {id, reason} of silent(report)) {
    const missing = columnsIn(reason);
    for (const column of missing) add(columns, column, id);
    if (missing.length === 0) add(others, reason, id);
  }
  // who adds a table adds its columns
  const needed = listed(columns).filter(({what}) => !columns.has(what.split('.')[0] ?? '') || !what.includes('.'));
  return {columns: needed.sort((a, b) => b.ids.length - a.ids.length), others: listed(others)};
}

/** The gates are told by `handoff inspect`, with what each of them needs. */
function silent({measures, checks}: Report): {id: string; reason: string}[] {
  const found = [
    ...measures.filter(({id, status}) => status === 'not_measurable' && !id.startsWith('quality.')),
    ...checks.filter(({status}) => status === 'skipped'),
  ];
  return found.map(({id, reason}) => ({id, reason: reason ?? 'no reason given'}));
}

/** Of `add a and b to the export` and of `the export has no a and no b`; none of any other text. */
function columnsIn(reason: string): string[] {
  const added = /^add (.+) to the export$/.exec(reason)?.[1]?.split(' and ');
  return added ?? /^the export has no (.+)$/.exec(reason)?.[1]?.split(' and no ') ?? [];
}

function add(groups: Map<string, string[]>, key: string, id: string): void {
  const ids = groups.get(key) ?? [];
  if (!ids.includes(id)) ids.push(id);
  groups.set(key, ids);
}

function listed(groups: ReadonlyMap<string, readonly string[]>): Silence[] {
  return Array.from(groups, ([what, ids]) => ({what, ids}));
}
