import {signalNames} from '../definitions/criteria.ts';
import {bareDomain} from '../definitions/criteria-field.ts';
import type {Criteria, FieldTest, Scalar, SignalTest} from '../definitions/definitions.ts';
import {isEmpty, type Span, spanOf} from '../definitions/validate/field-sets.ts';

/** A test without its spelling: `is` and `in` are one, `not_in` is a negated `in`, the five comparisons are spans. */
export type Atom =
  | {is: 'values'; field: string; keys: ReadonlySet<string>; values: readonly Scalar[]}
  | {is: 'span'; field: string; span: Span}
  | {is: 'domain'; field: string; domains: readonly string[]}
  | {is: 'contains'; field: string; text: string}
  | {is: 'matches'; field: string; pattern: string}
  | {is: 'present'; field: string}
  | {is: 'signal'; signal: string; names: readonly string[]; count: number; within: number};

export type Groups = Readonly<Record<string, readonly string[]>>;

export interface Literal {
  atom: Atom;
  not: boolean;
}

export function literalOf(test: FieldTest | SignalTest, groups: Groups): Literal {
  if ('signal' in test) return {atom: signalAtom(test, groups), not: false};
  const field = test.field.trim().toLowerCase();
  if ('present' in test) return {atom: {is: 'present', field}, not: !test.present};
  if ('is' in test) return {atom: valuesAtom(field, [test.is]), not: false};
  if ('in' in test) return {atom: valuesAtom(field, test.in), not: false};
  if ('not_in' in test) return {atom: valuesAtom(field, test.not_in), not: true};
  if ('domain' in test) return {atom: domainAtom(field, test.domain), not: false};
  if ('matches' in test) return {atom: {is: 'matches', field, pattern: test.matches}, not: false};
  if ('contains' in test) return {atom: {is: 'contains', field, text: test.contains.toLowerCase()}, not: false};
  return {atom: spanAtom(field, spanOf(test) ?? EVERYTHING), not: false};
}

const EVERYTHING: Span = {low: -Infinity, high: Infinity, lowOpen: false, highOpen: false};

/** The negation of a literal; one of a comparison with one end is the comparison with the other. */
export function negatedLiteral({atom, not}: Literal): Literal {
  if (atom.is !== 'span' || not) return {atom, not: !not};
  const {low, high, lowOpen, highOpen} = atom.span;
  if (low === -Infinity && high !== Infinity)
    return {atom: spanAtom(atom.field, {...EVERYTHING, low: high, lowOpen: !highOpen}), not: false};
  if (high === Infinity && low !== -Infinity)
    return {atom: spanAtom(atom.field, {...EVERYTHING, high: low, highOpen: !lowOpen}), not: false};
  return {atom, not: true};
}

export function spanAtom(field: string, span: Span): Atom {
  // no number is in an empty span, however it is written
  return {is: 'span', field, span: isEmpty(span) ? {low: 1, high: 0, lowOpen: false, highOpen: false} : span};
}

export function valuesAtom(field: string, values: readonly Scalar[]): Atom {
  const byKey = new Map<string, Scalar>();
  for (const value of values) for (const key of keysOf(value)) byKey.has(key) || byKey.set(key, value);
  return {is: 'values', field, keys: new Set([...byKey.keys()].sort()), values: [...new Set(byKey.values())]};
}

/** As `equals` in criteria-field.ts compares: text as text, numbers as numbers, true and false by the words exports use. */
export function keysOf(value: Scalar): readonly string[] {
  if (typeof value === 'number') return [`n:${value}`];
  if (typeof value === 'string') return [`t:${value.trim().toLowerCase()}`];
  return (value ? ['true', '1', 'yes', 'y', 't'] : ['false', '0', 'no', 'n', 'f']).map(word => `t:${word}`);
}

function domainAtom(field: string, written: readonly string[]): Atom {
  const domains = new Set(written.map(bareDomain));
  return {
    is: 'domain',
    field,
    domains: [...domains].filter(domain => !parentsOf(domain).some(one => domains.has(one))).sort(),
  };
}

/** `eu.mail.acme.com` belongs to mail.acme.com, acme.com and com. */
export function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}

function signalAtom({signal, count, within}: SignalTest, groups: Groups): Atom {
  return {is: 'signal', signal, names: signalNames(signal, groups), count, within: within ?? Infinity};
}

/** The same for atoms that mean the same, whatever their spelling. */
export function keyOf(atom: Atom): string {
  if (atom.is === 'values') return `${atom.field} in ${JSON.stringify([...atom.keys])}`;
  if (atom.is === 'span') {
    const {low, high, lowOpen, highOpen} = atom.span;
    return `${atom.field} ${lowOpen ? ']' : '['}${low}, ${high}${highOpen ? '[' : ']'}`;
  }
  if (atom.is === 'domain') return `${atom.field} at ${JSON.stringify(atom.domains)}`;
  if (atom.is === 'contains') return `${atom.field} contains ${JSON.stringify(atom.text)}`;
  if (atom.is === 'matches') return `${atom.field} matches ${JSON.stringify(atom.pattern)}`;
  if (atom.is === 'present') return `${atom.field} present`;
  return `${atom.count} of ${JSON.stringify(atom.names)} within ${atom.within}`;
}

/** Two atoms of one subject can be compared, others cannot. */
export function subjectOf(atom: Atom): string {
  return atom.is === 'signal' ? `signal ${atom.names.join()}` : `field ${atom.field}`;
}

/** As the definitions file writes it. */
export function asCriterion({atom, not}: Literal): Criteria {
  // these two have a negation of their own
  if (not && atom.is !== 'values' && atom.is !== 'present') return {none: [asCriterion({atom, not: false})]};
  if (atom.is === 'signal')
    return {signal: atom.signal, count: atom.count, within: atom.within === Infinity ? null : atom.within};
  const {field} = atom;
  if (atom.is === 'present') return {field, present: !not};
  if (atom.is === 'values') return not ? {field, not_in: atom.values} : asValues(field, atom.values);
  if (atom.is === 'domain') return {field, domain: atom.domains};
  if (atom.is === 'contains') return {field, contains: atom.text};
  if (atom.is === 'matches') return {field, matches: atom.pattern};
  return asComparison(field, atom.span);
}

function asValues(field: string, values: readonly Scalar[]): FieldTest {
  const [only] = values;
  return values.length === 1 && only !== undefined ? {field, is: only} : {field, in: values};
}

function asComparison(field: string, span: Span): Criteria {
  const {low, high, lowOpen, highOpen} = span;
  if (high === Infinity) return lowOpen ? {field, gt: low} : {field, gte: low};
  if (low === -Infinity) return highOpen ? {field, lt: high} : {field, lte: high};
  if (!lowOpen && !highOpen) return {field, between: [low, high]};
  return {all: [asComparison(field, {...span, high: Infinity}), asComparison(field, {...span, low: -Infinity})]};
}
