import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openSession, type Session} from '../../src/engine/session.ts';
import {createCandidates, measureCandidates} from '../../src/measures/candidates.ts';
import {createSmallTable, type SmallRow} from '../../src/model/small-table.ts';
import {find, model, NO_GATES} from './handoffs-table.ts';

const TEXTS = ['email_key', 'first_name', 'last_name', 'company', 'domain', 'country', 'phone'];

let session: Session;
beforeAll(async () => {
  session = await openSession({threads: 1});
});
afterAll(() => session.close());

async function given(leads: readonly SmallRow[]): Promise<void> {
  const texts = Object.fromEntries(['lead_id', ...TEXTS].map(name => [name, 'varchar']));
  const rows = leads.map((lead, index) => ({lead_key: index + 1, lead_id: `L${index + 1}`, ...lead}));
  await createSmallTable(session, 'stg_leads', {lead_key: 'integer', step: 'varchar', ...texts}, rows);
  await session.run(
    "create or replace table population as select lead_key, coalesce(step, 'eligible') as step from stg_leads",
  );
}

/** The lead keys of each cluster. */
async function clusters(leads: readonly SmallRow[]): Promise<number[][]> {
  await given(leads);
  await createCandidates(session);
  const rows = await session.rows<{leads: number[]}>(
    'select list(lead_key order by lead_key) as leads from duplicate_candidates group by cluster order by cluster',
  );
  return rows.map(({leads}) => leads);
}

