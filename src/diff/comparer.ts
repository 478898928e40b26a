import {lookUp} from '../definitions/criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {type Compared, compareForms, type NamedDelta} from './compare-forms.ts';
import {type Delta, OTHER, SAME} from './delta.ts';
import {type Form, formOf, usesOf} from './form.ts';

/** Compares criteria of two definitions; what they use by name is looked up on their own side. */
export interface Comparer {
  compare(old: Criteria, now: Criteria, path: string): Compared;
  /** With every `use` replaced: what it is really about. Null (no `when`) is true of everything. */
  whole(side: 'old' | 'now', criteria: Criteria | null): Form;
}

export function createComparer(old: Definitions, now: Definitions): Comparer {
  const sides = {old, now};
  const form = (side: 'old' | 'now', criteria: Criteria, path: string, kept: ReadonlySet<string>) => {
    const {criteria: named, signals: groups} = sides[side];
    return formOf(criteria, path, {named, groups, kept});
  };
  const whole = (side: 'old' | 'now', criteria: Criteria | null) => form(side, criteria ?? {all: []}, '', new Set());

  const known = new Map<string, Delta>();
  const namedDelta: NamedDelta = name => {
    const [before, after] = [lookUp(old.criteria, name), lookUp(now.criteria, name)];
    const delta = known.get(name) ?? (before && after ? compare(before, after, name).delta : OTHER);
    known.set(name, delta);
    return delta;
  };

  const compare = (before: Criteria, after: Criteria, path: string): Compared => {
    if (whole('old', before).key === whole('now', after).key)
      return {delta: SAME, steps: relabelled(before, after, path)};
    // a name that only one of them uses is compared by what it stands for
    const used = usesOf(after);
    const kept = new Set([...usesOf(before)].filter(name => used.has(name)));
    const {delta, steps} = compareForms(form('old', before, path, kept), form('now', after, path, kept), namedDelta);
    return {delta, steps: eachUseOnce(steps)};
  };
  return {compare, whole};
}

/** The same criteria with other labels inside. */
function relabelled(old: Criteria, now: Criteria, path: string): Compared['steps'] {
  const [before, after] = [labelsOf(old), labelsOf(now)];
  if (before.join() === after.join()) return [];
  const shown = (labels: readonly string[]) => (labels.length === 0 ? null : labels.join(', '));
  const kind = before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed';
  return [
    {path, kind, before: shown(before), after: shown(after), delta: SAME, why: 'names of criteria are only labels'},
  ];
}

function labelsOf(criteria: Criteria): string[] {
  const labels = new Set<string>();
  const visit = (node: Criteria): void => {
    if (node.name !== undefined) labels.add(node.name);
    const parts =
      'all' in node ? node.all : 'any' in node ? node.any : 'none' in node ? node.none : 'of' in node ? node.of : [];
    for (const part of parts) visit(part);
  };
  visit(criteria);
  return [...labels].sort();
}

/**
 * A criterion that changed is told once where it is used, and not at every place inside: at the place that reads first, whatever
 * the order of the file, so that the other way round the same one is told.
 */
function eachUseOnce(steps: Compared['steps']): Compared['steps'] {
  const told = new Map<string, Compared['steps'][number]>();
  const keyOf = ({why, delta}: Compared['steps'][number]) =>
    why.startsWith('it uses ') ? `${why} ${delta.true}` : null;
  for (const step of steps) {
    const key = keyOf(step);
    if (key === null) continue;
    const known = told.get(key);
    if (known === undefined || String(step.after) < String(known.after)) told.set(key, step);
  }
  return steps.filter(step => {
    const key = keyOf(step);
    return key === null || told.get(key) === step;
  });
}
