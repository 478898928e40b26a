import type {Definitions} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import type {Change} from './change.ts';
import type {Comparer} from './comparer.ts';
import {matchLists} from './lists.ts';
import {timeChange} from './promises.ts';
import {changesOf, type Reading} from './reading.ts';
import {answer} from './routing.ts';
import {different, looser, numberChange, partChange, settingChange, shareText, tighter, wording} from './setting.ts';

/** What is never audited: a `none` over all leads, so that more excluded is tighter. */
export function excludeChanges(old: Definitions, now: Definitions, comparer: Comparer): Change[] {
  const content = ({when}: Definitions['exclude'][number], side: 'old' | 'now') => comparer.whole(side, when).key;
  const matched = matchLists(old.exclude, now.exclude, content);
  const reading: Reading = {
    fewer: looser('more leads are audited'),
    more: tighter('fewer leads are audited'),
    others: different('other leads are audited'),
  };
  return [
    ...matched.both.flatMap(({old, now}) => [
      ...settingChange(
        `exclude[${now.name}].name`,
        old.name,
        now.name,
        wording('the same rule, counted under another name'),
      ),
      ...changesOf(comparer.compare(withoutName(old.when), withoutName(now.when), `exclude[${now.name}]`), reading),
    ]),
    ...matched.removed.map(({item}) =>
      partChange(
        `exclude[${item.name}]`,
        'removed',
        describeCriteria(item.when),
        looser('the leads it matches are audited now'),
      ),
    ),
    ...matched.added.map(({item}) =>
      partChange(
        `exclude[${item.name}]`,
        'added',
        describeCriteria(item.when),
        tighter('the leads it matches are no longer audited'),
      ),
    ),
  ];
}

function withoutName<T extends {name?: string}>(criteria: T): T {
  const {name, ...rest} = criteria;
  return rest as T;
}

export function reviewChanges({review: old}: Definitions, {review: now}: Definitions): Change[] {
  return [
    ...answer('review.owner', old.owner, now.owner, 'who keeps these definitions'),
    ...timeChange('review.every', old.every, now.every, 'until these definitions must be reviewed'),
    ...settingChange('review.last', old.last, now.last, different('the next review is due at another time')),
  ];
}

/** Findings held back: every one of them is one less that can fail a run. */
export function acceptedChanges({accepted: old}: Definitions, {accepted: now}: Definitions): Change[] {
  const named = (list: Definitions['accepted']) => list.map(entry => ({...entry, name: entry.finding}));
  const matched = matchLists(named(old), named(now), ({finding}) => finding);
  const shown = ({because, until}: Definitions['accepted'][number]) =>
    `${because}${until === null ? '' : `, until ${until}`}`;
  return [
    ...matched.both.flatMap(({old, now}) => [
      ...settingChange(
        `accepted[${now.finding}].because`,
        old.because,
        now.because,
        wording('the reason given, not what is held back'),
      ),
      ...untilChange(`accepted[${now.finding}].until`, old.until, now.until),
    ]),
    ...matched.removed.map(({item}) =>
      partChange(`accepted[${item.finding}]`, 'removed', shown(item), tighter('the finding counts again')),
    ),
    ...matched.added.map(({item}) =>
      partChange(`accepted[${item.finding}]`, 'added', shown(item), looser('the finding is held back')),
    ),
  ];
}

function untilChange(path: string, before: string | null, after: string | null): Change[] {
  const longer = after === null || (before !== null && after > before);
  return settingChange(
    path,
    before,
    after,
    longer ? looser('held back for longer') : tighter('held back for less long'),
  );
}

/** How the export is read: any of it may change any number. */
export function exportChanges({export: old}: Definitions, {export: now}: Definitions): Change[] {
  const {max_rejected: before, ...oldRest} = old;
  const {max_rejected: after, ...nowRest} = now;
  const [a, b] = [leaves('export', oldRest), leaves('export', nowRest)];
  const paths = [...new Set([...a.keys(), ...b.keys()])];
  return [
    ...numberChange(
      'export.max_rejected',
      before,
      after,
      {more: looser('more unreadable rows are tolerated'), less: tighter('fewer unreadable rows are tolerated')},
      shareText,
    ),
    ...paths.flatMap(path =>
      settingChange(path, a.get(path) ?? null, b.get(path) ?? null, different('the export is read otherwise')),
    ),
  ];
}

function leaves(path: string, value: unknown): Map<string, string> {
  if (value === null || (Array.isArray(value) && value.length === 0)) return new Map();
  if (Array.isArray(value)) return new Map([[path, value.join(', ')]]);
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(`${path}.${key}`, inner)]));
}

/** Reports are titled with it. */
export function companyChanges(old: Definitions, now: Definitions): Change[] {
  return settingChange('company', old.company, now.company, wording('the title of reports'));
}
