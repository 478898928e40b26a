import type {LoadedDefinitions} from '../definitions/load.ts';
import {acceptedChanges, companyChanges, excludeChanges, exportChanges, reviewChanges} from './audit-terms.ts';
import type {Change, DefinitionsDiff, Effect} from './change.ts';
import {checkChanges} from './checks.ts';
import {createComparer} from './comparer.ts';
import {dispositionChanges} from './dispositions.ts';
import {hoursChanges} from './hours.ts';
import {slaChanges} from './promises.ts';
import {routingChanges} from './routing.ts';
import {stageChanges} from './stages.ts';
import {workingChanges} from './working.ts';

/** What the second definitions mean that the first did not, in the order of a definitions file. Reads nothing but the two. */
export function diffDefinitions(old: LoadedDefinitions, now: LoadedDefinitions): DefinitionsDiff {
  const [before, after] = [old.definitions, now.definitions];
  const comparer = createComparer(before, after);
  const changes = [
    ...companyChanges(before, after),
    ...hoursChanges(before, after),
    ...reviewChanges(before, after),
    ...excludeChanges(before, after, comparer),
    ...stageChanges(before, after, comparer),
    ...slaChanges(before, after, comparer),
    ...workingChanges(before, after),
    ...routingChanges(before, after, comparer),
    ...dispositionChanges(before, after, comparer),
    ...exportChanges(before, after),
    ...checkChanges(before, after),
    ...acceptedChanges(before, after),
  ];
  return {
    schema: 'handoff-diff/1',
    old: {path: old.path, sha256: old.sha256},
    new: {path: now.path, sha256: now.sha256},
    changes,
    summary: {
      tighter: countOf(changes, 'tighter'),
      looser: countOf(changes, 'looser'),
      different: countOf(changes, 'different'),
      wording_only: countOf(changes, 'wording only'),
    },
  };
}

function countOf(changes: readonly Change[], effect: Effect): number {
  return changes.filter(change => change.effect === effect).length;
}
