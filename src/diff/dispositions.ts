import type {Definitions, Reason} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import {plural} from '../words.ts';
import type {Change} from './change.ts';
import type {Comparer} from './comparer.ts';
import {matchLists} from './lists.ts';
import {changesOf, meets} from './reading.ts';
import {different, looser, lowered, numberChange, partChange, setChange, settingChange, tighter} from './setting.ts';

/** Reasons for a rejection: tighter is what is harder to give as one. */
export function dispositionChanges(old: Definitions, now: Definitions, comparer: Comparer): Change[] {
  const [before, after] = [old.dispositions, now.dispositions];
  const named = (reasons: readonly Reason[]) => reasons.map(reason => ({...reason, name: reason.code}));
  const matched = matchLists(
    named(before.reasons),
    named(after.reasons),
    ({name, code, true_if, labels, ...rest}, side) =>
      JSON.stringify([
        rest,
        labels.filter(label => label !== code),
        true_if === null ? null : comparer.whole(side, true_if).key,
      ]),
  );
  return [
    ...contactChange('dispositions.contact_required', before.contact_required, after.contact_required),
    ...matched.both.flatMap(({old, now}) => reasonChanges(old, now, comparer)),
    ...matched.removed.map(({item}) =>
      partChange(pathOf(item), 'removed', reasonText(item), different('its labels are no reason known any more')),
    ),
    ...matched.added.map(({item}) =>
      partChange(pathOf(item), 'added', reasonText(item), different('closes with its labels have this reason')),
    ),
    ...claimChanges(before.reasons, after.reasons),
  ];
}

function pathOf({code}: Reason): string {
  return `dispositions.reasons.${code}`;
}

function reasonChanges(old: Reason, now: Reason, comparer: Comparer): Change[] {
  const path = pathOf(now);
  const own = ({code, labels}: Reason) => labels.filter(label => label !== code);
  return [
    ...settingChange(
      path,
      old.code,
      now.code,
      different('the code is one of its own labels, and reports list it under its new name'),
    ),
    ...setChange(
      `${path}.labels`,
      own(old),
      own(now),
      {
        more: different('more closes have this reason'),
        less: different('fewer closes have this reason'),
        other: different('other closes have this reason'),
      },
      'label',
      lowered,
    ),
    ...settingChange(`${path}.kind`, old.kind, now.kind, different('its closes count as another kind')),
    ...settingChange(
      `${path}.vague`,
      old.vague,
      now.vague,
      now.vague ? tighter('it no longer passes for a reason') : looser('it passes for a reason now'),
    ),
    ...contactChange(`${path}.contact_required`, old.contact_required, now.contact_required),
    ...numberChange(`${path}.needs_attempts`, old.needs_attempts, now.needs_attempts, {
      more: tighter('more attempts must come before it'),
      less: looser('fewer attempts must come before it'),
      none: {added: tighter('attempts must come before it'), removed: looser('it claims no attempts any more')},
    }),
    ...predicateChanges(old, now, comparer),
  ];
}

function contactChange(path: string, before: boolean | null, after: boolean | null): Change[] {
  const meaning =
    before === null || after === null
      ? different('where nothing is written the reason itself decides (no contact for spam, duplicates and the like)')
      : after
        ? tighter('somebody must have tried the lead first')
        : looser('nobody need have tried the lead first');
  return settingChange(path, before, after, meaning);
}

function predicateChanges(old: Reason, now: Reason, comparer: Comparer): Change[] {
  const path = `${pathOf(now)}.true_if`;
  const contact = now.contact_required === null ? '; with it the reason needs no contact' : '';
  if (old.true_if === null && now.true_if === null) return [];
  if (old.true_if === null)
    return [
      partChange(
        path,
        'added',
        describeCriteria(now.true_if ?? {all: []}),
        tighter(`data can contradict it now${contact}`),
      ),
    ];
  if (now.true_if === null)
    return [
      partChange(
        path,
        'removed',
        describeCriteria(old.true_if),
        looser(`data cannot contradict it any more${contact}`),
      ),
    ];
  const reading = meets('the data of fewer leads support it', 'the data of more leads support it');
  return changesOf(comparer.compare(old.true_if, now.true_if, path), reading);
}

/** A label that two reasons claim belongs to the first: their order then matters, and only then. */
function claimChanges(old: readonly Reason[], now: readonly Reason[]): Change[] {
  const [before, after] = [claimsOf(old), claimsOf(now)];
  return [...before].flatMap(([label, codes]): Change[] => {
    const others = after.get(label) ?? [];
    const [first, second] = [codes[0] ?? '', others[0] ?? ''];
    if (first === second || !codes.includes(second) || !others.includes(first)) return [];
    return [
      {
        path: `dispositions.reasons.${second}`,
        kind: 'moved',
        before: `${first} before ${second}`,
        after: `${second} before ${first}`,
        effect: 'different',
        reason: `Both claim the label ${JSON.stringify(label)}, which belongs to the first.`,
      },
    ];
  });
}

function claimsOf(reasons: readonly Reason[]): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const {code, labels} of reasons)
    for (const label of new Set(labels.map(text => text.trim().toLowerCase())))
      claims.set(label, [...(claims.get(label) ?? []), code]);
  return claims;
}

function reasonText({labels, kind, vague, contact_required, needs_attempts, true_if}: Reason): string {
  return [
    labels.join(', '),
    ...(kind === null ? [] : [kind]),
    ...(vague ? ['vague'] : []),
    ...(contact_required === null ? [] : [contact_required ? 'after an attempt' : 'no attempt needed']),
    ...(needs_attempts === null ? [] : [`after ${plural(needs_attempts, 'attempt')}`]),
    ...(true_if === null ? [] : [`true if ${describeCriteria(true_if)}`]),
  ].join('; ');
}
