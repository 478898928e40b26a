import {asWord} from '../definitions/criteria.ts';
import {childrenOf} from '../definitions/criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import {criteriaPlaces} from '../definitions/validate/criteria.ts';
import type {Change} from './change.ts';
import type {Comparer} from './comparer.ts';
import {changesOf, meets} from './reading.ts';
import {different, looser, partChange, setChange, tighter, wording} from './setting.ts';

/** Who is what: icp, further named criteria, groups of signals, stages. */
export function stageChanges(old: Definitions, now: Definitions, comparer: Comparer): Change[] {
  const names = [...new Set([...Object.keys(old.criteria), ...Object.keys(now.criteria)])];
  const path = (name: string) => (name === 'icp' ? name : `criteria.${name}`);
  return [
    ...names.flatMap(name => criteriaChanges(path(name), own(old.criteria, name), own(now.criteria, name), comparer)),
    ...groupChanges(old, now),
    ...criteriaChanges('stages.mql', old.stages.mql, now.stages.mql, comparer),
    ...criteriaChanges('stages.sql', old.stages.sql, now.stages.sql, comparer),
  ];
}

function own(named: Readonly<Record<string, Criteria>>, name: string): Criteria | null {
  return Object.hasOwn(named, name) ? (named[name] ?? null) : null;
}

function criteriaChanges(path: string, old: Criteria | null, now: Criteria | null, comparer: Comparer): Change[] {
  const isStage = path.startsWith('stages.');
  if (old === null && now === null) return [];
  if (old === null || now === null) {
    const [kind, given] = old === null ? (['added', now] as const) : (['removed', old] as const);
    // without a definition nothing is held against the label
    const stage =
      kind === 'added'
        ? tighter('there is a definition to meet now')
        : looser('there is no definition to meet any more');
    const named =
      path === 'icp'
        ? different('leads are told apart by it, or no longer')
        : wording('a name for criteria; what uses it says what changes');
    return given === null ? [] : [partChange(path, kind, describeCriteria(given), isStage ? stage : named)];
  }
  const reading = isStage
    ? meets('fewer leads qualify', 'more leads qualify')
    : meets('fewer leads meet it', 'more leads meet it');
  return changesOf(comparer.compare(old, now, path), reading);
}

/** A group stands for each of its signals: more of them are more ways to meet a count. */
function groupChanges(before: Definitions, after: Definitions): Change[] {
  const [old, now] = [before.signals, after.signals];
  const groups = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return groups.flatMap(group => {
    const [was, is] = [old[group], now[group]];
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : null;
    // where the other side asks for none of that name, no test changes its meaning by it
    if (kind !== null && !asks(kind === 'added' ? before : after, group))
      return [
        partChange(
          `signals.${group}`,
          kind,
          (was ?? is ?? []).join(', '),
          wording('a name for signals; what asks for it says what changes'),
        ),
      ];
    return setChange(
      `signals.${group}`,
      was ?? [],
      is ?? [],
      {
        more: looser('more signals count where it is asked for'),
        less: tighter('fewer signals count where it is asked for'),
        other: different('other signals count where it is asked for'),
      },
      'signal',
      asWord,
    );
  });
}

function asks(definitions: Definitions, group: string): boolean {
  const asking = (node: Criteria): boolean =>
    'signal' in node ? asWord(node.signal) === asWord(group) : childrenOf(node).some(([, child]) => asking(child));
  return criteriaPlaces(definitions).some(({criteria}) => asking(criteria));
}
