import {asWord, signalNames} from '../../definitions/criteria.ts';
import {childrenOf} from '../../definitions/criteria-walk.ts';
import type {Criteria, FieldTest, SignalTest} from '../../definitions/definitions.ts';
import type {Issue, Path} from '../../definitions/diagnostics.ts';
import {criteriaPlaces} from '../../definitions/validate/criteria.ts';
import {quoteName} from '../../engine/session.ts';
import {nearest} from '../../problem.ts';
import type {Opened} from '../options.ts';

interface Leaf {
  test: FieldTest | SignalTest;
  path: Path;
}

/** Fields, values and signals of the criteria that no lead of the export has, each where it is written. */
export async function leafIssues(opened: Opened): Promise<Issue[]> {
  const {definitions} = opened.model;
  const leaves = criteriaPlaces(definitions).flatMap(({criteria, path}) => leavesAt(criteria, path));
  const fields = fieldColumns(opened);
  return [
    ...leaves.flatMap(({test, path}) => ('field' in test ? fieldIssue(test.field, [...path, 'field'], fields) : [])),
    ...(definitions.context?.required ?? []).flatMap((field, index) =>
      fieldIssue(field, ['context', 'required', index], fields),
    ),
    ...(await valueIssues(opened, leaves, fields)),
    ...(await signalIssues(opened, leaves)),
  ];
}

function leavesAt(node: Criteria, path: Path): Leaf[] {
  if ('field' in node || 'signal' in node) return [{test: node, path}];
  return childrenOf(node).flatMap(([step, child]) => leavesAt(child, [...path, ...step]));
}

/** Lower case to the export's own spelling. */
function fieldColumns({model}: Opened): ReadonlyMap<string, string> {
  const {columns, attributes} = model.export.tables.leads;
  // known from the history of the score where no column has it
  const dated = model.has('leads.score_at_mql') ? ['score_at_mql'] : [];
  return new Map([...columns, ...attributes, ...dated].map(name => [name.toLowerCase(), name]));
}

function fieldIssue(field: string, path: Path, fields: ReadonlyMap<string, string>): Issue[] {
  const key = field.trim().toLowerCase();
  if (fields.has(key)) return [];
  const near = nearest(key, [...fields.keys()]);
  return [warning(path, `the leads of the export have no ${field}: it is unknown of every lead${hint(near)}`)];
}

/** Texts of `is` and `in` that stand in no lead. */
async function valueIssues(
  {session}: Opened,
  leaves: readonly Leaf[],
  fields: ReadonlyMap<string, string>,
): Promise<Issue[]> {
  const asked = new Map<string, {value: string; path: Path}[]>();
  for (const {test, path} of leaves) {
    if (!('field' in test)) continue;
    const column = fields.get(test.field.trim().toLowerCase());
    if (column === undefined) continue;
    for (const [value, at] of textsOf(test, path)) asked.set(column, [...(asked.get(column) ?? []), {value, path: at}]);
  }
  const issues: Issue[] = [];
  for (const [column, values] of asked) {
    const text = `lower(trim(${quoteName(column)}::varchar))`;
    const missing = await session.rows<{value: string}>(
      `select distinct v.value from (select lower(trim(unnest(from_json($values, '["VARCHAR"]')))) as value) v
       where not exists (select 1 from stg_leads l where ${text} = v.value) order by v.value`,
      {values: JSON.stringify(values.map(({value}) => value))},
    );
    if (missing.length === 0) continue;
    const known = await session.rows<{value: string}>(
      `select ${text} as value from stg_leads where ${text} <> '' group by 1 order by count(*) desc, value limit ${MOST_KNOWN}`,
    );
    const absent = new Set(missing.map(({value}) => value));
    for (const {value, path} of values) {
      const key = value.trim().toLowerCase();
      if (!absent.has(key)) continue;
      const near = nearest(
        key,
        known.map(row => row.value),
      );
      issues.push(warning(path, `no lead has ${column} ${JSON.stringify(value)}${hint(near)}`));
    }
  }
  return issues;
}

/** Among so many values a near one is looked for. */
const MOST_KNOWN = 500;

function textsOf(test: FieldTest, path: Path): [value: string, path: Path][] {
  if ('is' in test) return typeof test.is === 'string' ? [[test.is, [...path, 'is']]] : [];
  if (!('in' in test)) return [];
  return test.in.flatMap((value, index): [string, Path][] =>
    typeof value === 'string' ? [[value, [...path, 'in', index]]] : [],
  );
}

async function signalIssues({session, model}: Opened, leaves: readonly Leaf[]): Promise<Issue[]> {
  const {signals: groups} = model.definitions;
  const tests = leaves.flatMap(({test, path}) => ('signal' in test ? [{signal: test.signal, path}] : []));
  if (tests.length === 0) return [];
  if (!model.export.tables.signals.present)
    return tests.map(({path}) =>
      warning([...path, 'signal'], 'the export has no signals: this is unknown of every lead'),
    );
  const found = await session.rows<{signal: string}>(
    'select distinct signal from stg_signals where signal is not null order by signal',
  );
  const known = new Set(found.map(({signal}) => signal));
  const members = Object.entries(groups).flatMap(([group, names]) =>
    names.flatMap((name, index) =>
      known.has(asWord(name))
        ? []
        : [
            warning(
              ['signals', group, index],
              `no lead has the signal ${name}${hint(nearest(asWord(name), [...known]))}`,
            ),
          ],
    ),
  );
  return [
    ...members,
    ...tests.flatMap(({signal, path}) =>
      signalNames(signal, groups).some(name => known.has(name))
        ? []
        : [
            warning(
              [...path, 'signal'],
              `no lead has the signal ${signal}${hint(nearest(asWord(signal), [...known]))}`,
            ),
          ],
    ),
  ];
}

export function warning(path: Path, message: string): Issue {
  return {level: 'warning', path, message};
}

function hint(near: string | null): string {
  return near === null ? '' : `, did you mean ${near}?`;
}
