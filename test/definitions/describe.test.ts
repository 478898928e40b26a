import {describe, expect, test} from 'vitest';
import {fieldsOf, signalsOf} from '../../src/definitions/criteria-walk.ts';
import type {Criteria} from '../../src/definitions/definitions.ts';
import {describeCriteria} from '../../src/definitions/describe.ts';

const US: Criteria = {field: 'country', in: ['US', 'CA', 'GB']};
const MID: Criteria = {field: 'employees', between: [50, 2000]};
const PHONE: Criteria = {field: 'phone', present: true};

describe('criteria in words', () => {
  const cases: [Criteria, string][] = [
    [{all: [MID, US]}, 'employees between 50 and 2000 and country in US, CA, GB'],
    [{all: [{any: [MID, US]}, PHONE]}, '(employees between 50 and 2000 or country in US, CA, GB) and phone present'],
    [{all: [{all: [MID, PHONE]}]}, 'employees between 50 and 2000 and phone present'],
    [{none: [{use: 'icp'}]}, 'not icp'],
    [{none: [{all: [MID, PHONE]}]}, 'not (employees between 50 and 2000 and phone present)'],
    [{none: [PHONE, {use: 'icp'}]}, 'none of (phone present; icp)'],
    [{at_least: 2, of: [PHONE, {field: 'need', present: false}]}, 'at least 2 of (phone present; need missing)'],
    [{signal: 'demo_request', count: 1, within: null}, 'signal demo_request'],
    [{signal: 'high_intent', count: 3, within: 30 * 86_400}, '3 or more signals high_intent within 30d'],
    [{field: 'email', domain: ['acme.com']}, 'email at acme.com'],
    [{field: 'title', matches: '(?i)vp'}, 'title matches (?i)vp'],
    [{field: 'score', gte: 60}, 'score >= 60'],
    [
      {field: 'country', in: Array.from({length: 12}, (_, index) => `C${index}`)},
      'country in C0, C1, C2, C3, C4, C5, C6, C7 and 4 more',
    ],
    [{field: 'source', is: 'a\u001b[31mb'}, 'source is a?[31mb'],
    [{all: []}, 'always'],
  ];
  test.each(cases)('%j', (criteria, words) => expect(describeCriteria(criteria)).toBe(words));
});

test('fields and signals, also behind use', () => {
  const named = {icp: {all: [MID, {field: 'Country', is: 'US'}]}} satisfies Record<string, Criteria>;
  const criteria: Criteria = {any: [{use: 'icp'}, US, {none: [{signal: 'demo', count: 1, within: null}]}]};
  expect(fieldsOf(criteria, named)).toEqual(['employees', 'country']);
  expect(signalsOf(criteria, named)).toEqual(['demo']);
});
