import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {ingestFiles, refusal, theSession, withSession} from '../ingest/exports.ts';

withSession();

const LEADS = `Id,IsDeleted,LeadSource,IsConverted,OwnerId,Status,CreatedDate
00Q5g0000000001AAC,0,Web,0,00G5g0000000009AAC,New,2026-03-16 10:00:00
`;

const CONTACTS = `hs_object_id,email,lifecyclestage,createdate
701,a@b.example,lead,2026-03-16T10:00:00Z
`;

/** Those traps of FORMATS 0 that belong to systems; the others stand in test/ingest/traps.test.ts. */
describe('trap', () => {
  test('1: the same lead in UTC from the weekly export, in the zone of the user from a report', async () => {
    const created = async (files: Record<string, string>, sourceTimeZone?: string) => {
      await ingestFiles(files, {sourceTimeZone});
      return theSession().rows('select left(lead_id, 15) as id, created_at from export_leads');
    };
    const is = [{id: '00Q5g0000000001', created_at: '2026-03-16T10:00:00Z'}];
    expect(await created({'Lead.csv': LEADS})).toEqual(is);
    const report = `Lead ID,Lead Owner,Lead Status,Create Date
00Q5g0000000001,Ada Byrne,New,"3/16/2026, 6:00 AM"
`;
    expect(await created({'report1782864000001.csv': report}, 'America/New_York')).toEqual(is);
    expect(await refusal({'report1782864000001.csv': report})).toMatch(/do not say their time zone/);
  });

  test('2: a day that pretends to be a time is a day of the company, and said to be one', async () => {
    const {mapping} = await ingestFiles(
      {
        'Lead.csv': `Id,IsDeleted,LeadSource,IsConverted,OwnerId,Status,CreatedDate,ConvertedDate
00Q5g0000000001AAC,0,Web,1,0055g0000000009AAC,New,2026-03-16 10:00:00,2026-03-20
`,
      },
      {timeZone: 'America/New_York'},
    );
    expect(mapping.find(({column}) => column === 'converted_at')?.read_as).toMatch(/day only/);
    expect(await theSession().rows('select converted_at from export_leads')).toEqual([
      {converted_at: '2026-03-20T04:00:00Z'},
    ]);
  });

  test('3: the due date is not when something was done', async () => {
    await ingestFiles({
      'Lead.csv': LEADS,
      'Task.csv': `Id,WhoId,Subject,ActivityDate,Priority,TaskSubtype,IsClosed,CreatedDate,CompletedDateTime
00T5g0000000001AAC,00Q5g0000000001AAC,Call back,2026-04-30,Normal,Call,1,2026-03-16 11:00:00,2026-03-17 09:30:00
`,
    });
    expect(await theSession().rows('select "at", logged_at from export_activities')).toEqual([
      {at: '2026-03-17T09:30:00Z', logged_at: '2026-03-16T11:00:00Z'},
    ]);
  });

  test("3: HubSpot's time of a task and Pipedrive's due date are plans", async () => {
    await ingestFiles({
      'contacts.csv': CONTACTS,
      'tasks.csv': `hs_object_id,hs_timestamp,hs_createdate,hs_task_completion_date,hs_task_status,associated_contact_id
21,2026-04-30T10:00:00Z,2026-03-16T11:00:00Z,2026-03-17T09:30:00Z,COMPLETED,701
`,
    });
    expect(await theSession().rows('select "at" from export_activities')).toEqual([{at: '2026-03-17T09:30:00Z'}]);
    await ingestFiles(
      {
        'deals.csv': `Deal - ID,Deal - Status,Deal - Owner,Deal - Deal created\n1,Open,Ada,2026-03-16 10:00:00\n`,
        'activities.csv': `Activity - ID,Activity - Deal ID,Activity - Type,Activity - Due date,Activity - Add time,Activity - Marked as done time
5,1,Call,2026-04-30,2026-03-16 11:00:00,2026-03-17 09:30:00
`,
      },
      {sourceTimeZone: 'UTC'},
    );
    expect(await theSession().rows('select "at" from export_activities')).toEqual([{at: '2026-03-17T09:30:00Z'}]);
  });

  test('4: a list e-mail is no first response', async () => {
    await ingestFiles({
      'Lead.csv': LEADS,
      'Task.csv': `Id,WhoId,WhatId,Subject,ActivityDate,Priority,TaskSubtype,IsClosed,CreatedDate
00T5g0000000001AAC,00Q5g0000000001AAC,0XB5g0000000001AAC,Thank you,2026-03-16,Normal,Email,1,2026-03-16 11:00:00
00T5g0000000002AAC,00Q5g0000000001AAC,,Email de lista: hola,2026-03-16,Normal,Email,1,2026-03-16 12:00:00
00T5g0000000003AAC,00Q5g0000000001AAC,,Re: your demo,2026-03-16,Normal,Email,1,2026-03-16 13:00:00
`,
    });
    expect(await theSession().rows('select automated from export_activities order by activity_id')).toEqual([
      {automated: true},
      {automated: true},
      {automated: false},
    ]);
  });

  test('4: what a sequence or a marketing system sends is no first response either', async () => {
    await ingestFiles({
      'Lead.csv': LEADS,
      'prospects.csv': `id,emails,firstName,externalId,ownerId,createdAt,touchedAt\n9,a@b.example,Ann,00Q5g0000000001AAC,3,2026-03-16T10:00:00Z,\n`,
      'mailings.csv': `id,prospectId,mailingType,deliveredAt,userId
1,9,sequence,2026-03-16T11:00:00Z,3
2,9,single,2026-03-16T12:00:00Z,3
`,
      'marketo-leads.csv': `id,email,sfdcLeadId,leadScore,createdAt,updatedAt\n5,a@b.example,00Q5g0000000001AAC,50,2026-03-16T10:00:00Z,\n`,
      'marketo-activities.csv': `marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes
g1,5,2026-03-16T10:30:00Z,6,null,null,Thank you,{}
g2,5,2026-03-16T10:31:00Z,10,null,null,Thank you,{}
`,
    });
    expect(
      await theSession().rows(
        'select split_part(activity_id, chr(58), 1) as system, automated from export_activities order by "at"',
      ),
    ).toEqual([
      {system: 'marketo', automated: true},
      {system: 'outreach', automated: true},
      {system: 'outreach', automated: false},
    ]);
    // what the buyer does is a signal, never an activity of sales
    expect(await theSession().rows('select lead_id, signal from export_signals')).toEqual([
      {lead_id: '00Q5g0000000001', signal: 'email_open'},
    ]);
  });

  test("5: the vendor's lead response time is read by nobody; its first outreach date is", async () => {
    await ingestFiles(
      {
        'contacts.csv': `Record ID,Email,Contact owner,Lifecycle Stage,Create Date,Lead response time,First outreach date
701,a@b.example,Ada Byrne,lead,2026-03-16 10:00,60000,2026-03-18 10:00
`,
      },
      {sourceTimeZone: 'UTC'},
    );
    expect(await theSession().rows('select lead_id, first_response_at from export_leads')).toEqual([
      {lead_id: '701', first_response_at: '2026-03-18T10:00:00Z'},
    ]);
  });

  test('two files that claim the same table in different shapes are both read, and that is said', async () => {
    const {notes} = await ingestFiles({
      'leads.csv': 'lead_id,created_at\nL1,2026-03-01T10:00:00Z\n',
      'Lead (2).csv': LEADS,
    });
    expect(notes).toContainEqual(expect.stringMatching(/^leads come in different shapes, .*: if they hold the same/));
  });

  test('6: an owner whose id begins with 00G is a queue', async () => {
    const {queues} = await ingestFiles({'Lead.csv': LEADS});
    expect(queues).toEqual(['00G5g0000000009']);
  });

  test('6: a name in another case, an email and an id are one owner each', async () => {
    await ingestFiles({
      'Lead.csv': LEADS.replace('00G5g0000000009AAC', '0055g0000000001AAC'),
      'User.csv': `Id,Username,FirstName,LastName,Email,IsActive\n0055g0000000001AAC,ada@x.crm,Ada,Byrne,ada@x.example,1\n`,
    });
    expect(
      await theSession().rows('select u.name from export_leads l join export_users u on u.user_id = l.owner'),
    ).toEqual([{name: 'Ada Byrne'}]);
  });

  test('7: ids of 15 and of 18 characters are one record, and the id of nothing is none', async () => {
    await ingestFiles(
      {
        'Lead.csv': `Id,IsDeleted,LeadSource,IsConverted,ConvertedContactId,OwnerId,Status,CreatedDate
00Q5g000000000AAAC,0,Web,0,000000000000000AAA,0055g0000000009AAC,New,2026-03-16 10:00:00
00Q5g000000000aAAC,0,Web,0,000000000000000AAA,0055g0000000009AAC,New,2026-03-16 10:00:00
`,
        'report1782864000003.csv': `Activity ID,Lead ID,Assigned,Subject,Date,Completed Date/Time,Task Subtype
00T5g0000000001,00Q5g000000000A,Ada,Call,3/16/2026,"3/16/2026, 6:00 PM",Call
`,
      },
      {sourceTimeZone: 'UTC'},
    );
    expect(
      await theSession().rows(
        'select l.lead_id, l.contact_id, a.activity_id from export_leads l left join export_activities a using (lead_id) order by 1, 2',
      ),
    ).toEqual([
      {lead_id: '00Q5g000000000A', contact_id: null, activity_id: '00T5g0000000001'},
      {lead_id: '00Q5g000000000a', contact_id: null, activity_id: null},
    ]);
  });

  test('12: Spanish and Czech headers are known', async () => {
    const {systems} = await ingestFiles(
      {
        'contactos.csv':
          'ID de registro,Correo,Propietario del contacto,Fecha de creación\n7,a@b.example,Ana,2026-03-16 10:00\n',
      },
      {sourceTimeZone: 'UTC'},
    );
    expect(systems).toEqual(['HubSpot']);
    expect(await theSession().rows('select lead_id, owner from export_leads')).toEqual([{lead_id: '7', owner: 'Ana'}]);
    const czech = await ingestFiles(
      {'obchody.csv': 'Obchod - ID,Obchod - Fáze,Obchod - Obchod vytvořen\n8,Jednání,2026-03-16 10:00:00\n'},
      {sourceTimeZone: 'UTC'},
    );
    expect(czech.systems).toEqual(['Pipedrive']);
  });

  test("13: of two create dates the contact's own is meant, not the associated company's", async () => {
    await ingestFiles(
      {
        'contacts.csv': `Record ID,Email,Contact owner,Lifecycle Stage,Create Date,Record ID - Company,Create Date
701,a@b.example,Ada Byrne,lead,2026-03-16 10:00,880,2019-01-01 00:00
`,
      },
      {sourceTimeZone: 'UTC'},
    );
    expect(await theSession().rows('select lead_id, created_at from export_leads')).toEqual([
      {lead_id: '701', created_at: '2026-03-16T10:00:00Z'},
    ]);
  });

  test('16: a deleted lead is left out and said, a merged one names who it became', async () => {
    const {notes} = await ingestFiles({
      'Lead.csv': `Id,IsDeleted,MasterRecordId,LeadSource,IsConverted,OwnerId,Status,CreatedDate
00Q5g0000000001AAC,0,000000000000000AAA,Web,0,0055g0000000009AAC,New,2026-03-16 10:00:00
00Q5g0000000002AAC,1,00Q5g0000000001AAC,Web,0,0055g0000000009AAC,New,2026-03-16 10:00:00
00Q5g0000000003AAC,1,000000000000000AAA,Web,0,0055g0000000009AAC,New,2026-03-16 10:00:00
`,
    });
    expect(await theSession().rows('select lead_id, merged_into from export_leads order by 1')).toEqual([
      {lead_id: '00Q5g0000000001', merged_into: null},
      {lead_id: '00Q5g0000000002', merged_into: '00Q5g0000000001'},
    ]);
    expect(notes).toContain('Lead.csv: 1 row not read as leads: deleted in Salesforce');
  });
});

