import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {compileCriteria} from '../../src/definitions/criteria.ts';
import type {Criteria} from '../../src/definitions/definitions.ts';
import {openSession, quoteText, type Session} from '../../src/engine/session.ts';

/** Three leads: everything known, nothing known, and texts as exports mangle them. */
const LEADS = `
  create table leads as
  select * from (values
    ('full', ' Acme GmbH ', 'Jane@Mail.Acme.com', '1,200', 800.0::double, true, 'VP Sales', 'https://www.acme.com/about?x=1', 3::integer),
    ('blank', null, '  ', '', null, null, null, null, null),
    ('odd', 'acme ltd', 'a@b@evil-acme.com', '51-200', 50.0, false, 'EVP', 'nan', 0)
  ) t(lead, company, email, employees, score, opted_in, title, website, signals)`;

const FIELDS = new Map(
  ['company', 'email', 'employees', 'score', 'opted_in', 'title', 'website'].map(name => [name, `l."${name}"`]),
);

let session: Session;
beforeAll(async () => {
  session = await openSession({threads: 1});
  await session.run(LEADS);
});
afterAll(() => session.close());

async function judge(criteria: Criteria, named: Record<string, Criteria> = {}) {
  const context = {fields: FIELDS, named, groups: {high_intent: ['Demo Request', 'pricing']}, prefix: 't'};
  const {sql, values, signals} = compileCriteria(criteria, context);
  const counts = signals.map(({column}) => `signals as ${column}`).join(', ') || '1 as none';
  const rows = await session.rows<{lead: string; verdict: boolean | null}>(
    `select lead, ${sql} as verdict from leads l join (select lead as of_lead, ${counts} from leads) signal_counts on of_lead = lead`,
    values,
  );
  const verdicts = new Map(rows.map(({lead, verdict}) => [lead, verdict]));
  return ['full', 'blank', 'odd'].map(lead => verdicts.get(lead));
}

const yes = true;
const no = false;
const unknown = null;
const T: Criteria = {field: 'title', present: true};
const IS_VP: Criteria = {field: 'title', is: 'vp sales'};

