import type {FieldTest, Scalar} from '../definitions.ts';

/** Numbers a test lets through; null where it is not about numbers. `open` ends are not included. */
export interface Span {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

export function spanOf(test: FieldTest): Span | null {
  const all: Span = {low: -Infinity, high: Infinity, lowOpen: false, highOpen: false};
  if ('gt' in test) return {...all, low: test.gt, lowOpen: true};
  if ('gte' in test) return {...all, low: test.gte};
  if ('lt' in test) return {...all, high: test.lt, highOpen: true};
  if ('lte' in test) return {...all, high: test.lte};
  if ('between' in test) return {...all, low: test.between[0], high: test.between[1]};
  if ('is' in test && typeof test.is === 'number') return {...all, low: test.is, high: test.is};
  return null;
}

export function overlap(a: Span, b: Span): Span {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return {
    low,
    high,
    lowOpen: (a.low === low && a.lowOpen) || (b.low === low && b.lowOpen),
    highOpen: (a.high === high && a.highOpen) || (b.high === high && b.highOpen),
  };
}

export function isEmpty({low, high, lowOpen, highOpen}: Span): boolean {
  return low > high || (low === high && (lowOpen || highOpen));
}

/** Every number of `inner` is in `outer`. */
export function holds(outer: Span, inner: Span): boolean {
  const low = outer.low < inner.low || (outer.low === inner.low && (!outer.lowOpen || inner.lowOpen));
  const high = outer.high > inner.high || (outer.high === inner.high && (!outer.highOpen || inner.highOpen));
  return low && high;
}

/** The values a test names, as they compare; null where it names none, or true and false, which have several spellings. */
export function valuesOf(test: FieldTest): ReadonlySet<string> | null {
  const values = 'is' in test ? [test.is] : 'in' in test ? test.in : null;
  return values === null || values.some(value => typeof value === 'boolean') ? null : new Set(values.map(compared));
}

/** The values a test rules out; null where it rules out none by name. */
export function ruledOut(test: FieldTest): ReadonlySet<string> | null {
  return 'not_in' in test ? new Set(test.not_in.map(compared)) : null;
}

function compared(value: Scalar): string {
  return String(value).trim().toLowerCase();
}
