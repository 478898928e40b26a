import type {Criteria, FieldTest} from './definitions.ts';
import {FIELD_TESTS, type WrittenCriteria} from './schema/criteria.ts';
import type {WrittenDefinitions} from './schema/schema.ts';
import {secondsOf} from './units.ts';

/** One criterion, its durations in seconds. The schema has seen to it that exactly one kind is there. */
export function normaliseCriteria(written: WrittenCriteria): Criteria {
  const label = written.name === undefined ? {} : {name: written.name};
  if (written.all !== undefined) return {...label, all: written.all.map(normaliseCriteria)};
  if (written.any !== undefined) return {...label, any: written.any.map(normaliseCriteria)};
  if (written.none !== undefined) return {...label, none: written.none.map(normaliseCriteria)};
  if (written.of !== undefined)
    return {...label, at_least: written.at_least ?? 1, of: written.of.map(normaliseCriteria)};
  if (written.use !== undefined) return {...label, use: written.use};
  if (written.signal !== undefined) {
    const within = written.within === undefined ? null : secondsOf(written.within, '0s');
    return {...label, signal: written.signal, count: written.count ?? 1, within};
  }
  const tests = FIELD_TESTS.filter(test => written[test] !== undefined).map(test => [test, written[test]]);
  return {...label, field: written.field ?? '', ...Object.fromEntries(tests)} as FieldTest;
}

/** What `use` can refer to: `criteria`, and `icp`. */
export function namedCriteria(written: WrittenDefinitions): Record<string, Criteria> {
  const named = {...written.criteria, ...(written.icp === undefined ? {} : {icp: written.icp})};
  return Object.fromEntries(Object.entries(named).map(([name, criteria]) => [name, normaliseCriteria(criteria)]));
}
