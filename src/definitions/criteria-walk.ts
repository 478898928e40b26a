import {Problem} from '../problem.ts';
import type {Criteria, FieldTest, SignalTest} from './definitions.ts';
import type {Path} from './diagnostics.ts';

export type Named = Readonly<Record<string, Criteria>>;

// what nobody could read any more; it also keeps hostile files from blowing the stack or the SQL
const DEEPEST = 30;
const MOST_NODES = 2000;

/** The criteria directly inside, with the path to each. */
export function childrenOf(criteria: Criteria): readonly (readonly [path: Path, child: Criteria])[] {
  if ('all' in criteria) return criteria.all.map((child, index) => [['all', index], child]);
  if ('any' in criteria) return criteria.any.map((child, index) => [['any', index], child]);
  if ('none' in criteria) return criteria.none.map((child, index) => [['none', index], child]);
  if ('of' in criteria) return criteria.of.map((child, index) => [['of', index], child]);
  return [];
}

/** `use` by name, own names only: `constructor` is nobody's criterion. */
export function lookUp(named: Named, name: string): Criteria | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

/** Why criteria cannot be evaluated once every `use` is replaced: undefined names, circles, too deep, too many. */
export function expansionProblem(criteria: Criteria, named: Named, within: readonly string[] = []): string | null {
  let nodes = 0;
  const visit = (node: Criteria, open: readonly string[], depth: number): string | null => {
    if (++nodes > MOST_NODES) return `more than ${MOST_NODES} criteria, counting those behind use`;
    if (depth > DEEPEST) return `criteria nested more than ${DEEPEST} levels deep`;
    if ('use' in node) {
      const target = lookUp(named, node.use);
      if (target === undefined) return `use: ${JSON.stringify(node.use)} is defined nowhere`;
      if (open.includes(node.use)) return `use in a circle: ${[...open, node.use].join(' -> ')}`;
      return visit(target, [...open, node.use], depth + 1);
    }
    for (const [, child] of childrenOf(node)) {
      const problem = visit(child, open, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  };
  return visit(criteria, within, 0);
}

/** The same criteria with every `use` replaced. Throws a Problem where that cannot be done. */
export function expanded(criteria: Criteria, named: Named): Criteria {
  const problem = expansionProblem(criteria, named);
  if (problem !== null) throw new Problem(problem);
  const replace = (node: Criteria): Criteria => {
    if ('use' in node) return replace(lookUp(named, node.use) ?? {any: []});
    if ('all' in node) return {all: node.all.map(replace)};
    if ('any' in node) return {any: node.any.map(replace)};
    if ('none' in node) return {none: node.none.map(replace)};
    if ('of' in node) return {at_least: node.at_least, of: node.of.map(replace)};
    return node;
  };
  return replace(criteria);
}

/** Every test of fields and signals, behind `use` too. */
function leavesOf(criteria: Criteria, named: Named): (FieldTest | SignalTest)[] {
  const leaves: (FieldTest | SignalTest)[] = [];
  const visit = (node: Criteria): void => {
    if ('field' in node || 'signal' in node) leaves.push(node);
    else for (const [, child] of childrenOf(node)) visit(child);
  };
  visit(expanded(criteria, named));
  return leaves;
}

/** Fields the criteria ask about, in lower case, each once, in order. */
export function fieldsOf(criteria: Criteria, named: Named = {}): string[] {
  const fields = leavesOf(criteria, named).flatMap(leaf => ('field' in leaf ? [leaf.field.trim().toLowerCase()] : []));
  return [...new Set(fields)];
}

/** Signals and groups the criteria ask about, as written, each once, in order. */
export function signalsOf(criteria: Criteria, named: Named = {}): string[] {
  const signals = leavesOf(criteria, named).flatMap(leaf => ('signal' in leaf ? [leaf.signal] : []));
  return [...new Set(signals)];
}
