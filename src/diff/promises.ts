import type {Clock, Definitions, SlaPolicy} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import {shortDuration} from '../words.ts';
import type {Change} from './change.ts';
import type {Comparer} from './comparer.ts';
import {type Matched, type MatchedLists, type Moved, matchLists, movedEntries, placeOf} from './lists.ts';
import {areApart, covers} from './overlap.ts';
import {changesOf, type Meaning, type Reading, sentence} from './reading.ts';
import {
  different,
  looser,
  numberChange,
  partChange,
  reversed,
  settingChange,
  shareText,
  tighter,
  wording,
} from './setting.ts';

type Side = 'old' | 'now';

/** SLA policies: what they promise, to whom, and in which order they are asked. */
export function slaChanges(old: Definitions, now: Definitions, comparer: Comparer): Change[] {
  const lists = {old: old.sla, now: now.sla};
  const matched = matchLists(old.sla, now.sla, ({name, when, ...promise}, side) =>
    JSON.stringify([promise, comparer.whole(side, when).key]),
  );
  return [
    ...matched.both.flatMap(entry => [
      ...renamed(entry),
      ...promiseChanges(entry),
      ...whenChanges(entry, matched.both, comparer),
    ]),
    ...movedEntries(matched.both).map(moved => movedChange(moved, comparer)),
    ...oneSided(matched, lists, comparer),
  ];
}

function renamed({old, now}: Matched<SlaPolicy>): Change[] {
  return settingChange(
    `sla[${now.name}].name`,
    old.name,
    now.name,
    wording('the same policy; reports list it under its new name'),
  );
}

function promiseChanges({old, now}: Matched<SlaPolicy>): Change[] {
  const path = `sla[${now.name}]`;
  return [
    ...timeChange(`${path}.respond_within`, old.respond_within, now.respond_within, 'to answer', [
      old.clock,
      now.clock,
    ]),
    ...clockChange(`${path}.clock`, old.clock, now.clock),
    ...targetChange(`${path}.target`, old.target, now.target),
  ];
}

export function timeChange(
  path: string,
  before: number,
  after: number,
  what: string,
  clocks: readonly Clock[] = [],
): Change[] {
  const meanings = {more: looser(`more time ${what}`), less: tighter(`less time ${what}`)};
  const clock = clocks.includes('business') ? 'business' : 'calendar';
  return numberChange(path, before, after, meanings, time => timeOn(clock, time));
}

/** 24 business hours are nearly three working days, so on that clock nothing is called a day. */
export function timeOn(clock: Clock, seconds: number): string {
  return clock === 'business' && seconds % 3600 === 0 ? `${seconds / 3600}h` : shortDuration(seconds);
}

/** Business time never runs ahead of the wall clock. */
export function clockChange(path: string, before: Clock, after: Clock): Change[] {
  const meaning =
    after === 'calendar' ? tighter('nights and weekends count now') : looser('nights and weekends no longer count');
  return settingChange(path, before, after, meaning);
}

export function targetChange(path: string, before: number, after: number): Change[] {
  const meanings = {more: tighter('more of them must be in time'), less: looser('fewer of them must be in time')};
  return numberChange(path, before, after, meanings, shareText);
}

/** A policy for fewer or more leads: what happens to them depends on the policies behind it. */
function whenChanges(
  {old, now, oldIndex, nowIndex}: Matched<SlaPolicy>,
  both: readonly Matched<SlaPolicy>[],
  comparer: Comparer,
): Change[] {
  const path = `sla[${now.name}].when`;
  const before = taking(old, behind(both, 'old', oldIndex));
  const after = taking(now, behind(both, 'now', nowIndex));
  // where the two sides do not agree on it, it cannot be told
  const more = before.effect === after.effect ? after : different('more leads come under it');
  const fewer = reversed(more, `fewer leads come under it${leavingTo(more)}`);
  const reading: Reading = {more, fewer, others: different('other leads come under it')};
  const everything = {all: []};
  if (old.when === null && now.when === null) return [];
  return changesOf(comparer.compare(old.when ?? everything, now.when ?? everything, path), reading);
}

/** Only what both sides have: what else was added or removed is judged on its own, one after another. */
function behind(both: readonly Matched<SlaPolicy>[], side: Side, index: number): SlaPolicy[] {
  const indexOf = ({oldIndex, nowIndex}: Matched<SlaPolicy>) => (side === 'old' ? oldIndex : nowIndex);
  return both.filter(entry => indexOf(entry) > index).map(entry => entry[side]);
}

