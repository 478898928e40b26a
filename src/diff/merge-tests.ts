import {overlap} from '../definitions/validate/field-sets.ts';
import {type Atom, spanAtom, valuesAtom} from './atom.ts';
import {type Form, literalForm, type TestForm} from './form.ts';

/**
 * Several tests of one field that make one: `gte 50` and `lte 2000` are a range, `in [US]` or `in [CA]` a longer list. Only
 * where the pair and the one test are unknown of the same leads.
 */
export function mergedTests(kind: 'all' | 'any', parts: readonly Form[]): readonly Form[] {
  const merged: Form[] = [];
  for (const part of parts) {
    const index = part.kind === 'test' ? merged.findIndex(earlier => mergeable(kind, earlier, part)) : -1;
    const earlier = merged[index];
    if (part.kind !== 'test' || earlier?.kind !== 'test') merged.push(part);
    else
      merged[index] = literalForm(
        {atom: joined(earlier.atom, part.atom), not: part.not},
        earlier.path,
        earlier.name ?? part.name,
      );
  }
  return merged;
}

function mergeable(kind: 'all' | 'any', a: Form, b: TestForm): boolean {
  if (a.kind !== 'test' || a.atom.is !== b.atom.is || a.not !== b.not) return false;
  if (a.atom.is === 'signal' || b.atom.is === 'signal' || a.atom.field !== b.atom.field) return false;
  // both of two ranges is their overlap, none of two lists is none of both together; under negation the other way round
  if (a.atom.is === 'span') return (kind === 'all') === !a.not;
  return a.atom.is === 'values' && (kind === 'any') === !a.not;
}

function joined(a: Atom, b: Atom): Atom {
  if (a.is === 'span' && b.is === 'span') return spanAtom(a.field, overlap(a.span, b.span));
  return a.is === 'values' && b.is === 'values' ? valuesAtom(a.field, [...a.values, ...b.values]) : a;
}
