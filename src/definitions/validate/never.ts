import {childrenOf, expanded, expansionProblem, type Named} from '../criteria-walk.ts';
import type {Criteria, FieldTest} from '../definitions.ts';
import type {Issue, Path} from '../diagnostics.ts';
import {isEmpty, overlap, type Span, spanOf, valuesOf} from './field-sets.ts';

/** Criteria that can never be true, or always are, each at the place that makes them so. */
export function neverIssues(criteria: Criteria, path: Path, named: Named): Issue[] {
  const own = neverHere(criteria, named);
  const inside = childrenOf(criteria).flatMap(([step, child]) => neverIssues(child, [...path, ...step], named));
  return own === null ? inside : [{level: 'warning', path, message: own}, ...inside];
}

function neverHere(node: Criteria, named: Named): string | null {
  if ('all' in node) return node.all.length === 0 ? 'an empty all is always true' : contradiction(node.all, named);
  if ('any' in node) return node.any.length === 0 ? 'can never match: an empty any' : null;
  if ('none' in node) return node.none.length === 0 ? 'an empty none is always true' : null;
  if ('of' in node)
    return node.at_least > node.of.length
      ? `can never match: at least ${node.at_least} of ${node.of.length} criteria`
      : null;
  return 'field' in node ? neverField(node) : null;
}

function neverField(test: FieldTest): string | null {
  if ('in' in test && test.in.length === 0) return 'can never match: an empty list';
  if ('domain' in test && test.domain.length === 0) return 'can never match: an empty list';
  if ('not_in' in test && test.not_in.length === 0) return 'an empty list rules nothing out';
  if ('between' in test && test.between[0] > test.between[1])
    return `can never match: between ${test.between[0]} and ${test.between[1]} is empty`;
  return null;
}

/** Two tests of one field that cannot both be true. */
function contradiction(parts: readonly Criteria[], named: Named): string | null {
  const byField = new Map<string, FieldTest[]>();
  for (const test of parts.flatMap(part => conjuncts(part, named))) {
    const field = test.field.trim().toLowerCase();
    byField.set(field, [...(byField.get(field) ?? []), test]);
  }
  for (const [field, tests] of byField) {
    const clash = tests.length > 1 && (spansClash(tests) || valuesClash(tests) || presenceClashes(tests));
    if (clash) return `can never match: the tests of ${field} contradict each other`;
  }
  return null;
}

/** The field tests that must all be true for a criterion to be. */
function conjuncts(node: Criteria, named: Named): FieldTest[] {
  if ('use' in node) return expansionProblem(node, named) === null ? conjuncts(expanded(node, named), named) : [];
  if ('all' in node) return node.all.flatMap(part => conjuncts(part, named));
  return 'field' in node ? [node] : [];
}

function spansClash(tests: readonly FieldTest[]): boolean {
  const spans = tests.map(spanOf).filter((span): span is Span => span !== null);
  // an empty span on its own is reported where it stands
  if (spans.length < 2 || spans.some(isEmpty)) return false;
  return isEmpty(spans.reduce(overlap));
}

function valuesClash(tests: readonly FieldTest[]): boolean {
  const sets = tests.map(valuesOf).filter(values => values !== null);
  const [first, ...others] = sets;
  if (first === undefined || sets.some(values => values.size === 0)) return false;
  const common = [...first].filter(value => others.every(values => values.has(value)));
  const ruledOut = new Set(
    tests.flatMap(test => ('not_in' in test ? test.not_in.map(value => String(value).trim().toLowerCase()) : [])),
  );
  return common.every(value => ruledOut.has(value));
}

function presenceClashes(tests: readonly FieldTest[]): boolean {
  return (
    tests.some(test => 'present' in test && !test.present) && tests.some(test => !('present' in test) || test.present)
  );
}
