import {expect, test} from 'vitest';
import {ingestFiles, theSession, withSession} from '../ingest/exports.ts';

withSession();

const rows = (sql: string) => theSession().rows(sql);

test('where nobody says when a deal was qualified, each is an opportunity, and a lost one a rejected lead', async () => {
  const {notes} = await ingestFiles(
    {
      'deals.csv': `Deal - ID,Deal - Status,Deal - Owner,Deal - Deal created,Deal - MQL date,Deal - Lost time
1,Won,Ada Byrne,2026-03-16 10:00:00,2026-03-17 10:00:00,
2,Lost,Ada Byrne,2026-03-16 11:00:00,,2026-03-20 09:00:00
`,
    },
    {sourceTimeZone: 'UTC'},
  );
  // a deal older than its MQL would be no handoff's
  expect(await rows('select lead_id, is_won, created_at from export_opportunities order by 1')).toEqual([
    {lead_id: '1', is_won: true, created_at: '2026-03-17T10:00:00Z'},
    {lead_id: '2', is_won: false, created_at: '2026-03-16T11:00:00Z'},
  ]);
  expect(notes).toContainEqual(
    expect.stringMatching(/^deals\.csv: no column says when a deal was qualified, so that every deal counts as an opp/),
  );
  expect(await rows('select lead_id, disposition from export_dispositions')).toEqual([
    {lead_id: '2', disposition: 'rejected'},
  ]);
});

test('a name that two leads share joins nothing', async () => {
  const {notes} = await ingestFiles(
    {
      'open leads.csv': `(Do Not Modify) Lead,First Name,Last Name,Created On
a,Kim,Lee,2026-03-16 10:00
b,Kim,Lee,2026-03-17 10:00
c,Jo,Fox,2026-03-18 10:00
`,
      'calls.csv': `(Do Not Modify) Phone Call,Regarding,Owner,Created On
1,Kim Lee,Ada,2026-03-18 12:00
2,Jo Fox,Ada,2026-03-18 13:00
`,
    },
    {sourceTimeZone: 'America/New_York'},
  );
  expect(await rows('select activity_id, lead_id, type from export_activities order by 1')).toEqual([
    {activity_id: '1', lead_id: 'Kim Lee', type: 'call'},
    {activity_id: '2', lead_id: 'c', type: 'call'},
  ]);
  expect(notes).toContain('activities: 1 row joined to their lead by its name');
  expect(notes).toContain('activities: 1 row of no exported lead');
});

test("a day in a system that keeps UTC is a day of the company's calendar", async () => {
  await ingestFiles({
    'Lead.csv': `id,emailAddress,assignedUserId,createdAt\n1,a@b.example,u,2026-04-01 02:00:00\n`,
    'Opportunity.csv': `id,stage,closeDate,amount,createdAt\n5,Closed Won,2026-04-01,10,2026-03-31 02:00:00\n`,
  });
  // midnight of New York is four in the morning, UTC
  expect(await rows('select closed_at::varchar as day, created_at::varchar as at from export_opportunities')).toEqual([
    {day: '2026-04-01 04:00:00', at: '2026-03-31 02:00:00'},
  ]);
});

test('a guard is no part of the cell, also where the preset compares it', async () => {
  await ingestFiles(
    {
      'crm.lead.csv': `"External ID","Email","Phone","Salesperson","Stage","Created on","Lost Reason"
"'-1","a@b.example","'+49 30 1","Ada","New","2026-03-16 10:00:00",""
"","","","","","",""
"2","c@d.example","'49 30 2","Ada","New","2026-03-16 11:00:00",""
`,
    },
    {sourceTimeZone: 'UTC'},
  );
  expect(await rows('select lead_id, phone from export_leads order by 1')).toEqual([
    {lead_id: '-1', phone: '+49 30 1'},
    {lead_id: '2', phone: "'49 30 2"},
  ]);
});
