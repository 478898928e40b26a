import {holds, isEmpty, overlap} from '../definitions/validate/field-sets.ts';
import {type Atom, keyOf, type Literal, parentsOf, subjectOf} from './atom.ts';
import {type Delta, NARROWER, negated, OTHER, SAME, turnOf, WIDER} from './delta.ts';

type Of<Is extends Atom['is']> = Extract<Atom, {is: Is}>;

/** From one test to another of the same field or signal; `other` where it cannot be told. */
export function compareLiterals(old: Literal, now: Literal): Delta {
  if (old.not === now.not) {
    const delta = compareAtoms(old.atom, now.atom);
    return old.not ? negated(delta) : delta;
  }
  const presence = againstPresence(old, now);
  if (presence !== null) return presence;
  // what is apart from B lies within not B
  if (!apart(old.atom, now.atom) || !sameUnknown(old.atom, now.atom)) return OTHER;
  return old.not ? NARROWER : WIDER;
}

function compareAtoms(old: Atom, now: Atom): Delta {
  if (keyOf(old) === keyOf(now)) return SAME;
  if (old.is === 'signal' || now.is === 'signal')
    return old.is === now.is
      ? inBoth(
          signalWithin(now as Of<'signal'>, old as Of<'signal'>),
          signalWithin(old as Of<'signal'>, now as Of<'signal'>),
        )
      : OTHER;
  if (old.field !== now.field) return OTHER;
  if (old.is === 'present' || now.is === 'present')
    return againstPresence({atom: old, not: false}, {atom: now, not: false}) ?? OTHER;
  return inBoth(within(now, old), within(old, now));
}

/** For tests that are unknown of the same leads: what one is no longer true of, it is false of. */
function inBoth(newInOld: boolean, oldInNew: boolean): Delta {
  return {true: turnOf(newInOld, oldInNew), false: turnOf(oldInNew, newInOld)};
}

/** Is the inner test true of nothing but what the outer is true of, and false of all the outer is false of? */
function within(inner: Atom, outer: Atom): boolean {
  if (inner.is === 'values' && outer.is === 'values') return [...inner.keys].every(key => isAmong(key, outer.keys));
  if (inner.is === 'span' && outer.is === 'span') return isEmpty(inner.span) || holds(outer.span, inner.span);
  if (inner.is === 'values' && outer.is === 'span')
    return [...inner.keys].every(key => {
      const number = numberOf(key);
      return number !== null && holds(outer.span, pointOf(number));
    });
  if (inner.is === 'domain' && outer.is === 'domain') return inner.domains.every(belongsTo(outer.domains));
  return inner.is === 'contains' && outer.is === 'contains' && inner.text.includes(outer.text);
}

/** Is a domain one of these, or below one? */
function belongsTo(domains: readonly string[]): (domain: string) => boolean {
  const known = new Set(domains);
  return domain => known.has(domain) || parentsOf(domain).some(parent => known.has(parent));
}

function signalWithin(inner: Of<'signal'>, outer: Of<'signal'>): boolean {
  const known = new Set(outer.names);
  const names = inner.names.every(name => known.has(name));
  return names && inner.count >= outer.count && inner.within <= outer.within;
}

/** Whatever another test of the field is true or false of has a value. */
function againstPresence(old: Literal, now: Literal): Delta | null {
  if (old.atom.is === 'signal' || now.atom.is === 'signal' || old.atom.field !== now.atom.field) return null;
  if (old.atom.is === 'present' && now.atom.is === 'present') return old.not === now.not ? SAME : OTHER;
  if (old.atom.is === 'present') return old.not ? {true: 'other', false: 'shrinks'} : {true: 'shrinks', false: 'other'};
  if (now.atom.is === 'present') return now.not ? {true: 'other', false: 'grows'} : {true: 'grows', false: 'other'};
  return null;
}

/** Text 50 is found in fewer cells than the number 50, which `$50` is too. */
function isAmong(key: string, keys: ReadonlySet<string>): boolean {
  if (keys.has(key)) return true;
  const number = key.startsWith('t:') ? numberOf(key) : null;
  return number !== null && keys.has(`n:${number}`);
}

/** The number that every cell equal to this value is; null where it need not be one. */
function numberOf(key: string): number | null {
  const text = key.slice(2);
  return key.startsWith('n:') || /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

function pointOf(number: number) {
  return {low: number, high: number, lowOpen: false, highOpen: false};
}

/** No lead can be true of both, as far as it can be told. */
export function literalsApart(a: Literal, b: Literal): boolean {
  if (subjectOf(a.atom) !== subjectOf(b.atom)) return false;
  if (a.not && b.not) return false;
  if (a.atom.is === 'present' && a.not) return b.atom.is !== 'present' || !b.not;
  if (b.atom.is === 'present' && b.not) return true;
  if (a.not !== b.not) {
    const [inner, outer] = a.not ? [b.atom, a.atom] : [a.atom, b.atom];
    const turn = compareAtoms(inner, outer).true;
    return turn === 'same' || turn === 'grows';
  }
  return apart(a.atom, b.atom);
}

// longer lists are taken to overlap
const MOST_COMPARISONS = 1_000_000;

function apart(a: Atom, b: Atom): boolean {
  if (a.is === 'signal' || b.is === 'signal' || a.field !== b.field) return false;
  if (a.is === 'values' && b.is === 'values' && a.keys.size * b.keys.size > MOST_COMPARISONS) return false;
  if (a.is === 'values' && b.is === 'values')
    return [...a.keys].every(key => [...b.keys].every(other => !mayMeet(key, other)));
  if (a.is === 'span' && b.is === 'span') return isEmpty(overlap(a.span, b.span));
  if (a.is === 'values' && b.is === 'span') return valuesOutside(a, b);
  if (a.is === 'span' && b.is === 'values') return valuesOutside(b, a);
  if (a.is === 'domain' && b.is === 'domain')
    return !a.domains.some(belongsTo(b.domains)) && !b.domains.some(belongsTo(a.domains));
  return false;
}

/** A comparison of numbers is unknown of other text, and so is its negation. */
function sameUnknown(a: Atom, b: Atom): boolean {
  const [values, other] = a.is === 'values' ? [a, b] : [b, a];
  return values.is !== 'values' || other.is !== 'span' || [...values.keys].every(key => numberOf(key) !== null);
}

function valuesOutside(values: Of<'values'>, {span}: Of<'span'>): boolean {
  return [...values.keys].every(key => {
    const number = numberOf(key);
    return number !== null ? isEmpty(overlap(span, pointOf(number))) : !/\d/.test(key);
  });
}

/** `1,200` as text and 1200 as a number meet in one cell; words without digits meet nothing but themselves. */
function mayMeet(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.startsWith('n:') && b.startsWith('n:')) return false;
  return /\d/.test(a) && /\d/.test(b) && (a.slice(0, 2) !== b.slice(0, 2) || Number(a.slice(2)) === Number(b.slice(2)));
}
