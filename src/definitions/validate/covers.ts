import type {Criteria, FieldTest, SignalTest} from '../definitions.ts';
import {holds, ruledOut, spanOf, valuesOf} from './field-sets.ts';

/**
 * Whether everything `inner` is true of, `outer` is true of too, as far as their shape tells. Both without `use`. A false
 * answer only means that it cannot be seen.
 */
export function covers(outer: Criteria, inner: Criteria): boolean {
  if (sameCriteria(outer, inner)) return true;
  if ('any' in inner) return inner.any.every(part => covers(outer, part));
  if ('all' in outer) return outer.all.every(part => covers(part, inner));
  if ('all' in inner && inner.all.some(part => covers(outer, part))) return true;
  if ('any' in outer) return outer.any.some(part => covers(part, inner));
  if ('field' in outer && 'field' in inner) return fieldCovers(outer, inner);
  if ('signal' in outer && 'signal' in inner) return signalCovers(outer, inner);
  return false;
}

function sameCriteria(a: Criteria, b: Criteria): boolean {
  return JSON.stringify(withoutNames(a)) === JSON.stringify(withoutNames(b));
}

function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value === 'string') return value.trim().toLowerCase();
  if (typeof value !== 'object' || value === null) return value;
  // a pattern is case-sensitive
  const entries = Object.entries(value).filter(([key]) => key !== 'name');
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, key === 'matches' ? inner : withoutNames(inner)]),
  );
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
