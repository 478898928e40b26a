import {nearest} from '../../problem.ts';
import {childrenOf, expansionProblem, lookUp, type Named} from '../criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions.ts';
import type {Issue, Path} from '../diagnostics.ts';
import {regexProblem} from '../re2.ts';
import {neverIssues} from './never.ts';

/** Everything that is wrong with criteria of themselves. */
export function criteriaIssues(definitions: Definitions): Issue[] {
  const {criteria: named} = definitions;
  return criteriaPlaces(definitions).flatMap(({criteria, path, name}) => {
    const broken = useIssues(criteria, path, named, name);
    const patterns = patternIssues(criteria, path);
    return [...broken, ...patterns, ...(broken.length > 0 ? [] : neverIssues(criteria, path, named))];
  });
}

export interface Place {
  criteria: Criteria;
  /** As written in the file. */
  path: Path;
  /** What `use` calls it. */
  name: string | null;
}

/** All criteria of a definitions file, each with its place. */
export function criteriaPlaces({exclude, icp, criteria, stages, sla, routing, dispositions}: Definitions): Place[] {
  const places: [criteria: Criteria | null, path: Path, name?: string][] = [
    ...exclude.map(({when}, index): [Criteria, Path] => [when, ['exclude', index]]),
    [icp, ['icp'], 'icp'],
    // icp stands among the named criteria too
    ...Object.entries(criteria)
      .filter(([name]) => name !== 'icp' || icp === null)
      .map(([name, node]): [Criteria, Path, string] => [node, ['criteria', name], name]),
    [stages.mql, ['stages', 'mql']],
    [stages.sql, ['stages', 'sql']],
    ...sla.map(({when}, index): [Criteria | null, Path] => [when, ['sla', index, 'when']]),
    ...routing.rules.map(({when}, index): [Criteria | null, Path] => [when, ['routing', 'rules', index, 'when']]),
    ...dispositions.reasons.map(({true_if, code}): [Criteria | null, Path] => [
      true_if,
      ['dispositions', 'reasons', code, 'true_if'],
    ]),
  ];
  return places.flatMap(([node, path, name]) => (node === null ? [] : [{criteria: node, path, name: name ?? null}]));
}

/** Undefined names where they stand; circles and sizes at the top of the criteria. */
function useIssues(criteria: Criteria, path: Path, named: Named, name: string | null): Issue[] {
  const undefined_ = undefinedUses(criteria, path, named);
  if (undefined_.length > 0) return undefined_;
  const problem = expansionProblem(criteria, named, name === null ? [] : [name]);
  return problem === null ? [] : [{level: 'error', path, message: problem}];
}

function undefinedUses(node: Criteria, path: Path, named: Named): Issue[] {
  if ('use' in node) {
    if (lookUp(named, node.use) !== undefined) return [];
    const near = nearest(node.use, Object.keys(named));
    const hint = near === null ? ', expected icp or a name of criteria' : `, did you mean ${near}?`;
    return [{level: 'error', path: [...path, 'use'], message: `${JSON.stringify(node.use)} is defined nowhere${hint}`}];
  }
  return childrenOf(node).flatMap(([step, child]) => undefinedUses(child, [...path, ...step], named));
}

function patternIssues(node: Criteria, path: Path): Issue[] {
  if ('field' in node && 'matches' in node) {
    const problem = regexProblem(node.matches);
    return problem === null
      ? []
      : [{level: 'error', path: [...path, 'matches'], message: `not a regular expression DuckDB takes: ${problem}`}];
  }
  return childrenOf(node).flatMap(([step, child]) => patternIssues(child, [...path, ...step]));
}