describe('each test, of a lead with everything, with nothing, with odd values', () => {
  const cases: [Criteria, (boolean | null)[]][] = [
    [{field: 'company', is: 'ACME gmbh'}, [yes, unknown, no]],
    [{field: 'Company', is: ' acme gmbh '}, [yes, unknown, no]],
    [{field: 'company', in: ['Acme Ltd', 'Acme GmbH']}, [yes, unknown, yes]],
    [{field: 'company', in: []}, [no, unknown, no]],
    [{field: 'company', not_in: ['acme ltd']}, [yes, unknown, no]],
    [{field: 'company', not_in: []}, [yes, unknown, yes]],
    // commas and currency signs are no obstacle; a band, 51-200, is no number, and some things are true of all of it
    [{field: 'employees', gt: 1199}, [yes, unknown, no]],
    [{field: 'employees', gt: 51}, [yes, unknown, unknown]],
    [{field: 'employees', gt: 50}, [yes, unknown, yes]],
    [{field: 'employees', gt: 200}, [yes, unknown, no]],
    [{field: 'employees', gte: 1200}, [yes, unknown, no]],
    [{field: 'employees', gte: 51}, [yes, unknown, yes]],
    [{field: 'employees', gte: 200}, [yes, unknown, unknown]],
    [{field: 'employees', lt: 51}, [no, unknown, no]],
    [{field: 'employees', lt: 200}, [no, unknown, unknown]],
    [{field: 'employees', lte: 200}, [no, unknown, yes]],
    [{field: 'employees', between: [50, 2000]}, [yes, unknown, yes]],
    [{field: 'employees', between: [100, 2000]}, [yes, unknown, unknown]],
    [{field: 'employees', between: [201, 2000]}, [yes, unknown, no]],
    [{field: 'employees', between: [200, 51]}, [no, unknown, no]],
    [{field: 'score', lt: 800}, [no, unknown, yes]],
    [{field: 'score', lte: 800}, [yes, unknown, yes]],
    [{field: 'score', between: [50, 799.5]}, [no, unknown, yes]],
    [{field: 'website', gt: 0}, [unknown, unknown, unknown]],
    // equal to a number: text that is none is simply not equal
    [{field: 'employees', is: 1200}, [yes, unknown, no]],
    [{field: 'employees', in: [7, '51-200']}, [no, unknown, yes]],
    [{field: 'score', is: '800'}, [yes, unknown, no]],
    [{field: 'opted_in', is: true}, [yes, unknown, no]],
    [{field: 'opted_in', is: false}, [no, unknown, yes]],
    [{field: 'title', matches: '(?i)\\bvp\\b'}, [yes, unknown, no]],
    [{field: 'title', matches: '^vp'}, [no, unknown, no]],
    [{field: 'company', matches: '^Acme GmbH$'}, [yes, unknown, no]],
    [{field: 'company', contains: 'CME'}, [yes, unknown, yes]],
    // the domain of an email is what follows the last @, a subdomain belongs to its domain, a look-alike does not
    [{field: 'email', domain: ['acme.com']}, [yes, unknown, no]],
    [{field: 'email', domain: ['@Mail.ACME.com']}, [yes, unknown, no]],
    [{field: 'email', domain: ['other.mail.acme.com', 'com.au']}, [no, unknown, no]],
    [{field: 'website', domain: ['acme.com']}, [yes, unknown, no]],
    [{field: 'email', domain: []}, [no, unknown, no]],
    // present is never unknown: it is how to ask
    [{field: 'email', present: true}, [yes, no, yes]],
    [{field: 'email', present: false}, [no, yes, no]],
    // a column the export does not have
    [{field: 'budget', present: true}, [unknown, unknown, unknown]],
    [{field: 'budget', in: ['x']}, [unknown, unknown, unknown]],
    [{signal: 'demo', count: 3, within: null}, [yes, unknown, no]],
    [{signal: 'demo', count: 4, within: null}, [no, unknown, no]],
  ];
  test.each(cases)('%j', async (criteria, expected) => {
    expect(await judge(criteria)).toEqual(expected);
  });
});

describe('what a text says of a number', () => {
  const cases: [text: string, fits: boolean | null][] = [
    ['1-5', no],
    ['50-100', yes],
    ['25-50', unknown],
    ['2,000-5,000', unknown],
    ['2,001-5,000', no],
    ['5,001 – 10,000 employees', no],
    ['51 to 200', yes],
    ['10,000+', no],
    ['1000+', unknown],
    ['50-50', yes],
    // neither a range nor a number
    ['200-51', unknown],
    ['-5', no],
    ['2026-03-04', unknown],
    ['5.001-10.000', unknown],
    ['small', unknown],
  ];
  test.each(cases)('%s is between 50 and 2,000: %s', async (text, fits) => {
    const context = {fields: new Map([['size', quoteText(text)]]), named: {}, groups: {}, prefix: 't'};
    const {sql, values} = compileCriteria({field: 'size', between: [50, 2000]}, context);
    expect(await session.row(`select ${sql} as verdict`, values)).toEqual({verdict: fits});
  });
});

describe('combinations of true (1), false (0) and unknown (?)', () => {
  const leaf = {1: {all: []}, 0: {any: []}, '?': {field: 'budget', is: 'x'}} as const;
  const parts = (text: string): Criteria[] => [...text].map(letter => leaf[letter as '1' | '0' | '?']);
  const cases: [kind: 'all' | 'any' | 'none' | 'at_least 2', parts: string, expected: boolean | null][] = [
    ['all', '', yes],
    ['all', '11', yes],
    ['all', '1?', unknown],
    ['all', '0?', no],
    ['any', '', no],
    ['any', '1?', yes],
    ['any', '0?', unknown],
    ['any', '00', no],
    ['none', '', yes],
    ['none', '00', yes],
    ['none', '0?', unknown],
    ['none', '1?', no],
    ['at_least 2', '1', no],
    ['at_least 2', '110', yes],
    ['at_least 2', '11?', yes],
    ['at_least 2', '1?0', unknown],
    ['at_least 2', '??0', unknown],
    ['at_least 2', '?00', no],
    ['at_least 2', '100', no],
  ];
  test.each(cases)('%s of "%s" is %s', async (kind, text, expected) => {
    const of = parts(text);
    const criteria: Criteria =
      kind === 'at_least 2' ? {at_least: 2, of} : kind === 'all' ? {all: of} : kind === 'any' ? {any: of} : {none: of};
    expect((await judge(criteria))[0]).toBe(expected);
  });
});

