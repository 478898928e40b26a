import {join} from 'node:path';
import {expect, test} from 'vitest';
import {withModel} from '../../src/handoff.ts';
import {withFiles} from './on-disk.ts';

/** Activities of an export beside its leads, as they are read. */
function tasksOf(files: Record<string, string>): Promise<object[]> {
  return withFiles(files, 'version: 1\ntime_zone: UTC\n', folder =>
    withModel(
      join(folder, 'export'),
      {
        definitions: join(folder, 'handoff.yaml'),
        cwd: folder,
        env: {},
        asOf: '2026-07-01',
        sourceTimeZone: 'UTC',
        threads: 1,
      },
      async ({session, model}) => {
        expect(model.export.unused).toEqual([]);
        expect(model.export.files.filter(({rejected}) => rejected > 0)).toEqual([]);
        return session.rows(
          'select l.lead_id, a."at"::varchar as "at", a.type, a.done from stg_activities a join stg_leads l using (lead_key) order by 1, 2',
        );
      },
    ),
  );
}

test('Zoho tasks: done when they were closed, and an open one is not done', async () => {
  const files = {
    'Leads_001.csv': `Record Id,Lead Owner.id,Lead Owner,Lead Status,Lead Source,Created Time,MQL Date
zcrm_1000000000000000001,zcrm_2,Ann,Contacted,Web,2026-03-01 10:00:00,2026-03-02 10:00:00
`,
    'Tasks_001.csv': `Record Id,Subject,Status,Priority,Due Date,Contact Name.id,Contact Name,Related To.id,Related To,Task Owner.id,Task Owner,Closed Time,Created Time,Modified Time
zcrm_3001,Call back,Completed,High,2026-03-04,,,zcrm_1000000000000000001,A lead,zcrm_2,Ann,2026-03-05 09:00:00,2026-03-03 12:05:00,2026-03-05 09:00:00
zcrm_3002,Call again,Not Started,High,2026-03-09,,,zcrm_1000000000000000001,A lead,zcrm_2,Ann,,2026-03-05 09:01:00,2026-03-05 09:01:00
`,
  };
  expect(await tasksOf(files)).toEqual([
    {lead_id: '1000000000000000001', at: '2026-03-05 09:00:00', type: 'task', done: true},
    {lead_id: '1000000000000000001', at: '2026-03-05 09:01:00', type: 'task', done: false},
  ]);
});

const CONTACTS = `Record ID,Email,Contact owner,Create Date,Became a Marketing Qualified Lead Date
501,a@x.example,Ann Smith,2026-03-01 10:00,2026-03-02 10:00
`;

test('HubSpot tasks under their labels', async () => {
  const files = {
    'hubspot-crm-exports-contacts.csv': CONTACTS,
    'hubspot-crm-exports-tasks.csv': `Record ID,Task Title,Task Status,Task Type,Due date,Completed at,Create date,Activity assigned to,Associated Contact IDs
701,Call back,Completed,Call,2026-03-04 08:00,2026-03-05 09:00,2026-03-03 12:05,Ann Smith,501
702,Call again,Not started,Call,2026-03-09 08:00,,2026-03-05 09:01,Ann Smith,501
`,
  };
  expect(await tasksOf(files)).toEqual([
    {lead_id: '501', at: '2026-03-05 09:00:00', type: 'task', done: true},
    {lead_id: '501', at: '2026-03-05 09:01:00', type: 'task', done: false},
  ]);
});

test('HubSpot tasks by internal names: an open one has no day on which it was completed, and is no rejected row', async () => {
  const files = {
    'contacts.csv': `hs_object_id,email,lifecyclestage,createdate,hs_lifecyclestage_marketingqualifiedlead_date
501,a@x.example,lead,2026-03-01T10:00:00Z,2026-03-02T10:00:00Z
`,
    'tasks.csv': `hs_object_id,hs_timestamp,hs_task_status,hs_task_completion_date,hs_createdate,hubspot_owner_id,associated_contact_id
701,2026-03-04T08:00:00Z,COMPLETED,2026-03-05T09:00:00Z,2026-03-03T12:05:00Z,7,501
702,2026-03-09T08:00:00Z,NOT_STARTED,,2026-03-05T09:01:00Z,7,501
`,
  };
  expect(await tasksOf(files)).toEqual([
    {lead_id: '501', at: '2026-03-05 09:00:00', type: 'task', done: true},
    {lead_id: '501', at: '2026-03-05 09:01:00', type: 'task', done: false},
  ]);
});
