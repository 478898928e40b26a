import {expanded, expansionProblem, type Named} from '../criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions.ts';
import type {Issue, Path} from '../diagnostics.ts';
import {type Covers, createCovers} from './covers.ts';

interface Entry {
  name: string;
  when: Criteria | null;
}

/** Policies and rules that an earlier one leaves nothing for: the first match wins. */
export function orderIssues({sla, routing, criteria}: Definitions): Issue[] {
  const covers = createCovers();
  return [
    ...hidden(sla, ['sla'], 'policy', criteria, covers),
    ...hidden(routing.rules, ['routing', 'rules'], 'rule', criteria, covers),
  ];
}

function hidden(entries: readonly Entry[], path: Path, what: string, named: Named, covers: Covers): Issue[] {
  const resolved = entries.map(({name, when}) => ({name, when, whole: wholeOf(when, named)}));
  return resolved.flatMap(({name, whole}, index) => {
    const earlier = resolved.slice(0, index).find(other => hides(other.whole, whole, covers));
    if (earlier === undefined) return [];
    const why = earlier.when === null ? `it has no when and takes everything` : `whatever matches here matches there`;
    const message = `${what} ${JSON.stringify(name)} is hidden by the earlier ${JSON.stringify(earlier.name)}: ${why}`;
    return [{level: 'warning' as const, path: [...path, index], message}];
  });
}

/** Without `use`; undefined where that cannot be resolved and another message says so. */
function wholeOf(when: Criteria | null, named: Named): Criteria | null | undefined {
  if (when === null) return null;
  return expansionProblem(when, named) === null ? expanded(when, named) : undefined;
}

function hides(earlier: Criteria | null | undefined, later: Criteria | null | undefined, covers: Covers): boolean {
  if (earlier === undefined || later === undefined) return false;
  if (earlier === null) return true;
  return later !== null && covers(earlier, later);
}