describe('by phone, as E.164 (METHODS 8)', () => {
  const phones = (...rows: [phone: string, country?: string][]) =>
    clusters(rows.map(([phone, country = null]) => ({phone, country})));

  test.each([
    ['with and without the trunk prefix', ['+44 (0)20 7946 0958'], ['020 7946 0958', 'GB'], true],
    ['0044 is +44', ['0044 20 7946 0958'], ['(020) 7946-0958', 'United Kingdom'], true],
    ['a leading 1 in the US', ['1-415-555-2671', 'usa'], ['(415) 555.2671', 'US'], true],
    ['Italy keeps its 0', ['06 6982 1234', 'IT'], ['+39 06 6982 1234'], true],
    ['behind a formula guard', ["'+49 30 23459876"], ['030/23459876', 'Germany'], true],
    ['the same digits in two countries', ['030 23459876', 'DE'], ['030 23459876', 'AT'], false],
    ['no country and no +: not E.164', ['415 555 2671'], ['415 555 2671'], false],
    ['an extension is a desk of its own', ['+1 415 555 2671 x12'], ['+1 415 555 2671 ext. 13'], false],
    ['the same extension', ['+1 415 555 2671 x12'], ['+1 415 555 2671 ext. 12'], true],
    ['one digit all along', ['111-111-1111', 'US'], ['111-111-1111', 'US'], false],
    ['a counted-up placeholder', ['+1 234 567 8901'], ['+1 234 567 8901'], false],
  ] as [string, [string, string?], [string, string?], boolean][])('%s', async (_, one, other, same) => {
    expect(await phones(one, other)).toEqual(same ? [[1, 2]] : []);
  });

  test('a number of six people is a switchboard, of five it may be one person', async () => {
    const shared = (people: number) => phones(...Array(people).fill(['+1 415 555 2671']));
    expect(await shared(6)).toEqual([]);
    expect(await shared(5)).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('a first lead without an email is a person, too', async () => {
    const phone = '+1 415 555 2671';
    expect(await clusters([{phone}, {phone, email_key: 'jo@acme.com'}])).toEqual([[1, 2]]);
    expect(await clusters([{phone}, {phone, email_key: 'jo@acme.com'}, {phone, email_key: 'al@acme.com'}])).toEqual([
      [1, 2, 3],
    ]);
  });
});

describe('by name', () => {
  const anna = {first_name: 'Anna', last_name: 'Müller'};
  const ana = {first_name: 'Ana', last_name: 'Muller'};

  test.each([
    ['alike at one domain', {...anna, email_key: 'am@acme.com'}, {...ana, email_key: 'ana@acme.com'}, true],
    [
      'a domain of its own column',
      {...anna, email_key: 'am@acme.com'},
      {...ana, domain: 'https://www.acme.com/de'},
      true,
    ],
    ['at two domains', {...anna, email_key: 'am@acme.com'}, {...ana, email_key: 'ana@acme.io'}, false],
    ['freemail', {...anna, email_key: 'am@gmail.com'}, {...ana, email_key: 'ana@gmail.com'}, false],
    ['a role address', {...anna, email_key: 'info@acme.com'}, {...ana, email_key: 'ana@acme.com'}, false],
    [
      'somebody else',
      {...anna, email_key: 'am@acme.com'},
      {...anna, first_name: 'Bernd', email_key: 'b@acme.com'},
      false,
    ],
    ['no last name', {...anna, email_key: 'am@acme.com'}, {first_name: 'Anna', email_key: 'a@acme.com'}, false],
    [
      'at one company where one has no email',
      {...anna, company: 'Acme, Inc.'},
      {...ana, company: 'ACME', email_key: 'a@gmail.com'},
      true,
    ],
    [
      'at one company with two emails',
      {...anna, company: 'Acme', email_key: 'b@gmail.com'},
      {...ana, company: 'Acme', email_key: 'a@gmail.com'},
      false,
    ],
    ['merged', {...anna, email_key: 'am@acme.com'}, {...ana, email_key: 'ana@acme.com', step: 'merged'}, false],
  ] as [string, SmallRow, SmallRow, boolean][])('%s', async (_, one, other, same) => {
    expect(await clusters([one, other])).toEqual(same ? [[1, 2]] : []);
  });
});

// 1 and 2 share an email and are one person; 2 and 3 a phone, 3 and 4 name and domain: one cluster of three people
const CHAIN: readonly SmallRow[] = [
  {email_key: 'jo@gmail.com'},
  {email_key: 'jo@gmail.com', phone: '+1 415 555 2671'},
  {email_key: 'jo@acme.com', phone: '+1 415 555 2671', first_name: 'Jo', last_name: 'Park'},
  {email_key: 'jpark@acme.com', first_name: 'Jo', last_name: 'Parc'},
  {email_key: 'sue@acme.com', first_name: 'Sue', last_name: 'Stone'},
];

describe('what very many share costs a pair each, not a pair of each with each', () => {
  const pairs = async () => (await session.row<{n: number}>('select count(*)::integer as n from duplicate_pairs')).n;

  test('twenty thousand leads of one phone, four people', async () => {
    const leads = Array.from({length: 20_000}, (_, index) => ({
      phone: '+1 415 555 2671',
      email_key: `${index % 4}@gmail.com`,
    }));
    expect((await clusters(leads)).map(({length}) => length)).toEqual([20_000]);
    expect(await pairs()).toBe(15_000);
    const measures = await measureCandidates(session, model({}), NO_GATES);
    expect(find(measures, 'routing.duplicates', {what: 'candidate_clusters'})).toMatchObject({value: 1, n: 4});
    expect(find(measures, 'routing.duplicates', {what: 'candidate_leads'})).toMatchObject({value: 20_000, n: 20_000});
  });

  test('two thousand of one name at one domain, and another spelling of it', async () => {
    const leads = Array.from({length: 2000}, (_, index) => ({
      first_name: 'Anna',
      last_name: index < 1999 ? 'Müller' : 'Mueller',
      email_key: `${index}@acme.com`,
    }));
    expect((await clusters(leads)).map(({length}) => length)).toEqual([2000]);
    expect(await pairs()).toBe(1999);
  });

  test('at one company those without an email join each other and everybody; those with one only through them', async () => {
    const at = (last_name: string, email_key: string | null) => ({
      first_name: 'Anna',
      last_name,
      company: 'Acme',
      email_key,
    });
    const emailed = ['a@x.com', 'b@y.com', 'c@z.com'].map(email => at('Müller', email));
    expect(await clusters([...emailed, at('Schmidt', null)])).toEqual([]);
    // another spelling, without an email: each of the three may be she
    expect(await clusters([...emailed, at('Muller', null)])).toEqual([[1, 2, 3, 4]]);
    expect(await clusters([...emailed, at('Mueller', null)])).toEqual([[1, 2, 3, 4]]);
    expect(await clusters([...emailed, at('Mueller', null), at('Mueller', null)])).toEqual([[1, 2, 3, 4, 5]]);
    expect(await clusters([...emailed, at('Mueller', 'd@w.com'), at('Baker', null)])).toEqual([]);
  });

  test('one person of two spellings is no pair, and joins what either of them joins', async () => {
    const anna = (last_name: string, email_key: string) => ({first_name: 'Anna', last_name, email_key});
    expect(await clusters([anna('Müller', 'a@acme.com'), anna('Mueller', 'a@acme.com')])).toEqual([]);
    expect(
      await clusters([anna('Müller', 'a@acme.com'), anna('Mueller', 'a@acme.com'), anna('Mueller', 'b@acme.com')]),
    ).toEqual([[1, 2, 3]]);
  });
});

test('clusters join what several keys join, with all leads of each email', async () => {
  expect(await clusters(CHAIN)).toEqual([[1, 2, 3, 4]]);
});

test('measured in all and by key; never among the exact ones', async () => {
  await given(CHAIN);
  const measures = await measureCandidates(session, model(), NO_GATES);
  const count = (what: string, key?: string) =>
    find(measures, 'routing.duplicates', key === undefined ? {what} : {what, key});
  // four emails are four people, five leads
  expect(count('candidate_clusters')).toMatchObject({value: 1, denominator: 4});
  expect(count('candidate_leads')).toMatchObject({value: 4, denominator: 5});
  expect(count('candidate_leads', 'phone')).toMatchObject({value: 3});
  expect(count('candidate_leads', 'domain_name')).toMatchObject({value: 2});
  expect(count('candidate_clusters', 'company_name')).toMatchObject({value: 0});
});

test('what the export lacks is named', async () => {
  await given(CHAIN);
  const noPhone = await measureCandidates(session, model({}, ['leads.phone']), NO_GATES);
  expect(find(noPhone, 'routing.duplicates', {what: 'candidate_leads', key: 'phone'})).toMatchObject({
    status: 'not_measurable',
    reason: 'add leads.phone to the export',
  });
  const nothing = await measureCandidates(session, model({}, ['leads']), NO_GATES);
  expect(nothing.map(({status}) => status)).toEqual(Array(8).fill('not_measurable'));
});
