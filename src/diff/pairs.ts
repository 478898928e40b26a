import {subjectOf} from './atom.ts';
import type {Form} from './form.ts';

/** Clauses of the old group with what became of them in the new one. */
export interface Pairs {
  both: readonly (readonly [old: Form, now: Form])[];
  removed: readonly Form[];
  added: readonly Form[];
}

// beyond it only the same clauses are found again
const MOST_COMPARISONS = 250_000;

/** The same clauses first, then those most alike. What is unlike everything was removed or added. */
export function pairsOf(old: readonly Form[], now: readonly Form[]): Pairs {
  const left = [...old];
  const added: Form[] = [];
  const both: [Form, Form][] = [];
  for (const form of now) {
    const index = left.findIndex(({key}) => key === form.key);
    const same = left[index];
    if (same === undefined) added.push(form);
    else {
      both.push([same, form]);
      left.splice(index, 1);
    }
  }
  const subjects = new Map([...left, ...added].map(form => [form, subjectsOf(form)]));
  const alike = (left.length * added.length > MOST_COMPARISONS ? [] : left)
    .flatMap(a => added.map(b => ({a, b, likeness: likeness(a, b, subjects)})))
    .filter(({likeness}) => likeness > 0)
    .map(pair => ({...pair, order: [pair.a.key, pair.b.key].sort().join('\n')}))
    // ties are broken so that the comparison the other way round finds the same pairs
    .sort((one, other) => other.likeness - one.likeness || (one.order < other.order ? -1 : 1));
  const taken = new Set<Form>();
  for (const {a, b} of alike) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    both.push([a, b]);
  }
  // in the order of the new file
  both.sort(([, a], [, b]) => now.indexOf(a) - now.indexOf(b));
  return {both, removed: left.filter(form => !taken.has(form)), added: added.filter(form => !taken.has(form))};
}

const NOTHING: ReadonlySet<string> = new Set();

/** 0: nothing to do with each other. */
function likeness(a: Form, b: Form, subjects: ReadonlyMap<Form, ReadonlySet<string>>): number {
  const named = a.name !== null && a.name === b.name ? 100 : 0;
  if (a.kind === 'use' || b.kind === 'use') {
    const same = a.kind === 'use' && b.kind === 'use' && a.use === b.use;
    return same ? named + (a.not === b.not ? 60 : 40) : named;
  }
  const [mine, theirs] = [subjects.get(a) ?? NOTHING, subjects.get(b) ?? NOTHING];
  const common = [...mine].filter(subject => theirs.has(subject)).length;
  if (common === 0) return named;
  const all = new Set([...mine, ...theirs]).size;
  const kind =
    a.kind === 'test' && b.kind === 'test' ? (a.atom.is === b.atom.is ? 6 : 0) + (a.not === b.not ? 3 : 0) : 0;
  return named + (a.kind === b.kind ? 20 : 0) + kind + (20 * common) / all;
}

/** Whether two criteria ask about anything in common, or bear one name. */
export function areAlike(a: Form, b: Form): boolean {
  const theirs = subjectsOf(b);
  return (a.name !== null && a.name === b.name) || [...subjectsOf(a)].some(subject => theirs.has(subject));
}

/** What the criteria ask about. */
function subjectsOf(form: Form): Set<string> {
  if (form.kind === 'test')
    return new Set(form.atom.is === 'signal' ? form.atom.names.map(name => `signal ${name}`) : [subjectOf(form.atom)]);
  if (form.kind === 'use') return new Set([`use ${form.use}`]);
  return new Set(form.parts.flatMap(part => [...subjectsOf(part)]));
}
