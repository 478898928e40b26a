import type {FindingChanges, Pair} from '../../compare/findings.ts';
import type {Finding} from '../../result.ts';

/** A group of findings that changed in one way. */
export interface Group {
  title: string;
  lines: readonly {key: string; level: string; text: string; before: string | null}[];
}

/** In the order of what to look at first. */
export function groupsOf({appeared, worse, better, fixed, unchecked}: FindingChanges): Group[] {
  const groups = [
    {title: 'New', lines: appeared.map(single)},
    {title: 'Worse beyond noise', lines: worse.map(pair)},
    {title: 'Better beyond noise', lines: better.map(pair)},
    {title: 'Fixed', lines: fixed.map(single)},
    {title: 'No longer checked', lines: unchecked.map(single)},
  ];
  return groups.filter(({lines}) => lines.length > 0);
}

function single(finding: Finding) {
  return {key: finding.key, level: levelOf(finding), text: afterKey(finding), before: null};
}

function pair({old, now}: Pair) {
  return {key: now.key, level: levelOf(now), text: afterKey(now), before: afterKey(old)};
}

/** Beside its key, which ends with the subject, a text need not begin with the subject again. */
function afterKey({subject, text}: Finding): string {
  return subject !== '' && text.startsWith(`${subject}: `) ? text.slice(subject.length + 2) : text;
}

function levelOf({level, strength}: Finding): string {
  return strength === 'likely' ? `likely ${level}` : level;
}
