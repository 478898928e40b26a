import {describe, expect, test} from 'vitest';
import {ingestFiles, leadsWith, leadValues, rows, withSession} from './exports.ts';

withSession();

describe('numbers', () => {
  test.each<[cells: string[], numbers: (number | null)[], readAs?: string]>([
    [
      ['12', ' 7 ', '-3', '1.5', '1e3'],
      [12, 7, -3, 1.5, 1000],
    ],
    [
      ['1,200', '1,234,567', '2,000.5'],
      [1200, 1_234_567, 2000.5],
    ],
    [['1.234,5', '1.234', '7'], [1234.5, 1234, 7], 'number, decimal comma'],
    [['1,5', '2,25'], [1.5, 2.25], 'number, decimal comma'],
    [
      ['1 200', "1'200", '$ 1,200', '1200 €', 'USD 5', "'-3"],
      [1200, 1200, 1200, 1200, 5, -3],
    ],
    [['(1,200.50)'], [-1200.5]],
    [['many', 'nan', 'inf', '1e400', '0x1F', '1_000', '12 k'], Array(7).fill(null)],
  ])('%j', async (cells, numbers, readAs = 'number') => {
    const {mapping} = await ingestFiles({'leads.csv': leadsWith('employees', cells)});
    expect(await leadValues('employees')).toEqual(numbers);
    const account = mapping.find(({column}) => column === 'employees');
    expect(account).toMatchObject({read_as: readAs, unreadable: numbers.filter(number => number === null).length});
  });
});

test('amounts are whole cents', async () => {
  const amounts = ['1200', '0.29', '19.99', '1,234,567.89', '€ 5.005', '-3', '99999999999999999', 'free', ''];
  const file = `opportunity_id,amount\n${amounts.map((amount, at) => `O${at},"${amount}"`).join('\n')}\n`;
  const {mapping} = await ingestFiles({'leads.csv': leadsWith('x', ['']), 'deals.csv': file});
  expect(
    (await rows<{amount: number}>('select amount from export_opportunities order by rowid')).map(({amount}) => amount),
  ).toEqual([120_000, 29, 1999, 123_456_789, 501, -300, null, null, null]);
  expect(mapping.find(({column}) => column === 'amount')).toMatchObject({
    unreadable: 2,
    examples: ['99999999999999999', 'free'],
  });
});

test('true and false', async () => {
  const cells = ['true', 'TRUE', ' Yes ', 'y', '1', 't', 'false', 'No', 'n', '0', 'F', 'maybe', ''];
  const file = `user_id,active\n${cells.map((cell, at) => `U${at},${cell}`).join('\n')}\n`;
  const {mapping} = await ingestFiles({'leads.csv': leadsWith('x', ['']), 'users.csv': file});
  const values = (await rows<{active: boolean}>('select active from export_users order by rowid')).map(
    ({active}) => active,
  );
  expect(values).toEqual([true, true, true, true, true, true, false, false, false, false, false, null, null]);
  expect(mapping.find(({column}) => column === 'active')).toMatchObject({unreadable: 1, examples: ['maybe']});
});

test('texts are trimmed, blank is null, words are lower case with _', async () => {
  await ingestFiles({
    'leads.csv': leadsWith('company', ['  Acme ', '\u00a0', 'A  B']),
    'activities.csv': 'lead_id,at,type,outcome\nL0,2026-01-01T00:00:00Z, Phone Call ,No-Answer\n',
  });
  expect(await leadValues('company')).toEqual(['Acme', null, 'A  B']);
  expect(await rows('select type, outcome from export_activities')).toEqual([
    {type: 'phone_call', outcome: 'no_answer'},
  ]);
});

test('values of the definitions, trimmed and whatever their case', async () => {
  const tables = {
    leads: {values: {status: {MQL: ['Marketing Qualified']}}},
    users: {values: {active: {true: ['Aktiv'], false: ['Inaktiv']}}},
  };
  await ingestFiles(
    {
      'leads.csv': leadsWith('status', [' marketing qualified', 'Open']),
      'users.csv': 'user_id,active\n1,aktiv\n2,INAKTIV\n',
    },
    {tables},
  );
  expect(await leadValues('status')).toEqual(['MQL', 'Open']);
  expect(await rows('select active from export_users order by rowid')).toEqual([{active: true}, {active: false}]);
});