function leavingTo({effect}: Meaning): string {
  if (effect === 'tighter') return ', the others get a slower promise or none';
  return effect === 'looser' ? ', the others get a stricter promise' : '';
}

/** What it means for leads that a policy takes them from those behind it. */
function taking(policy: SlaPolicy, others: readonly SlaPolicy[]): Meaning {
  if (others.every(other => asStrict(policy, other) && !asStrict(other, policy)))
    return tighter(
      others.length === 0 ? 'more leads have a promise' : 'more leads get this promise, stricter than those behind it',
    );
  const noneWithout = others.some(({when}) => when === null);
  if (noneWithout && others.every(other => asStrict(other, policy) && !asStrict(policy, other)))
    return looser('more leads get this promise, slower than those behind it');
  return different('more leads get this promise instead of one behind it');
}

/** Whoever keeps the first keeps the second: less time, a clock that runs at least as fast, no lower target. */
function asStrict(one: SlaPolicy, other: SlaPolicy): boolean {
  const clock = one.clock === other.clock || one.clock === 'calendar';
  return clock && one.respond_within <= other.respond_within && one.target >= other.target;
}

function movedChange({entry, above, below}: Moved<SlaPolicy>, comparer: Comparer): Change {
  const matters = (other: Matched<SlaPolicy>) =>
    !(['old', 'now'] as const).every(side =>
      areApart(comparer.whole(side, entry[side].when), comparer.whole(side, other[side].when)),
    );
  const [over, under] = [above.filter(matters), below.filter(matters)];
  const {effect, so} = orderMeaning(entry, over, under, comparer);
  return {
    path: `sla[${entry.now.name}]`,
    kind: 'moved',
    before: placeOf(entry.oldIndex),
    after: placeOf(entry.nowIndex),
    effect,
    reason: sentence('', so),
  };
}

function orderMeaning(
  entry: Matched<SlaPolicy>,
  over: readonly Matched<SlaPolicy>[],
  under: readonly Matched<SlaPolicy>[],
  comparer: Comparer,
): Meaning {
  if (over.length + under.length === 0)
    return wording('no lead matches it and a policy it passed, so the order does not matter');
  const passed = namesOf([...over, ...under]);
  const hidden = over.filter(other =>
    covers(comparer.whole('now', entry.now.when), comparer.whole('now', other.now.when)),
  );
  const note = hidden.length > 0 ? `; nothing is left for ${namesOf(hidden)}` : '';
  const stricter = (one: Matched<SlaPolicy>, other: Matched<SlaPolicy>) =>
    (['old', 'now'] as const).every(side => asStrict(one[side], other[side]) && !asStrict(other[side], one[side]));
  const so = (promise: string) => `leads that match it and ${passed} get the ${promise} promise of the two${note}`;
  if (over.every(other => stricter(entry, other)) && under.every(other => stricter(other, entry)))
    return tighter(so('stricter'));
  if (over.every(other => stricter(other, entry)) && under.every(other => stricter(entry, other)))
    return looser(so('slower'));
  return different(`leads that match it and ${passed} get the other promise${note}`);
}

export function namesOf(entries: readonly Matched<{name: string}>[]): string {
  const names = entries.map(({now}) => now.name);
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function oneSided(
  {both, removed, added}: MatchedLists<SlaPolicy>,
  lists: Record<Side, readonly SlaPolicy[]>,
  comparer: Comparer,
): Change[] {
  const change = (side: Side, item: SlaPolicy, index: number): Change => {
    const earlier = lists[side]
      .slice(0, index)
      .find(other => covers(comparer.whole(side, other.when), comparer.whole(side, item.when)));
    const taken =
      earlier === undefined
        ? taking(item, behind(both, side, index))
        : wording(`no lead reaches it: ${earlier.name} before it takes them all`);
    const path = `sla[${item.name}]`;
    if (side === 'now') return partChange(path, 'added', policyText(item), taken);
    return partChange(
      path,
      'removed',
      policyText(item),
      earlier === undefined ? reversed(taken, withoutIt(taken)) : taken,
    );
  };
  return [
    ...removed.map(({item, index}) => change('old', item, index)),
    ...added.map(({item, index}) => change('now', item, index)),
  ];
}

function withoutIt({effect}: Meaning): string {
  if (effect === 'tighter') return 'its leads get a slower promise or none';
  return effect === 'looser' ? 'its leads get a stricter promise' : 'its leads get another promise';
}

function policyText({when, respond_within, clock, target}: SlaPolicy): string {
  const whom = when === null ? 'everything else' : describeCriteria(when);
  return `${whom}: ${timeOn(clock, respond_within)} ${clock}, ${shareText(target)}`;
}
