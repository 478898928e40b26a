import {printable} from '../definitions/diagnostics.ts';
import type {Change, Effect} from './change.ts';
import {type Meaning, sentence} from './reading.ts';
import {lists, notIn} from './why.ts';

/** Single values of a definitions file, each with what it means that they change. */

export const tighter = (so: string): Meaning => ({effect: 'tighter', so});
export const looser = (so: string): Meaning => ({effect: 'looser', so});
export const different = (so: string): Meaning => ({effect: 'different', so});
export const wording = (so: string): Meaning => ({effect: 'wording only', so});

/** Nothing where both are the same; added or removed where one is null. */
export function settingChange<T extends string | number | boolean>(
  path: string,
  before: T | null,
  after: T | null,
  meaning: Meaning,
  show: (value: T) => string = String,
): Change[] {
  if (before === after) return [];
  const shown = (value: T | null) => (value === null ? null : printable(show(value)));
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return [
    {path, kind, before: shown(before), after: shown(after), effect: meaning.effect, reason: sentence('', meaning.so)},
  ];
}

/** A number that asks for more or for less the higher it is; null is no such number. */
export function numberChange(
  path: string,
  before: number | null,
  after: number | null,
  {more, less, none}: {more: Meaning; less: Meaning; none?: {added: Meaning; removed: Meaning}},
  show: (value: number) => string = String,
): Change[] {
  const meaning =
    before === null ? (none?.added ?? more) : after === null ? (none?.removed ?? less) : after > before ? more : less;
  return settingChange(path, before, after, meaning, show);
}

/** A list without order, compared as a set. `word` is how the audit compares its values. */
export function setChange(
  path: string,
  before: readonly string[],
  after: readonly string[],
  {more, less, other}: {more: Meaning; less: Meaning; other?: Meaning},
  one = 'value',
  word: (value: string) => string = value => value,
): Change[] {
  const [gained, lost] = [notIn(after, before), notIn(before, after)];
  if (gained.length + lost.length === 0) return [];
  const spelled =
    notIn(after.map(word), before.map(word)).length + notIn(before.map(word), after.map(word)).length === 0;
  const turned = lost.length === 0 ? more : gained.length === 0 ? less : (other ?? different('both more and less'));
  const {effect, so} = spelled ? wording('compared without regard to spelling, they are the same') : turned;
  const kind = before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed';
  return [
    {
      path,
      kind,
      before: shownList(before),
      after: shownList(after),
      effect,
      reason: sentence(lists(before, after, one), so),
    },
  ];
}

// a line, not a page
const MOST_VALUES = 8;

function shownList(values: readonly string[]): string | null {
  if (values.length === 0) return null;
  const more = values.length - MOST_VALUES;
  return printable(values.slice(0, MOST_VALUES).join(', ')) + (more > 0 ? ` and ${more} more` : '');
}

/** A whole part that one side does not have. */
export function partChange(path: string, kind: 'added' | 'removed', shown: string, meaning: Meaning): Change {
  const text = printable(shown);
  return {
    path,
    kind,
    before: kind === 'removed' ? text : null,
    after: kind === 'added' ? text : null,
    effect: meaning.effect,
    reason: sentence('', meaning.so),
  };
}

/** What it would mean the other way round. */
export function reversed({effect, so}: Meaning, otherwise: string = so): Meaning {
  const turned: Readonly<Record<Effect, Effect>> = {
    tighter: 'looser',
    looser: 'tighter',
    different: 'different',
    'wording only': 'wording only',
  };
  return {effect: turned[effect], so: otherwise};
}

/** A share as written: `92.5%`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toFixed(6))}%`;
}

/** As most texts of the definitions compare. */
export function lowered(text: string): string {
  return text.trim().toLowerCase();
}
