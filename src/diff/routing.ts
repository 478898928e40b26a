import type {Definitions, Routing, RoutingRule, RoutingTarget} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import type {Change} from './change.ts';
import type {Comparer} from './comparer.ts';
import {type Matched, type Moved, matchLists, movedEntries, placeOf} from './lists.ts';
import {areApart, covers} from './overlap.ts';
import {clockChange, namesOf, timeChange, timeOn} from './promises.ts';
import {changesOf, type Meaning, type Reading, sentence} from './reading.ts';
import {
  different,
  looser,
  lowered,
  numberChange,
  partChange,
  setChange,
  settingChange,
  tighter,
  wording,
} from './setting.ts';

/** Who gets which lead. Another way is neither tighter nor looser; capacity and escalation are. */
export function routingChanges(old: Definitions, now: Definitions, comparer: Comparer): Change[] {
  return [
    ...answer('routing.owner', old.routing.owner, now.routing.owner, 'who maintains the rules'),
    ...settingChange(
      'routing.last_reviewed',
      old.routing.last_reviewed,
      now.routing.last_reviewed,
      different('the next review is due at another time'),
    ),
    ...ruleChanges(old.routing, now.routing, comparer),
    ...queueChanges(old.routing, now.routing),
    ...capacityChanges(old.routing, now.routing),
    ...coverChanges(old.routing, now.routing),
    ...escalationChanges(old.routing, now.routing),
  ];
}

/** A person named: another one changes no number, but the audit asks where there is none. */
export function answer(path: string, before: string | null, after: string | null, what: string): Change[] {
  const named = before !== null && after !== null;
  const meaning = named ? wording('another name, the same question answered') : different(`the audit asks ${what}`);
  return settingChange(path, before, after, meaning);
}

const READING: Reading = {
  fewer: different('the rule takes fewer leads, the others go on to those behind it'),
  more: different('the rule takes more leads from those behind it'),
  others: different('the rule takes other leads'),
};

function ruleChanges({rules: old}: Routing, {rules: now}: Routing, comparer: Comparer): Change[] {
  const rules = {old, now};
  const matched = matchLists(old, now, ({when, to, distribute}, side) =>
    JSON.stringify([to, distribute, comparer.whole(side, when).key]),
  );
  const alone = (side: 'old' | 'now', rule: RoutingRule, index: number): Change => {
    const shadow = shadowOf(rules[side], index, side, comparer);
    const meaning =
      shadow !== undefined
        ? wording(`no lead reaches it: ${shadow.name} before it takes them all`)
        : different(side === 'now' ? 'leads it matches go its way' : 'leads it matched go on to the rules behind it');
    return partChange(`routing.rules[${rule.name}]`, side === 'now' ? 'added' : 'removed', ruleText(rule), meaning);
  };
  return [
    ...matched.both.flatMap(entry => oneRule(entry, comparer)),
    ...movedEntries(matched.both).map(moved => movedRule(moved, comparer)),
    ...matched.removed.map(({item, index}) => alone('old', item, index)),
    ...matched.added.map(({item, index}) => alone('now', item, index)),
  ];
}

/** Only what takes every lead: where an earlier rule is unknown of a lead, a later one makes a difference (SPEC 13, Routing). */
function shadowOf(rules: readonly RoutingRule[], index: number, side: 'old' | 'now', comparer: Comparer) {
  return rules.slice(0, index).find(({when}) => comparer.whole(side, when).key === comparer.whole(side, null).key);
}

function oneRule({old, now}: Matched<RoutingRule>, comparer: Comparer): Change[] {
  const path = `routing.rules[${now.name}]`;
  const everything = {all: []};
  const compared =
    old.when === null && now.when === null
      ? []
      : changesOf(comparer.compare(old.when ?? everything, now.when ?? everything, `${path}.when`), READING);
  return [
    ...settingChange(`${path}.name`, old.name, now.name, wording('the same rule; reports list it under its new name')),
    ...compared,
    ...settingChange(`${path}.to`, targetText(old.to), targetText(now.to), elsewhere(old.to, now.to)),
    ...settingChange(
      `${path}.distribute`,
      old.distribute,
      now.distribute,
      different('its leads are shared out otherwise'),
    ),
  ];
}