test('who asked twice is two leads: what was done in spring belongs to the lead of spring', async () => {
  const {notes} = await ingestFiles(
    {
      'Lead.csv': `Id,IsDeleted,LeadSource,IsConverted,OwnerId,Status,Email,CreatedDate
00Q5g0000000001AAC,0,Web,0,0055g0000000009AAC,New,a@b.example,2026-03-16 10:00:30
00Q5g0000000002AAC,0,Web,0,0055g0000000009AAC,New,A@b.example,2026-09-16 10:00:30
`,
      'events-export.csv': `Invitee Email,Event Type Name,Event Created Date & Time,Canceled,Invitee UUID
a@b.example,Demo,2026-03-10 10:00 am,false,before
a@b.example,Demo,2026-03-17 10:00 am,false,spring
a@b.example,Demo,2026-09-16 09:55 am,false,summer
a@b.example,Demo,2026-09-16 10:00 am,false,autumn
`,
    },
    {sourceTimeZone: 'UTC'},
  );
  expect(await theSession().rows('select activity_id, right(lead_id, 1) as lead from export_activities')).toEqual([
    {activity_id: 'calendly:before', lead: '1'},
    {activity_id: 'calendly:spring', lead: '1'},
    {activity_id: 'calendly:summer', lead: '1'},
    {activity_id: 'calendly:autumn', lead: '2'},
  ]);
  expect(notes).toContain('activities: 4 of them of several leads with the same key, to the latest there was');
});

test('each of the 16 traps of FORMATS 0 has a test that names it', () => {
  const named = ['test/systems/traps.test.ts', 'test/ingest/traps.test.ts'].flatMap(path =>
    [...readFileSync(path, 'utf8').matchAll(/(?:^ {2}test\(['"]|trap: ')(\d+)[: ]/gm)].map(([, number]) =>
      Number(number),
    ),
  );
  expect([...new Set(named)].sort((a, b) => a - b)).toEqual(Array.from({length: 16}, (_, at) => at + 1));
});
