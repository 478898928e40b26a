import type {Criteria, FieldTest, SignalTest} from '../definitions.ts';
import {holds, ruledOut, spanOf, valuesOf} from './field-sets.ts';

/** Answers whether everything `inner` is true of, `outer` is true of too, as far as their shape tells. */
export type Covers = (outer: Criteria, inner: Criteria) => boolean;

// alternatives within alternatives multiply; nobody's rules come near this
const MOST_COMPARISONS = 1_000_000;

/** Both criteria without `use`. A false answer only means that it cannot be seen. */
export function createCovers(): Covers {
  const texts = new WeakMap<Criteria, string>();
  const textOf = (node: Criteria): string => {
    const text = texts.get(node) ?? JSON.stringify(withoutNames(node));
    texts.set(node, text);
    return text;
  };
  let left = MOST_COMPARISONS;
  const covers: Covers = (outer, inner) => {
    if (--left < 0) return false;
    if (textOf(outer) === textOf(inner)) return true;
    if ('any' in inner) return inner.any.every(part => covers(outer, part));
    if ('all' in outer) return outer.all.every(part => covers(part, inner));
    if ('all' in inner && inner.all.some(part => covers(outer, part))) return true;
    if ('any' in outer) return outer.any.some(part => covers(part, inner));
    if ('field' in outer && 'field' in inner) return fieldCovers(outer, inner);
    return 'signal' in outer && 'signal' in inner && signalCovers(outer, inner);
  };
  return covers;
}

/** As it compares: names of criteria are only labels, text is without regard to case, a pattern is not. */
function withoutNames(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => withoutNames(item));
  if (typeof value === 'string') return key === 'matches' ? value : value.trim().toLowerCase();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'name');
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, withoutNames(inner, name)]));
}

function fieldCovers(outer: FieldTest, inner: FieldTest): boolean {
  if (outer.field.trim().toLowerCase() !== inner.field.trim().toLowerCase()) return false;
  // whatever a test is true of has a value
  if ('present' in outer) return outer.present && !('present' in inner);
  const [wide, narrow] = [valuesOf(outer), valuesOf(inner)];
  if (wide !== null && narrow !== null) return [...narrow].every(value => wide.has(value));
  const [out, also] = [ruledOut(outer), ruledOut(inner)];
  if (out !== null && narrow !== null) return [...narrow].every(value => !out.has(value));
  if (out !== null && also !== null) return [...out].every(value => also.has(value));
  const [outerSpan, innerSpan] = [spanOf(outer), spanOf(inner)];
  if (outerSpan !== null && innerSpan !== null) return holds(outerSpan, innerSpan);
  if ('domain' in outer && 'domain' in inner)
    return inner.domain.every(domain =>
      outer.domain.some(wider => `.${domain}`.toLowerCase().endsWith(`.${wider}`.toLowerCase())),
    );
  return (
    'contains' in outer && 'contains' in inner && inner.contains.toLowerCase().includes(outer.contains.toLowerCase())
  );
}

function signalCovers(outer: SignalTest, inner: SignalTest): boolean {
  if (outer.signal.toLowerCase() !== inner.signal.toLowerCase() || outer.count > inner.count) return false;
  return outer.within === null || (inner.within !== null && outer.within >= inner.within);
}
