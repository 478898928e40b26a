import {describeCriteria} from '../definitions/describe.ts';
import {compareLiterals} from './compare.ts';
import {type Delta, effectOf, followedBy, NARROWER, negated, OTHER, SAME, WIDER} from './delta.ts';
import {asCriteria, type Form, type GroupForm, type TestForm, type UseForm} from './form.ts';
import {areAlike, pairsOf} from './pairs.ts';
import {whyOf} from './why.ts';

/** One difference inside criteria. */
export interface Step {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
  delta: Delta;
  /** What happened, without what follows from it. */
  why: string;
}

export interface Compared {
  /** Of the whole. */
  delta: Delta;
  steps: readonly Step[];
}

/** What became of the criterion under a name that both sides know. */
export type NamedDelta = (name: string) => Delta;

/**
 * From old criteria to new ones, step by step. Negation stands at the tests only, so that every group is true of more leads when
 * a part of it is; the steps one after another therefore add up to the whole.
 */
export function compareForms(old: Form, now: Form, namedDelta: NamedDelta): Compared {
  if (old.key === now.key) return {delta: SAME, steps: renamed(old, now)};
  if (old.kind === 'test' && now.kind === 'test') return single(old, now, compareLiterals(old, now), whyOf(old, now));
  if (old.kind === 'use' && now.kind === 'use' && old.use === now.use) return usesOfOne(old, now, namedDelta);
  if (isLeaf(old) && isLeaf(now)) return single(old, now, OTHER, 'another condition in its place');
  return groups(asGroup(old, now), asGroup(now, old), namedDelta);
}

/** `at_least 2 of ...` against `all` of a phone and such a group: the group alone is then an `all` of one, not another group. */
function isPartOf(form: GroupForm, other: Form): boolean {
  return (
    (other.kind === 'all' || other.kind === 'any') &&
    form.kind !== other.kind &&
    other.parts.some(part => part.kind === form.kind && areAlike(part, form))
  );
}

function single(old: Form, now: Form, delta: Delta, why: string): Compared {
  const step: Step = {path: now.path, kind: 'changed', before: shown(old), after: shown(now), delta, why};
  return {delta, steps: [step]};
}

function usesOfOne(old: UseForm, now: UseForm, namedDelta: NamedDelta): Compared {
  if (old.not !== now.not) return single(old, now, OTHER, 'the opposite is asked for');
  const itself = namedDelta(now.use);
  const why = `it uses ${now.use}, which is ${effectOf(itself)}`;
  return single(old, now, now.not ? negated(itself) : itself, why);
}

function isLeaf(form: Form): form is TestForm | UseForm {
  return form.kind === 'test' || form.kind === 'use';
}

/** A condition alone is a group of one, of the kind it is compared with. */
function asGroup(form: Form, other: Form): GroupForm {
  if (!isLeaf(form) && !(isPartOf(form, other) && !(!isLeaf(other) && isPartOf(other, form)))) return form;
  const {key, path, name} = form;
  return {kind: other.kind === 'any' ? 'any' : 'all', at_least: 1, parts: [form], key, path, name};
}

function groups(old: GroupForm, now: GroupForm, namedDelta: NamedDelta): Compared {
  const {both, removed, added} = pairsOf(old.parts, now.parts);
  // nothing in common: another condition altogether
  if (both.length === 0 && (old.kind !== now.kind || Math.min(old.parts.length, now.parts.length) === 0))
    return single(old, now, replacement(old, now), 'another condition in its place');
  const changed = both.map(([a, b]) => compareForms(a, b, namedDelta));
  const steps = [
    ...removed.map(part => gone(part, old)),
    ...changed.flatMap(({steps}) => steps),
    ...requirement(old, now, both.length),
    ...added.map(part => come(part, now)),
  ];
  const whole = [
    ...removed.map(() => outOf(old)),
    ...changed.map(({delta}) => delta),
    ...requirement(old, now, both.length).map(({delta}) => delta),
    ...added.map(() => into(now)),
  ];
  return {delta: whole.reduce(followedBy, SAME), steps};
}

/** Everything and nothing have no parts to compare. */
function replacement(old: GroupForm, now: GroupForm): Delta {
  const [everything, nothing] = ['all()', 'any()'];
  if (old.key === everything || now.key === nothing) return NARROWER;
  return old.key === nothing || now.key === everything ? WIDER : OTHER;
}

/** One more condition under `all` narrows, one more way under `any` or `at_least` widens. */
function into({kind}: GroupForm): Delta {
  return kind === 'all' ? NARROWER : WIDER;
}

function outOf({kind}: GroupForm): Delta {
  return kind === 'all' ? WIDER : NARROWER;
}

function come(part: Form, group: GroupForm): Step {
  const why =
    group.kind === 'all'
      ? 'one more condition must hold'
      : group.kind === 'any'
        ? 'one more way to meet it'
        : `one more among those of which ${group.at_least} must hold`;
  return {path: part.path, kind: 'added', before: null, after: shown(part), delta: into(group), why};
}

function gone(part: Form, group: GroupForm): Step {
  const why =
    group.kind === 'all'
      ? 'a condition less must hold'
      : group.kind === 'any'
        ? 'one way less to meet it'
        : `one less among those of which ${group.at_least} must hold`;
  return {path: part.path, kind: 'removed', before: shown(part), after: null, delta: outOf(group), why};
}

/** How many must hold of the parts that both have. */
function requirement(old: GroupForm, now: GroupForm, common: number): Step[] {
  const [before, after] = [old, now].map(({kind, at_least}) =>
    kind === 'all' ? common : kind === 'any' ? 1 : at_least,
  );
  if (before === undefined || after === undefined || before === after || common === 0) return [];
  const path = old.kind === 'of' && now.kind === 'of' ? `${now.path}.at_least` : now.path;
  const delta = after > before ? NARROWER : WIDER;
  const why = after > before ? 'more of its conditions must hold' : 'fewer of its conditions must hold';
  return [{path, kind: 'changed', before: asked(old), after: asked(now), delta, why}];
}

function asked({kind, at_least, parts}: GroupForm): string {
  return kind === 'of' ? `at least ${at_least} of ${parts.length}` : `${kind} of ${parts.length}`;
}

/** The same condition under another label. */
function renamed(old: Form, now: Form): Step[] {
  if (old.name === null || now.name === null || old.name === now.name) return [];
  return [
    {path: now.path, kind: 'changed', before: old.name, after: now.name, delta: SAME, why: 'a name is only a label'},
  ];
}

function shown(form: Form): string {
  return describeCriteria(asCriteria(form));
}
