import {shortDuration} from '../words.ts';
import type {Criteria, FieldTest, Scalar, SignalTest} from './definitions.ts';
import {printable} from './diagnostics.ts';

// a line, not a page
const MOST_VALUES = 8;

/** Criteria as one readable line: `employees between 50 and 2000 and country in US, CA, GB`. */
export function describeCriteria(criteria: Criteria): string {
  return printable(described(criteria, 'top'));
}

type Around = 'top' | 'all' | 'any' | 'other';

function described(node: Criteria, around: Around): string {
  if ('all' in node) return listed(node.all, 'and', 'all', 'always', around);
  if ('any' in node) return listed(node.any, 'or', 'any', 'never', around);
  if ('none' in node) {
    const only = node.none.length === 1 ? node.none[0] : undefined;
    return only === undefined ? `none of (${separated(node.none)})` : `not ${described(only, 'other')}`;
  }
  if ('of' in node) return `at least ${node.at_least} of (${separated(node.of)})`;
  if ('use' in node) return node.use;
  return 'signal' in node ? describeSignal(node) : describeField(node);
}

function listed(parts: readonly Criteria[], word: string, kind: 'all' | 'any', empty: string, around: Around): string {
  const [only] = parts;
  if (only === undefined) return empty;
  if (parts.length === 1) return described(only, around);
  const text = parts.map(part => described(part, kind)).join(` ${word} `);
  return around === 'top' || around === kind ? text : `(${text})`;
}

function separated(parts: readonly Criteria[]): string {
  return parts.map(part => described(part, 'top')).join('; ');
}

function describeSignal({signal, count, within}: SignalTest): string {
  return [
    count > 1 ? `${count} or more signals ${signal}` : `signal ${signal}`,
    ...(within === null ? [] : [`within ${shortDuration(within)}`]),
  ].join(' ');
}

function describeField(test: FieldTest): string {
  const {field} = test;
  if ('present' in test) return `${field} ${test.present ? 'present' : 'missing'}`;
  if ('is' in test) return `${field} is ${test.is}`;
  if ('in' in test) return `${field} in ${values(test.in)}`;
  if ('not_in' in test) return `${field} not in ${values(test.not_in)}`;
  if ('gt' in test) return `${field} > ${test.gt}`;
  if ('gte' in test) return `${field} >= ${test.gte}`;
  if ('lt' in test) return `${field} < ${test.lt}`;
  if ('lte' in test) return `${field} <= ${test.lte}`;
  if ('between' in test) return `${field} between ${test.between[0]} and ${test.between[1]}`;
  if ('matches' in test) return `${field} matches ${test.matches}`;
  if ('contains' in test) return `${field} contains ${test.contains}`;
  return `${field} at ${values(test.domain)}`;
}

function values(list: readonly Scalar[]): string {
  if (list.length === 0) return 'nothing';
  const more = list.length - MOST_VALUES;
  return list.slice(0, MOST_VALUES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
