import type {Finding, Report} from '../result.ts';

/** Findings that nobody has accepted, the one that concerns most leads first. */
export function open({findings}: Report): Finding[] {
  return findings.filter(({accepted}) => accepted === null).sort(byLeads);
}

/** How many leads it concerns comes first, how sure and how loud it is only among equals. */
export function byLeads(a: Finding, b: Finding): number {
  return b.leads.count - a.leads.count || rank(a) - rank(b) || (a.key < b.key ? -1 : 1);
}

/** A confirmed error before a likely one, errors before warnings. */
export function rank({level, strength}: Finding): number {
  return (level === 'error' ? 0 : level === 'warn' ? 2 : 4) + (strength === 'confirmed' ? 0 : 1);
}

/** Checks in the order of their largest finding, findings of each in order. */
export function byCheck(ranked: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of ranked) groups.set(finding.check, [...(groups.get(finding.check) ?? []), finding]);
  return [...groups.values()];
}
