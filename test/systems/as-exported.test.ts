import {describe, expect, test} from 'vitest';
import {type TestCell, workbookOf} from '../ingest/archives.ts';
import {ingestFiles, refusal, theSession, withSession} from '../ingest/exports.ts';

withSession();

const UTC = {sourceTimeZone: 'UTC'};

/** Files as the screens of the systems write them, in the ways in which they differ from their twins. */
describe('a list exported without its ids', () => {
  test('says which column to add, and is not half read', async () => {
    const said = await refusal(
      {'leads-8124590-16.csv': 'Lead - Title,Lead - Owner,Lead - Contact person\nBuyer 1 lead,Ada Byrne,Ann Lee\n'},
      UTC,
    );
    expect(said).toContain(
      'is Pipedrive leads inbox without a column Lead - ID or Lead - System ID or Lead - Pipedrive System ID, and without one Lead - Lead created',
    );
    expect(said).toContain('or say what it is called there under export.tables.leads.columns');
  });
});

test('Pipedrive deals without their ids are asked for them too', async () => {
  const said = await refusal(
    {'deals-8124590-17.csv': 'Deal - Title,Deal - Status,Deal - Deal created\nA,Open,2026-03-16\n'},
    UTC,
  );
  expect(said).toContain('is Pipedrive deals without a column Deal - ID');
});

test('of several emails and phones in a cell of Pipedrive the first is the lead’s', async () => {
  await ingestFiles(
    {
      'deals.csv': `Deal - ID,Deal - Status,Deal - Deal created,Person - Email,Person - Phone
1,Open,2026-03-16 10:00:00,"a@b.example, c@d.example","+1 212 555 0101, 0102"
`,
    },
    UTC,
  );
  expect(await theSession().rows('select email, phone from export_leads')).toEqual([
    {email: 'a@b.example', phone: '+1 212 555 0101'},
  ]);
});

test('activities that HubSpot lists by their labels belong to every contact that they name', async () => {
  const head = 'Activity date,Activity assigned to,Create date,Associated Contact IDs';
  const row = '2026-03-16 11:00,Ada Byrne (Deactivated User),2026-03-16 11:01';
  await ingestFiles(
    {
      'hubspot-crm-exports-all-contacts.csv':
        'Record ID,Contact owner,Create Date\n701,Ada Byrne,2026-03-16 10:00\n702,Ada Byrne,2026-03-16 10:00\n',
      'hubspot-crm-exports-all-calls.csv': `Record ID,Call Title,Call direction,Call outcome,Call status,${head}
1,Hello,Outbound,Left voicemail,Completed,${row},701;702
2,Hello,Outbound,,Queued,${row},
`,
      'hubspot-crm-exports-all-emails.csv': `Record ID,Email subject,Email direction,${head}\n3,Re: Hello,Incoming email,${row},701\n`,
      'hubspot-crm-exports-all-meetings.csv': `Record ID,Meeting name,Meeting outcome,${head}\n4,Demo,No show,${row},702\n`,
    },
    UTC,
  );
  const who = {actor: 'Ada Byrne', logged_at: '2026-03-16T11:01:00Z', at: '2026-03-16T11:00:00Z'};
  expect(
    await theSession().rows(
      'select activity_id, lead_id, type, direction, outcome, actor, "at", logged_at from export_activities order by 1',
    ),
  ).toEqual([
    {activity_id: '1', lead_id: '701', type: 'call', direction: 'outbound', outcome: 'left_message', ...who},
    {activity_id: '1:702', lead_id: '702', type: 'call', direction: 'outbound', outcome: 'left_message', ...who},
    {activity_id: '3', lead_id: '701', type: 'email', direction: 'inbound', outcome: 'replied', ...who},
    {activity_id: '4', lead_id: '702', type: 'meeting', direction: null, outcome: 'no_show', ...who},
  ]);
});

test('calls of Zoho that show their lead by its name alone are its', async () => {
  await ingestFiles(
    {
      'Leads_001.csv':
        'Record Id,Lead Owner,Lead Status,First Name,Last Name,Created Time\nzcrm_48768760001,Ada,New,Ann,Lee,2026-03-16 10:00:00\n',
      'Calls_001.csv': `Record Id,Call Owner,Call Type,Call Start Time,Contact Name,Related To
9,Ada,Outbound,2026-03-16 11:00:00,,Ann Lee
`,
    },
    UTC,
  );
  expect(await theSession().rows('select activity_id, lead_id, actor from export_activities')).toEqual([
    {activity_id: '9', lead_id: '48768760001', actor: 'Ada'},
  ]);
});

const LEADS = `Lead ID,First Name,Last Name,Lead Owner,Lead Status,Create Date
00Q5g0000000001,Ann,Lee,Ada Byrne,New,2026-03-16 10:00
00Q5g0000000002,Bob,Ray,Ada Byrne,New,2026-03-16 10:00
00Q5g0000000003,Bob,Ray,Ada Byrne,New,2026-03-16 10:00
`;

