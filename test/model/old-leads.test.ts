import {expect, test} from 'vitest';
import {instant, withModel} from '../support/with-model.ts';

const AS_OF = '2026-03-04T22:00:00Z';
const touch = (lead_id: string, at: string) => ({lead_id, at, type: 'call', direction: 'outbound', actor: 'ann'});

/** 09:00-17:00 from Monday to Friday, counted day by day; both ends at closing time in New York. */
function openSeconds(from: string, to: string): number {
  let seconds = 0;
  for (let day = Date.parse(from) + 86_400_000; day <= Date.parse(to); day += 86_400_000)
    if (![0, 6].includes(new Date(day).getUTCDay())) seconds += 8 * 3600;
  return seconds;
}

test('a lead of long ago is counted on the business clock, and costs no slot for the years in between', async () => {
  const leads = [
    // a Monday, 16:00 in New York
    {lead_id: 'old', created_at: '2000-01-03T21:00:00Z', mql_at: '2000-01-03T21:00:00Z'},
    // a Monday at closing time, never answered
    {lead_id: 'open', created_at: '1995-01-02T22:00:00Z', mql_at: '1995-01-02T22:00:00Z'},
    {lead_id: 'new', created_at: '2026-03-03T15:00:00Z', mql_at: '2026-03-03T15:00:00Z'},
  ];
  // the next day at 10:00 in New York: an hour on either day
  const activities = [touch('old', '2000-01-04T15:00:00Z'), touch('new', '2026-03-03T16:30:00Z')];
  const found = await withModel(
    {leads, activities},
    async session => ({
      waits: await session.rows('select lead_id, business_seconds, follow_business from handoffs order by lead_id'),
      ...(await session.row<{slots: number}>('select count(*)::integer as slots from calendar_slots')),
    }),
    undefined,
    {asOf: instant(AS_OF)},
  );
  expect(found.waits).toMatchObject([
    {lead_id: 'new', business_seconds: 5400},
    {lead_id: 'old', business_seconds: 7200},
    {lead_id: 'open', business_seconds: null, follow_business: openSeconds('1995-01-02', '2026-03-04')},
  ]);
  // ten years of hours, and a few days
  expect(found.slots).toBeLessThan(90_000);
});

test('leads of 1900 and 1970 in an export of 2026 are no reason to wait', async () => {
  const created = ['1900-01-01', '1970-01-01', '2026-03-02', '2026-03-03'];
  const leads = created.map((day, index) => ({
    lead_id: `l${index}`,
    created_at: `${day}T15:00:00Z`,
    mql_at: `${day}T15:00:00Z`,
  }));
  const began = performance.now();
  const rows = await withModel(
    {leads, activities: leads.map(({lead_id, mql_at}) => touch(lead_id, mql_at.replace('15:00', '15:30')))},
    session => session.rows('select lead_id, business_seconds from handoffs order by lead_id'),
  );
  // nothing is open before 1990
  expect(rows).toMatchObject([{}, {}, {business_seconds: 1800}, {business_seconds: 1800}]);
  expect(performance.now() - began).toBeLessThan(30_000);
});
