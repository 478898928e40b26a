import type {Criteria} from '../../definitions/definitions.ts';
import {printable} from '../../definitions/diagnostics.ts';
import {type Derivation, type Level, type Performance, proposedRule, type Rule} from '../../derive/result.ts';
import {grouped, percent} from '../../words.ts';

/** A definitions file with the evidence in its comments; validate, diff and audit take it as it is. Null where none is proposed. */
export function renderYaml(derivation: Derivation): string | null {
  const rule = proposedRule(derivation);
  if (rule === null) return null;
  const {as_of, because, wins, others, period, warnings} = derivation;
  const head = [
    `# Derived by handoff derive from ${grouped(wins)} wins against ${grouped(others)} other leads of the same time, as of ${as_of}.`,
    ...(period === null
      ? []
      : [`# MQLs from ${period.from} to ${period.to}; found up to ${period.cut}, tried on what came later.`]),
    `# ${because}`,
    tried('older, where it was found', rule.older),
    tried('newer, where it was tried', rule.newer),
    ...warnings.map(text => `# ${text}`),
    'version: 1',
    'extends: default',
  ];
  return `${[...head.map(printable), ...stage(rule)].join('\n')}\n`;
}

function tried(where: string, {won, met, all_won, all, lift}: Performance): string {
  const limits =
    lift === null ? '' : `; lift ${lift.value.toFixed(2)} (${lift.low.toFixed(2)}-${lift.high.toFixed(2)})`;
  return `# ${where}: ${won} of ${all_won} wins and ${grouped(met)} of ${grouped(all)} leads meet it${limits}`;
}

function stage({conditions, criteria, threshold}: Rule): string[] {
  const weighted = 'of' in criteria;
  const lines = conditions.flatMap(({level, points}) => {
    const line = `      - ${flow(level.criteria, `${level.attribute} ${level.name}`)}`;
    const copies = Array.from({length: weighted ? points - 1 : 0}, () => line);
    return [
      `      # ${printable(evidence(level))}${weighted ? `; ${points} of ${threshold} points` : ''}`,
      line,
      ...copies,
    ];
  });
  const word = weighted ? 'of' : 'any' in criteria ? 'any' : 'all';
  return ['stages:', '  mql:', ...(weighted ? [`    at_least: ${threshold}`] : []), `    ${word}:`, ...lines];
}

/** As of the older part, where the rule comes from. */
function evidence({attribute, name, wins, share, others, base, log_odds, se, q}: Level): string {
  const range = share === null ? '' : ` (${percent(share.value)}, ${percent(share.low)}-${percent(share.high)})`;
  return `${attribute} ${name}: ${wins} wins${range}, ${grouped(others)} others (${percent(base)}); log odds ${log_odds.toFixed(2)} ± ${(1.96 * se).toFixed(2)}, q ${(q ?? 1).toPrecision(2)}`;
}

/** `{name: "...", field: "source", is: "Demo"}`: JSON's texts are YAML's. */
function flow(criteria: Criteria, name: string): string {
  const entries = Object.entries({name, ...criteria}).filter(
    ([key, value]) => value !== null && !(key === 'count' && value === 1),
  );
  return `{${entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')}}`;
}
