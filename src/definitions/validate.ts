import type {Definitions} from './definitions.ts';
import type {Issue, Path} from './diagnostics.ts';
import type {WrittenDefinitions} from './schema/schema.ts';
import {criteriaIssues} from './validate/criteria.ts';
import {orderIssues} from './validate/order.ts';
import {scheduleIssues} from './validate/schedules.ts';
import {acceptedIssues, settingsIssues} from './validate/settings.ts';

/** What the schema cannot see (SPEC 4, `handoff validate`). `checks` are the ids of the checks, where the caller has them. */
export function validateDefinitions(
  written: WrittenDefinitions,
  definitions: Definitions,
  checks: readonly string[] | null = null,
): Issue[] {
  return [
    ...scheduleIssues(written),
    ...criteriaIssues(definitions),
    ...namedTwice(written),
    ...orderIssues(definitions),
    ...labelIssues(definitions, written),
    ...settingsIssues(definitions, checks),
    ...acceptedIssues(definitions, checks),
  ];
}

/** Reports count by name, so two of one name would be one. */
function namedTwice({exclude, sla, routing, icp, criteria}: WrittenDefinitions): Issue[] {
  const lists: [Path, readonly {name: string}[]][] = [
    [['exclude'], exclude ?? []],
    [['sla'], sla ?? []],
    [['routing', 'rules'], routing?.rules ?? []],
  ];
  const twice = lists.flatMap(([path, entries]) =>
    entries.flatMap(({name}, index): Issue[] =>
      entries.findIndex(other => other.name === name) < index
        ? [
            {
              level: 'warning',
              path: [...path, index, 'name'],
              message: `the name ${JSON.stringify(name)} is used twice`,
            },
          ]
        : [],
    ),
  );
  const icpTwice: Issue[] =
    icp !== undefined && criteria !== undefined && Object.hasOwn(criteria, 'icp')
      ? [{level: 'error', path: ['criteria', 'icp'], message: 'icp is defined twice: here and as icp at the top'}]
      : [];
  return [...twice, ...icpTwice];
}

/** A label that two reasons claim goes to the first. */
function labelIssues({dispositions}: Definitions, written: WrittenDefinitions): Issue[] {
  const owner = new Map<string, string>();
  return dispositions.reasons.flatMap(({code, labels}) =>
    labels.flatMap((label): Issue[] => {
      const key = label.trim().toLowerCase();
      const first = owner.get(key) ?? code;
      owner.set(key, first);
      if (first === code) return [];
      const index = written.dispositions?.reasons?.[code]?.labels?.indexOf(label) ?? -1;
      const path: Path = ['dispositions', 'reasons', code, ...(index < 0 ? [] : ['labels', index])];
      return [
        {
          level: 'warning',
          path,
          message: `the label ${JSON.stringify(label)} is used twice: it belongs to ${first} already`,
        },
      ];
    }),
  );
}
