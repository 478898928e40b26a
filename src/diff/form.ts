import {lookUp, type Named} from '../definitions/criteria-walk.ts';
import type {Criteria, FieldTest, SignalTest} from '../definitions/definitions.ts';
import {asCriterion, type Groups, keyOf, type Literal, literalOf, negatedLiteral} from './atom.ts';
import {mergedTests} from './merge-tests.ts';

/**
 * Criteria in negation normal form: negation stands at the tests only, groups hold no group of their own kind, nothing twice.
 * All of it holds for three values too, so that criteria of one key are true, false and unknown of the same leads.
 */
export type Form = TestForm | UseForm | GroupForm;

interface Common {
  /** The same for forms that mean the same. */
  key: string;
  /** Where it stands in its file. */
  path: string;
  /** Its label, if it has one. */
  name: string | null;
}

export interface TestForm extends Common, Literal {
  kind: 'test';
}

export interface UseForm extends Common {
  kind: 'use';
  use: string;
  not: boolean;
}

export interface GroupForm extends Common {
  kind: 'all' | 'any' | 'of';
  /** How many must be true. */
  at_least: number;
  parts: readonly Form[];
}

export interface FormContext {
  named: Named;
  groups: Groups;
  /** Names that stay as they are; every other `use` is replaced by what it stands for. */
  kept: ReadonlySet<string>;
}

export function formOf(criteria: Criteria, path: string, context: FormContext): Form {
  return build(criteria, false, path, context);
}

function build(node: Criteria, not: boolean, path: string, context: FormContext): Form {
  const name = node.name ?? null;
  const parts = (kind: string, list: readonly Criteria[], negate: boolean) =>
    list.map(part => build(part, negate, `${path}.${kind}${part.name === undefined ? '' : `[${part.name}]`}`, context));
  if ('all' in node) return group(not ? 'any' : 'all', parts('all', node.all, not), path, name);
  if ('any' in node) return group(not ? 'all' : 'any', parts('any', node.any, not), path, name);
  if ('none' in node) return group(not ? 'any' : 'all', parts('none', node.none, !not), path, name);
  if ('of' in node) {
    // not at least k of n is: at least n - k + 1 are false
    const least = not ? node.of.length - node.at_least + 1 : node.at_least;
    return threshold(least, parts('of', node.of, not), path, name);
  }
  if ('use' in node) return used(node, not, path, context);
  return testForm(node, not, path, context);
}

function used({use, name}: {use: string; name?: string}, not: boolean, path: string, context: FormContext): Form {
  const target = lookUp(context.named, use) ?? {any: []};
  const at = name === undefined ? `${path}.${use}` : path;
  const inside = build(target, not, at, context.kept.has(use) ? {...context, kept: new Set()} : context);
  if (!context.kept.has(use)) return {...inside, name: name ?? inside.name};
  return {kind: 'use', use, not, key: `use ${JSON.stringify(use)}: ${inside.key}`, path: at, name: name ?? null};
}

function testForm(test: FieldTest | SignalTest, not: boolean, path: string, {groups}: FormContext): TestForm {
  const literal = literalOf(test, groups);
  const subject = 'signal' in test ? test.signal : test.field;
  return literalForm(not ? negatedLiteral(literal) : literal, `${path}.${subject}`, test.name ?? null);
}

export function literalForm(literal: Literal, path: string, name: string | null): TestForm {
  return {kind: 'test', ...literal, key: `${literal.not ? 'not ' : ''}${keyOf(literal.atom)}`, path, name};
}

function group(kind: 'all' | 'any', parts: readonly Form[], path: string, name: string | null): Form {
  const flat = parts.flatMap(part => (part.kind === kind ? part.parts : [part]));
  // an empty group of the other kind decides: nothing is in an empty any, everything in an empty all
  const deciding = flat.find(part => part.kind !== 'test' && part.kind !== 'use' && part.parts.length === 0);
  if (deciding !== undefined) return {...deciding, path, name};
  const merged = mergedTests(kind, flat);
  const distinct = [...new Map(merged.toReversed().map(part => [part.key, part])).values()].reverse();
  const [only] = distinct;
  // several tests that became one stand where their group does
  if (distinct.length === 1 && only !== undefined)
    return {...only, path: flat.length > 1 ? path : only.path, name: only.name ?? name};
  return made(kind, kind === 'all' ? distinct.length : 1, distinct, path, name);
}

function threshold(least: number, parts: readonly Form[], path: string, name: string | null): Form {
  const open = parts.filter(part => !isConstant(part));
  const sure = parts.filter(part => isConstant(part) && part.kind === 'all').length;
  const left = least - sure;
  if (left <= 0) return made('all', 0, [], path, name);
  if (left > open.length) return made('any', 1, [], path, name);
  if (left === open.length) return group('all', open, path, name);
  if (left === 1) return group('any', open, path, name);
  return made('of', left, open, path, name);
}

function isConstant(form: Form): boolean {
  return form.kind !== 'test' && form.kind !== 'use' && form.parts.length === 0;
}

function made(
  kind: GroupForm['kind'],
  least: number,
  parts: readonly Form[],
  path: string,
  name: string | null,
): GroupForm {
  const keys = parts.map(({key}) => key).sort();
  return {
    kind,
    at_least: least,
    parts,
    key: `${kind}${kind === 'of' ? ` ${least}` : ''}(${keys.join(', ')})`,
    path,
    name,
  };
}

/** As the definitions file would write it. */
export function asCriteria(form: Form): Criteria {
  if (form.kind === 'use') return form.not ? {none: [{use: form.use}]} : {use: form.use};
  if (form.kind === 'test') return asCriterion(form);
  const parts = form.parts.map(asCriteria);
  if (form.kind === 'all') return {all: parts};
  return form.kind === 'any' ? {any: parts} : {at_least: form.at_least, of: parts};
}

/** Names of other criteria that these use themselves, not through another. */
export function usesOf(criteria: Criteria): Set<string> {
  const names = new Set<string>();
  const visit = (node: Criteria): void => {
    if ('use' in node) names.add(node.use);
    const parts =
      'all' in node ? node.all : 'any' in node ? node.any : 'none' in node ? node.none : 'of' in node ? node.of : [];
    for (const part of parts) visit(part);
  };
  visit(criteria);
  return names;
}
