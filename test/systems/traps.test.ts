import {describe, expect, test} from 'vitest';
import {ingestFiles, theSession, withSession} from '../ingest/exports.ts';

withSession();

const LEADS = `Id,IsDeleted,LeadSource,IsConverted,OwnerId,Status,CreatedDate
00Q5g0000000001AAC,0,Web,0,00G5g0000000009AAC,New,2026-03-16 10:00:00
`;

/** Those traps of FORMATS 0 that belong to systems; the others stand in test/ingest/traps.test.ts. */
describe('trap', () => {
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
});
