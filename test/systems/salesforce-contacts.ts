import {emailOf} from './beside.ts';
import {id15, id18, names} from './salesforce.ts';
import {LEADS} from './story.ts';
import {canonicalLeads, csv, iso, plain, type Twin} from './twin.ts';

const NOTHING = '000000000000000AAA';
const HOUR = 3_600_000;
const at = (lead: number, hours: number) => (LEADS[lead - 1]?.mql ?? 0) + hours * HOUR;

const lead = (n: number, like: (typeof LEADS)[number], deleted = '0', master = NOTHING) => ({
  Id: id18('00Q', n),
  IsDeleted: deleted,
  MasterRecordId: master,
  Email: like.email,
  Company: like.company,
  LeadSource: like.source,
  OwnerId: like.owner === 0 ? id18('00G', 9) : id18('005', like.owner),
  IsConverted: like.converted === null ? '0' : '1',
  ConvertedContactId: like.converted === null ? NOTHING : id18('003', n),
  CreatedDate: plain(like.created),
  MQL_Date__c: plain(like.mql),
});

const [one] = LEADS as [(typeof LEADS)[number]];
// lead 31 was deleted; lead 32 was merged into lead 1, and the export keeps both
const leads = [...LEADS.map(each => lead(each.n, each)), lead(31, one, '1'), lead(32, one, '1', id18('00Q', 1))];

const task = (n: number, who: string, when: number, deleted = '0') => ({
  Id: id18('00T', n),
  WhoId: who,
  WhatId: NOTHING,
  Subject: 'Call',
  ActivityDate: plain(when).slice(0, 10),
  Status: 'Completed',
  Priority: 'Normal',
  OwnerId: id18('005', 1),
  IsDeleted: deleted,
  IsClosed: '1',
  CreatedDate: plain(when),
  TaskSubtype: 'Call',
});

const tasks = [
  task(1, id18('00Q', 1), at(1, 1)),
  task(2, id18('003', 4), at(4, 90)),
  task(3, id18('003', 8), at(8, 90)),
  // nobody's contact, twice; a contact with the email of lead 2, who never converted; nobody at all; deleted
  task(4, id18('003', 77), at(1, 2)),
  task(5, id18('003', 77), at(1, 3)),
  task(6, id18('003', 78), at(2, 2)),
  task(7, NOTHING, at(1, 4)),
  task(8, id18('00Q', 1), at(1, 5), '1'),
];

const contacts = [4, 8, 77].map(n => ({
  Id: id18('003', n),
  AccountId: id18('001', n),
  FirstName: 'First',
  LastName: 'Last',
  Email: n === 77 ? 'other@elsewhere.example' : emailOf(n),
  OwnerId: id18('005', 1),
}));

const event = (n: number, who: string, child: string) => ({
  Id: id18('00U', n),
  WhoId: who,
  ActivityDateTime: plain(at(2, 50)),
  IsChild: child,
  IsDeleted: '0',
  OwnerId: id18('005', 2),
  CreatedDate: plain(at(2, 3)),
  Subject: 'Demo',
});

const member = (n: number, leadId: string, contactId: string, responded: string) => ({
  Id: id18('00v', n),
  IsDeleted: '0',
  CampaignId: id18('701', 1),
  LeadId: leadId,
  ContactId: contactId,
  Status: 'Responded',
  HasResponded: responded,
  CreatedDate: plain(at(3, -1)),
  FirstRespondedDate: '',
});

const read = (n: number, owner: number, lead: number, hours: number, type = 'call') => ({
  activity_id: id15(type === 'call' ? '00T' : '00U', n),
  lead_id: id15('00Q', lead),
  at: iso(at(lead, hours)),
  logged_at: iso(at(lead, type === 'call' ? hours : 3)),
  actor: id15('005', owner),
  type,
  // these tasks have no type of call; an event has no mark of automation and none of completion
  direction: type === 'call' ? '' : 'outbound',
  automated: type === 'call' ? false : '',
  completed: type === 'call' ? true : '',
});

const signal = (lead: number, signal: string) => ({
  lead_id: id15('00Q', lead),
  at: iso(at(3, -1)),
  signal,
  detail: 'Responded',
  campaign: id18('701', 1),
});

const write = (rows: Record<string, unknown>[]) => Buffer.from(csv(rows, {quoted: true}), 'latin1');

export const SALESFORCE_CONTACTS: readonly Twin[] = [
  {
    name: 'Salesforce, what hangs on contacts, on nobody, and on deleted or merged leads',
    systems: ['Salesforce'],
    files: {
      'Lead.csv': write(leads),
      'Task.csv': write(tasks),
      'Contact.csv': write([...contacts, {...contacts[0], Id: id18('003', 78), Email: emailOf(2)}]),
      // the second row is one attendee's copy
      'Event.csv': write([event(1, id18('00Q', 2), '0'), event(2, id18('00Q', 2), '1'), event(3, NOTHING, '0')]),
      'CampaignMember.csv': write([
        member(1, id18('00Q', 3), NOTHING, '1'),
        member(2, NOTHING, id18('003', 4), '0'),
        member(3, NOTHING, id18('003', 77), '1'),
        member(4, NOTHING, NOTHING, '1'),
      ]),
    },
    queues: [names.owner(0)],
    notes: [
      'Lead.csv: 1 row not read as leads: deleted in Salesforce',
      'Task.csv: 1 row not read as activities: on no lead and no contact',
      'Task.csv: 1 row not read as activities: deleted in Salesforce',
      "Event.csv: 1 row not read as activities: one attendee's copy of a group event",
      'activities: 2 rows joined to their lead by the contact that it became',
      "activities: 1 row joined to their lead through another system's record, by its email",
      'activities: 2 rows on contacts that no exported lead became, left out',
      'CampaignMember.csv: 1 row not read as signals: on no lead and no contact',
      'signals: 1 row joined to their lead by the contact that it became',
      'signals: 1 row on contacts that no exported lead became, left out',
    ],
    canonical: {
      leads: [
        ...canonicalLeads(names, [
          'lead_id',
          'email',
          'company',
          'source',
          'created_at',
          'mql_at',
          'owner',
          'contact_id',
        ]),
        {
          ...canonicalLeads(names, ['email', 'company', 'source', 'created_at', 'mql_at', 'owner', 'contact_id'])[0],
          lead_id: id15('00Q', 32),
        },
      ].map(row => ({...row, merged_into: row.lead_id === id15('00Q', 32) ? id15('00Q', 1) : ''})),
      activities: [
        read(1, 1, 1, 1),
        read(2, 1, 4, 90),
        read(3, 1, 8, 90),
        read(6, 1, 2, 2),
        read(1, 2, 2, 50, 'meeting'),
      ],
      signals: [signal(3, 'campaign_response'), signal(4, 'campaign_member')],
    },
  },
];
