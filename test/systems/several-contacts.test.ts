import {join} from 'node:path';
import {expect, test} from 'vitest';
import {withModel} from '../../src/handoff.ts';
import {withFiles} from './on-disk.ts';

/** Leads 1 to 4: 1 and 2 were handed off in March, 3 in May, 4 never. */
const CONTACTS = `hs_object_id,email,lifecyclestage,createdate,hs_lifecyclestage_marketingqualifiedlead_date
1,a@x.example,lead,2026-03-01T10:00:00Z,2026-03-02T10:00:00Z
2,b@x.example,lead,2026-03-01T10:00:00Z,2026-03-09T10:00:00Z
3,c@x.example,lead,2026-03-01T10:00:00Z,2026-05-04T10:00:00Z
4,d@x.example,lead,2026-03-20T10:00:00Z,
`;

const deal = (id: number, contacts: string, created = '2026-04-01T10:00:00Z') =>
  `${id},Deal,contractsent,100.00,${created},${contacts}\n`;

const DEALS = `hs_object_id,dealname,dealstage,amount,createdate,associatedcontactids
${deal(11, '1;2')}${deal(12, '3;1')}${deal(13, '4;1')}${deal(14, '1; 3', '2026-06-01T10:00:00Z')}${deal(15, '4;99')}${deal(16, '98;99')}${deal(17, '2')}`;

const CALLS = `hs_object_id,hs_timestamp,hs_createdate,hs_call_direction,hubspot_owner_id,associated_contact_id
21,2026-03-10T10:00:00Z,2026-03-10T10:00:00Z,OUTBOUND,7,1;99;2;1
22,2026-03-11T10:00:00Z,2026-03-11T10:00:00Z,OUTBOUND,7,98;99
23,2026-03-12T10:00:00Z,2026-03-12T10:00:00Z,OUTBOUND,7,99;3
24,2026-03-13T10:00:00Z,2026-03-13T10:00:00Z,OUTBOUND,7,4
`;

const FILES = {'contacts.csv': CONTACTS, 'deals.csv': DEALS, 'calls.csv': CALLS};

test('of several contacts each has the activity, and one has the deal', async () => {
  await withFiles(FILES, 'version: 1\ntime_zone: UTC\n', folder =>
    withModel(
      join(folder, 'export'),
      {definitions: join(folder, 'handoff.yaml'), cwd: folder, env: {}, asOf: '2026-07-01', threads: 1},
      async ({session, model}) => {
        // nobody is told twice; whoever is no lead is not there
        expect(
          await session.rows(
            'select a.activity_id, l.lead_id from export_activities a join stg_activities s on s.row_id = a.rowid join stg_leads l using (lead_key) order by 1',
          ),
        ).toEqual([
          {activity_id: '21', lead_id: '1'},
          {activity_id: '21:2', lead_id: '2'},
          {activity_id: '23', lead_id: '3'},
          {activity_id: '24', lead_id: '4'},
        ]);
        // the latest handoff that began before the deal; 15 and 16 are of nobody who was handed off
        expect(
          await session.rows(
            'select o.opportunity_id, h.lead_id, o.amount_cents from handoff_opportunities o join handoffs h using (handoff_key) order by 1',
          ),
        ).toEqual([
          {opportunity_id: '11', lead_id: '2', amount_cents: 10_000},
          {opportunity_id: '12', lead_id: '1', amount_cents: 10_000},
          {opportunity_id: '13', lead_id: '1', amount_cents: 10_000},
          {opportunity_id: '14', lead_id: '3', amount_cents: 10_000},
          {opportunity_id: '17', lead_id: '2', amount_cents: 10_000},
        ]);
        // a deal is of one lead even where no handoff is
        expect(
          await session.rows(
            'select opportunity_id, count(*)::integer as leads from lead_deals group by 1 having count(*) > 1',
          ),
        ).toEqual([]);
        expect(model.export.notes).toEqual(
          expect.arrayContaining([
            'activities: 1 row of several leads, read once for each of them: 1 more',
            'opportunities: 4 rows of several leads; each is of the one whose latest handoff began before it, and counts once',
          ]),
        );
      },
    ),
  );
});