function elsewhere(old: RoutingTarget, now: RoutingTarget): Meaning {
  const same = lowered(targetText(old)) === lowered(targetText(now));
  return same ? wording('the same name, written otherwise') : different('its leads go elsewhere');
}

function movedRule({entry, above, below}: Moved<RoutingRule>, comparer: Comparer): Change {
  const sides = ['old', 'now'] as const;
  const matters = (other: Matched<RoutingRule>) =>
    !sides.every(side => areApart(comparer.whole(side, entry[side].when), comparer.whole(side, other[side].when)));
  const met = [...above, ...below].filter(matters);
  const hidden = above.filter(other =>
    covers(comparer.whole('now', entry.now.when), comparer.whole('now', other.now.when)),
  );
  const note = hidden.length > 0 ? `; nothing is left for ${namesOf(hidden)}` : '';
  const meaning =
    met.length === 0
      ? wording('no lead matches it and a rule it passed, so the order does not matter')
      : different(`leads that match it and ${namesOf(met)} go the other way${note}`);
  return {
    path: `routing.rules[${entry.now.name}]`,
    kind: 'moved',
    before: placeOf(entry.oldIndex),
    after: placeOf(entry.nowIndex),
    effect: meaning.effect,
    reason: sentence('', meaning.so),
  };
}

function queueChanges({queues: old}: Routing, {queues: now}: Routing): Change[] {
  const meaning = different('leads of these owners wait in a queue or belong to a person');
  return setChange('routing.queues', old, now, {more: meaning, less: meaning, other: meaning}, 'queue', lowered);
}

function capacityChanges({capacity: old}: Routing, {capacity: now}: Routing): Change[] {
  return numberChange('routing.capacity.open_leads', old?.open_leads ?? null, now?.open_leads ?? null, {
    more: looser('a rep may hold more open leads'),
    less: tighter('a rep may hold fewer open leads'),
    none: {added: tighter('there is a limit now'), removed: looser('there is no limit any more')},
  });
}

function coverChanges({out_of_office: old}: Routing, {out_of_office: now}: Routing): Change[] {
  const meaning =
    old === null
      ? tighter('leads of absent reps must go somewhere')
      : now === null
        ? looser('leads of absent reps may stay where they are')
        : different('leads of absent reps go elsewhere');
  const shown = (cover: Routing['out_of_office']) => (cover === null ? null : targetText(cover.to));
  return settingChange('routing.out_of_office.to', shown(old), shown(now), meaning);
}

function escalationChanges({escalate: old}: Routing, {escalate: now}: Routing): Change[] {
  if (old === null || now === null) {
    const given = old ?? now;
    if (given === null) return [];
    const shown = `${timeOn(given.clock, given.unworked_after)} ${given.clock}, to ${given.to}`;
    return old === null
      ? [partChange('routing.escalate', 'added', shown, tighter('leads nobody works are escalated'))]
      : [partChange('routing.escalate', 'removed', shown, looser('leads nobody works are not escalated'))];
  }
  return [
    ...timeChange(
      'routing.escalate.unworked_after',
      old.unworked_after,
      now.unworked_after,
      'until an untouched lead is escalated',
      [old.clock, now.clock],
    ),
    ...clockChange('routing.escalate.clock', old.clock, now.clock),
    ...settingChange('routing.escalate.to', old.to, now.to, different('escalated to somebody else')),
  ];
}

function targetText({team, user, queue}: RoutingTarget): string {
  if (team !== undefined) return `team ${team}`;
  return user === undefined ? `queue ${queue ?? ''}` : `user ${user}`;
}

function ruleText({when, to, distribute}: RoutingRule): string {
  const whom = when === null ? 'everything else' : describeCriteria(when);
  return `${whom}: to ${targetText(to)}${distribute === null ? '' : ` ${distribute}`}`;
}
