import {DEALS, LEADS, PEOPLE, TOUCHES} from './story.ts';
import {
  canonicalDeals,
  canonicalLeads,
  canonicalTouches,
  canonicalUsers,
  csv,
  iso,
  type Names,
  plain,
  type Twin,
} from './twin.ts';

// ids whose first 15 characters tell records apart; the last three only guard the case
export const id15 = (prefix: string, n: number) => `${prefix}5g00000${String(n).padStart(5, '0')}`;
export const id18 = (prefix: string, n: number) => `${id15(prefix, n)}AAC`;
const NOTHING = '000000000000000AAA';

export const names: Names = {
  lead: n => id15('00Q', n),
  owner: n => (n === 0 ? id15('00G', 9) : id15('005', n)),
  actor: n => id15('005', n),
  touch: n => id15('00T', n),
  deal: n => id15('006', n),
  contact: n => id15('003', n),
};
const owner = (n: number) => (n === 0 ? id18('00G', 9) : id18('005', n));

interface Style {
  at(value: number): string;
  flag(value: boolean): string;
  none: string;
}

/** Every object by its API names; the three exports differ in how they write a value. */
function objects({at, flag, none}: Style): Record<string, Record<string, unknown>[]> {
  const stamp = (value: number | null) => (value === null ? '' : at(value));
  return {
    Lead: LEADS.map(lead => ({
      Id: id18('00Q', lead.n),
      IsDeleted: flag(false),
      MasterRecordId: none,
      FirstName: lead.first,
      LastName: lead.last,
      Title: lead.title,
      Company: lead.company,
      Country: lead.country,
      Phone: lead.phone,
      Email: lead.email,
      LeadSource: lead.source,
      Status: lead.rejected ? 'Disqualified' : 'Working',
      Industry: lead.industry,
      NumberOfEmployees: lead.employees,
      OwnerId: owner(lead.owner),
      IsConverted: flag(lead.converted !== null),
      ConvertedDate: stamp(lead.converted),
      ConvertedContactId: lead.converted === null ? none : id18('003', lead.n),
      CreatedDate: at(lead.created),
      SystemModstamp: at(lead.mql),
      LastTransferDate: at(lead.assigned),
      MQL_Date__c: at(lead.mql),
      SAL_Date__c: stamp(lead.accepted),
      SQL_Date__c: stamp(lead.qualified),
      Disqualified_Date__c: stamp(lead.rejected),
      Disqualified_Reason__c: lead.reason ?? '',
    })),
    // after the conversion an activity hangs on the contact
    Task: TOUCHES.map(touch => {
      const lead = LEADS[touch.lead - 1];
      const later = lead?.converted != null && touch.at > lead.converted;
      return {
        Id: id18('00T', touch.n),
        WhoId: later ? id18('003', touch.lead) : id18('00Q', touch.lead),
        WhatId: touch.automated ? id18('0XB', 1) : none,
        Subject: touch.automated ? 'List Email: thank you' : 'Follow up',
        ActivityDate: at(touch.at).slice(0, 10),
        Status: 'Completed',
        Priority: 'Normal',
        OwnerId: id18('005', touch.actor),
        IsDeleted: flag(false),
        IsClosed: flag(true),
        CreatedDate: at(touch.at),
        CallType: touch.type === 'call' ? 'Outbound' : '',
        CallDisposition: touch.outcome === 'connected' ? 'Connected' : touch.outcome === 'no_answer' ? 'No Answer' : '',
        CompletedDateTime: at(touch.at),
        TaskSubtype: touch.type === 'call' ? 'Call' : 'Email',
      };
    }),
    Opportunity: DEALS.map(deal => ({
      Id: id18('006', deal.n),
      IsDeleted: flag(false),
      StageName: deal.won ? 'Closed Won' : 'Negotiation',
      Amount: deal.amount.toFixed(2),
      CloseDate: stamp(deal.closed),
      IsClosed: flag(deal.closed !== null),
      IsWon: flag(deal.won),
      OwnerId: owner(LEADS[deal.lead - 1]?.owner ?? 1),
      CreatedDate: at(deal.created),
      ContactId: id18('003', deal.lead),
    })),
    User: PEOPLE.map(({n, name, email, active}) => ({
      Id: id18('005', n),
      Username: email,
      FirstName: name.split(' ')[0],
      LastName: name.split(' ')[1],
      Email: email,
      IsActive: flag(active),
      UserRoleId: none,
      TimeZoneSidKey: 'America/New_York',
    })),
  };
}

export const canonical = {
  leads: canonicalLeads(names, [
    'lead_id',
    'email',
    'first_name',
    'last_name',
    'company',
    'title',
    'phone',
    'country',
    'industry',
    'employees',
    'source',
    'created_at',
    'mql_at',
    'assigned_at',
    'owner',
    'accepted_at',
    'sql_at',
    'rejected_at',
    'rejection_reason',
    'converted_at',
    'contact_id',
  ]),
  activities: canonicalTouches(names, [
    'activity_id',
    'lead_id',
    'at',
    'logged_at',
    'actor',
    'type',
    'direction',
    'automated',
    'completed',
    'outcome',
  ]),
  opportunities: canonicalDeals(names),
  users: canonicalUsers(names),
};

/** Files are known by their headers; a name only helps. */
const objectsOf = (stem = (name: string) => name) =>
  Object.fromEntries(['Lead', 'Task', 'Opportunity', 'User'].map(name => [`${stem(name)}.csv`, `${name} (API names)`]));

const byHand = (name: string) => `extract ${name.toLowerCase()} march`;

const WEEKLY: Style = {at: plain, flag: value => (value ? '1' : '0'), none: NOTHING};
const BULK: Style = {at: value => iso(value).replace('Z', '.000+0000'), flag: String, none: ''};
const LOADER: Style = {at: value => iso(value).replace('Z', '.000Z'), flag: String, none: ''};

function files(
  style: Style,
  write: (rows: readonly Record<string, unknown>[]) => string | Buffer,
  stem = (name: string) => name,
) {
  return Object.fromEntries(Object.entries(objects(style)).map(([name, rows]) => [`${stem(name)}.csv`, write(rows)]));
}

export const SALESFORCE: readonly Twin[] = [
  {
    name: 'Salesforce, weekly export (Latin-1, 0/1, sentinel ids, GMT without a zone)',
    systems: ['Salesforce'],
    files: files(WEEKLY, rows => Buffer.from(csv(rows, {quoted: true}), 'latin1')),
    objects: objectsOf(),
    canonical,
    queues: [names.owner(0)],
  },
  {
    name: 'Salesforce, Bulk API (BOM, +0000)',
    systems: ['Salesforce'],
    files: files(BULK, rows => csv(rows, {bom: true})),
    objects: objectsOf(),
    canonical,
    queues: [names.owner(0)],
  },
  {
    name: 'Salesforce, Data Loader (every cell quoted, files named by hand)',
    systems: ['Salesforce'],
    files: files(LOADER, rows => csv(rows, {quoted: true, crlf: true}), byHand),
    objects: objectsOf(byHand),
    canonical,
    queues: [names.owner(0)],
  },
];
