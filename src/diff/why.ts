import {printable} from '../definitions/diagnostics.ts';
import {plural} from '../words.ts';
import {type Atom, keysOf, type Literal} from './atom.ts';
import {compareLiterals} from './compare.ts';

type Of<Is extends Atom['is']> = Extract<Atom, {is: Is}>;

// a sentence, not a page
const MOST_VALUES = 5;

/** What happened between two tests, in a few words. */
export function whyOf(old: Literal, now: Literal): string {
  const [a, b] = [old.atom, now.atom];
  if (a.is === 'signal' && b.is === 'signal') return whySignal(a, b);
  if (old.not !== now.not) return 'another test of the same field';
  if (a.is === 'values' && b.is === 'values') return whyValues(a, b);
  if (a.is === 'domain' && b.is === 'domain') return lists(a.domains, b.domains, 'domain');
  if (a.is === 'matches' && b.is === 'matches') return 'another pattern, and patterns cannot be compared';
  if (a.is === 'span' && b.is === 'span') return whySpan(old, now);
  return a.is === b.is ? 'another text' : 'another test of the same field';
}

/** The range itself, whether it is asked for or ruled out. */
function whySpan(old: Literal, now: Literal): string {
  const turn = compareLiterals({...old, not: false}, {...now, not: false}).true;
  const range = turn === 'shrinks' ? 'a narrower range' : turn === 'grows' ? 'a wider range' : 'a range moved';
  return old.not ? `${range} ruled out` : range;
}

function whySignal(a: Of<'signal'>, b: Of<'signal'>): string {
  const parts = [
    a.count === b.count ? '' : `${b.count > a.count ? 'more' : 'fewer'} of them asked for`,
    a.within === b.within ? '' : `${b.within > a.within ? 'a longer' : 'a shorter'} time`,
    a.names.join() === b.names.join()
      ? ''
      : a.signal === b.signal
        ? lists(a.names, b.names, 'signal')
        : 'another signal',
  ];
  return parts.filter(part => part !== '').join(' and ');
}

/** `1 value more: DE; 1 value less: CA`. */
export function lists(old: readonly string[], now: readonly string[], one: string): string {
  const [more, less] = [notIn(now, old), notIn(old, now)];
  const parts = [
    more.length === 0 ? '' : `${plural(more.length, one)} more: ${named(more)}`,
    less.length === 0 ? '' : `${plural(less.length, one)} less: ${named(less)}`,
  ].filter(part => part !== '');
  return parts.length === 0 ? `the same ${one}s, written otherwise` : parts.join('; ');
}

/** Lists can be as long as a file. */
export function notIn(values: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return values.filter(value => !known.has(value));
}

function named(values: readonly string[]): string {
  const more = values.length - MOST_VALUES;
  return printable(values.slice(0, MOST_VALUES).join(', ')) + (more > 0 ? ` and ${more} more` : '');
}

/** As written: two spellings of one value are one. */
function whyValues(a: Of<'values'>, b: Of<'values'>): string {
  const missing = ({values}: Of<'values'>, {keys}: Of<'values'>) =>
    values.filter(value => !keysOf(value).every(key => keys.has(key))).map(String);
  return lists(missing(a, b), missing(b, a), 'value');
}
