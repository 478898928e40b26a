import {compareLiterals, literalsApart} from './compare.ts';
import type {Form} from './form.ts';

// alternatives within alternatives multiply; nobody's rules come near this
const MOST_COMPARISONS = 100_000;

/** Everything the inner criteria are true of, the outer ones are too. False where it cannot be seen. Both without `use`. */
export function covers(outer: Form, inner: Form): boolean {
  let left = MOST_COMPARISONS;
  const holds = (out: Form, within: Form): boolean => {
    if (--left < 0) return false;
    if (out.key === within.key) return true;
    if (within.kind === 'any') return within.parts.every(part => holds(out, part));
    if (out.kind === 'all') return out.parts.every(part => holds(part, within));
    if (within.kind === 'all' && within.parts.some(part => holds(out, part))) return true;
    if (out.kind === 'any') return out.parts.some(part => holds(part, within));
    if (out.kind !== 'test' || within.kind !== 'test') return false;
    const turn = compareLiterals(within, out).true;
    return turn === 'same' || turn === 'grows';
  };
  return holds(outer, inner);
}

/** No lead is true of both. False where it cannot be seen. Both without `use`. */
export function areApart(one: Form, other: Form): boolean {
  let left = MOST_COMPARISONS;
  const apart = (a: Form, b: Form): boolean => {
    if (--left < 0) return false;
    if (a.kind === 'any') return a.parts.every(part => apart(part, b));
    if (b.kind === 'any') return b.parts.every(part => apart(a, part));
    if (a.kind === 'all') return a.parts.some(part => apart(part, b));
    if (b.kind === 'all') return b.parts.some(part => apart(a, part));
    return a.kind === 'test' && b.kind === 'test' && literalsApart(a, b);
  };
  return apart(one, other);
}
