import {afterAll, expect, test} from 'vitest';
import {ago, days, rows} from './rows.ts';
import {ask} from './story.ts';
import {closeTables} from './tables.ts';

afterAll(closeTables);

const SQL = {reached_sql: true, sql_at: ago(days(35)), sql_time: ago(days(35))};

/** `n` leads of a team and source, `x` of them SQLs. */
const leads = (team: string, source: string, x: number, n: number) =>
  rows(n, index => ({team, source, ...(index < x ? SQL : {})}));

async function texts(handoffs: ReturnType<typeof leads>): Promise<Map<string, string>> {
  const {findings} = await ask('conversion-by-segment', {tables: {handoffs}});
  return new Map(findings.map(({subject, text}) => [subject, text]));
}

test('beside the crude difference the one on the same mix, and its parts', async () => {
  const found = await texts([
    ...leads('a', 'Demo', 45, 75),
    ...leads('a', 'List', 5, 25),
    ...leads('b', 'Demo', 10, 25),
    ...leads('b', 'List', 0, 75),
  ]);
  // 50% and 10%; 60 and 40, 20 and 0 within the sources; mix (0.75 - 0.25) * (0.5 - 0.1)
  expect(found.get('team a')).toBe(
    '50% (50 of 100) of leads of team a became SQLs, 10% (10 of 100) of the rest. ' +
      'On the same mix +20.0 points, not +40.0; in parts, mix +20.0, rate +20.0.',
  );
});

test('better in every source and worse in all: only the mix is said (METHODS 3.5)', async () => {
  const found = await texts([
    ...leads('a', 'Demo', 11, 20),
    ...leads('a', 'List', 12, 180),
    ...leads('b', 'Demo', 90, 180),
    ...leads('b', 'List', 1, 20),
  ]);
  // 55 against 50 and 6.7 against 5, both sources of 200 leads: (5 + 1.67) / 2
  expect(found.get('mix of team a')).toBe(
    'In every kind of lead team a converts more than the rest (+3.3 points on the same mix), and less in all, ' +
      'because its mix is tilted to List. 12% (23 of 200) of leads of team a became SQLs, 46% (91 of 200) of the rest.',
  );
  expect(found.has('team a')).toBe(false);
});

test('one kind of lead: nothing to compare like for like', async () => {
  const found = await texts([...leads('a', 'Demo', 40, 100), ...leads('b', 'Demo', 10, 100)]);
  expect(found.get('team a')).toBe('40% (40 of 100) of leads of team a became SQLs, 10% (10 of 100) of the rest.');
});

test('a lead that came back by another source is one lead of its team', async () => {
  const back = Array.from({length: 20}, (_, index) => {
    const lead = {lead_key: 5000 + index, lead_id: `back${index}`, team: 'b'};
    return [
      {...lead, source: 'Demo'},
      {...lead, source: 'List', cycle: 2},
    ];
  });
  const handoffs = [
    ...leads('a', 'Demo', 60, 100),
    ...leads('b', 'Demo', 10, 60),
    ...rows(40, index => back.flat()[index] ?? {}),
  ];
  const {findings} = await ask('conversion-by-segment', {tables: {handoffs}});
  const team = findings.find(({subject}) => subject === 'team b');
  // 100 handoffs, 10 of them SQLs; of the 90 others 20 leads are there twice
  expect(team).toMatchObject({n: 100, leads: {count: 70}});
  expect(team?.leads.ids).toHaveLength(70);
});