/** What a formatted report has around its table, which begins in the second column. */
function formatted(header: string[], ...lines: TestCell[][]): Buffer {
  const titles = [
    'All deals',
    'As of 2026-07-01 09:00',
    'Filtered By',
    'Show: All deals',
    'Units: Days',
    'Closed: Any',
  ];
  const below = [
    ['Total', 'Count', lines.length],
    ['Confidential Information - Do Not Distribute'],
    ['Copyright (c) 2000-2026'],
  ];
  const rows = [...titles.map(title => [title]), [], header, ...lines, ...below].map(row => [null, ...row]);
  return workbookOf([{name: 'All deals', rows}]);
}

describe('a Salesforce report', () => {
  test('on activities shows leads by name alone: one of a name is found, of two neither', async () => {
    const {notes} = await ingestFiles(
      {
        'report1782864000001.csv': LEADS,
        'report1782864000003.csv': `Activity ID,Lead,Assigned,Subject,Created Date,Task Subtype
00T5g0000000001,Ann Lee,Ada Byrne,Hello,2026-03-16 11:00,Call
00T5g0000000002,Bob Ray,Ada Byrne,Hello,2026-03-16 12:00,Call
`,
      },
      UTC,
    );
    expect(await theSession().rows('select activity_id, lead_id from export_activities order by 1')).toEqual([
      {activity_id: '00T5g0000000001', lead_id: '00Q5g0000000001'},
      {activity_id: '00T5g0000000002', lead_id: 'Bob Ray'},
    ]);
    expect(notes).toContain('activities: 1 row joined to their lead by its name');
    expect(notes).toContain('activities: 1 row of no exported lead');
  });

  test('on activities needs no id of theirs, and may name the contact that a lead became', async () => {
    await ingestFiles(
      {
        'report1782864000001.csv': `Lead ID,Lead Owner,Lead Status,Create Date,Converted Contact ID
00Q5g0000000001,Ada Byrne,New,2026-03-16 10:00,0035g0000000001
`,
        'report1782864000003.csv':
          'Lead ID,Assigned,Subject,Created Date,Task Subtype\n00Q5g0000000001,Ada,Hi,2026-03-16 11:00,Call\n',
        'report1782864000004.csv': `Contact ID,Assigned,Subject,Created Date,Task Subtype
0035g0000000001,Ada,Hi,2026-03-17 11:00,Call
`,
      },
      UTC,
    );
    expect(await theSession().rows('select lead_id, "at" from export_activities order by "at"')).toEqual([
      {lead_id: '00Q5g0000000001', at: '2026-03-16T11:00:00Z'},
      {lead_id: '00Q5g0000000001', at: '2026-03-17T11:00:00Z'},
    ]);
  });

  test('formatted has titles above few deals, and footers where the id stands', async () => {
    const {files, notes} = await ingestFiles(
      {
        'report1782864000001.csv': LEADS,
        'Deals-2026-07-01-09-00-00.xlsx': formatted(
          ['Opportunity ID', 'Opportunity Name', 'Stage', 'Amount', 'Close Date'],
          ['0065g0000000001', 'First', 'Negotiation', 100, '2026-06-30'],
          ['0065g0000000002', 'Second', 'Negotiation', 200, '2026-06-30'],
        ),
        'Users-2026-07-01-09-00-00.xlsx': formatted(
          ['User ID', 'Full Name', 'Username', 'Active'],
          ['0055g0000000001', 'Ada Byrne', 'ada@x.example', 1],
        ),
      },
      UTC,
    );
    const counted = Object.fromEntries(files.map(({table, read, loaded, footer}) => [table, {read, loaded, footer}]));
    expect(counted).toMatchObject({
      opportunities: {read: 5, loaded: 2, footer: 3},
      users: {read: 4, loaded: 1, footer: 3},
    });
    expect(notes).toContain('Deals-2026-07-01-09-00-00.xlsx: 6 title line(s) above the header are passed over');
  });

  test('a deal or a user whose id begins like a footer is none', async () => {
    const {files} = await ingestFiles(
      {
        'report1782864000001.csv': LEADS,
        'opportunities.csv': 'opportunity_id,name,amount,stage\nSum-1,First,10,Open\nTotal-2,Second,20,Open\n',
      },
      UTC,
    );
    expect(files.find(({table}) => table === 'opportunities')).toMatchObject({loaded: 2, footer: 0});
  });
});

describe('a query in Salesforce', () => {
  test('that asked for the name of the owner alone is known as leads', async () => {
    const {systems} = await ingestFiles({
      'extract.csv': `ID,COMPANY,EMAIL,LEADSOURCE,CREATEDDATE,OWNER.NAME
00Q5g0000000001AAC,Buyer,a@b.example,Web,2026-03-16T10:00:00.000Z,Ada Byrne
`,
    });
    expect(systems).toEqual(['Salesforce']);
    expect(await theSession().rows('select lead_id, owner from export_leads')).toEqual([
      {lead_id: '00Q5g0000000001', owner: 'Ada Byrne'},
    ]);
  });
});