describe('use', () => {
  test('stands for the named criteria, also through another name', async () => {
    const named = {vp: IS_VP, sold: {all: [{use: 'vp'}, T]}};
    expect(await judge({use: 'sold'}, named)).toEqual([yes, no, no]);
  });

  test.each([
    ['an undefined name', {use: 'icp'}, {}, 'use: "icp" is defined nowhere'],
    ['a name every object has', {use: 'constructor'}, {}, 'use: "constructor" is defined nowhere'],
    ['a circle', {use: 'a'}, {a: {use: 'b'}, b: {any: [{use: 'a'}]}}, 'use in a circle: a -> b -> a'],
  ] as const)('%s is refused', (_, criteria, named, message) => {
    const context = {fields: FIELDS, named, groups: {}, prefix: 't'};
    expect(() => compileCriteria(criteria, context)).toThrow(message);
  });

  test('criteria that double at every step are refused, not expanded', () => {
    const named = Object.fromEntries(
      Array.from({length: 14}, (_, index) => [`n${index}`, {all: [{use: `n${index + 1}`}, {use: `n${index + 1}`}]}]),
    );
    const context = {fields: FIELDS, named: {...named, n14: T}, groups: {}, prefix: 't'};
    expect(() => compileCriteria({use: 'n0'}, context)).toThrow('more than 2000 criteria');
  });

  test('nested at_least does not multiply the SQL', () => {
    const nested = (depth: number): Criteria => (depth === 0 ? IS_VP : {at_least: 1, of: [nested(depth - 1), T]});
    const {sql} = compileCriteria(nested(25), {fields: FIELDS, named: {}, groups: {}, prefix: 't'});
    expect(sql.length).toBeLessThan(10_000);
  });
});

describe('signals', () => {
  const context = {fields: FIELDS, named: {}, groups: {'High Intent': ['Demo Request', 'pricing']}, prefix: 'q'};

  test('a group is any of its signals; the same span is counted once', () => {
    const criteria: Criteria = {
      any: [
        {signal: 'high_intent', count: 3, within: 86_400},
        {signal: 'High-Intent', count: 5, within: 86_400},
        {signal: 'webinar', count: 1, within: null},
      ],
    };
    expect(compileCriteria(criteria, context).signals).toEqual([
      {column: 'q_s1', names: ['demo_request', 'high_intent', 'pricing'], within: 86_400},
      {column: 'q_s2', names: ['webinar'], within: null},
    ]);
  });
});

test('nothing from the file stands in the SQL', async () => {
  const nasty = `x'); drop table leads; --`;
  const criteria: Criteria = {
    any: [
      {field: 'company', is: nasty},
      {field: 'company', in: Array.from({length: 50}, (_, index) => `${nasty}${index}`)},
      {field: 'email', domain: [nasty]},
      {field: nasty, contains: nasty},
      {field: 'title', contains: nasty},
    ],
  };
  const {sql} = compileCriteria(criteria, {fields: FIELDS, named: {}, groups: {}, prefix: 't'});
  expect(sql).not.toContain('drop');
  expect(await judge(criteria)).toEqual([unknown, unknown, unknown]);
});

test('a list of thousands of values is one lookup', async () => {
  const values = Array.from({length: 5000}, (_, index) => `company ${index}`);
  expect(await judge({field: 'company', in: [...values, 'acme LTD']})).toEqual([no, unknown, yes]);
  expect(await judge({field: 'company', not_in: [...values, 'acme LTD']})).toEqual([yes, unknown, no]);
  const domains = [...values.map(value => `${value.replace(' ', '')}.com`), 'acme.com'];
  expect(await judge({at_least: 1, of: [{field: 'email', domain: domains}]})).toEqual([yes, unknown, no]);
});
