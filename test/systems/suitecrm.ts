import {stringify} from 'csv-stringify/sync';
import {DEALS, LEADS, PEOPLE, TOUCHES} from './story.ts';
import {
  canonicalDeals,
  canonicalLeads,
  canonicalTouches,
  canonicalUsers,
  type Names,
  newYork,
  type Twin,
} from './twin.ts';

const id = (kind: string, n: number) => `${kind}c0ffee-41d3-9a5e-77b0-${String(n).padStart(12, '0')}`;
const person = (n: number) => (n === 0 ? 'Inbound Pool' : (PEOPLE[n - 1]?.name ?? ''));

const names: Names = {
  lead: n => id('1e', n),
  owner: n => id('5e', n),
  actor: n => id('5e', n),
  touch: n => id('ca', n),
  deal: n => id('0d', n),
  contact: n => id('c0', n),
};

/** How the user likes dates; there are no seconds in any of these forms. */
interface Style {
  at(value: number): string;
  day(value: number): string;
}

const CALLS = TOUCHES.filter(({type}) => type === 'call');
const EXPECTED = Date.parse('2026-06-25T16:00:00Z');

function modules({at, day}: Style): Record<string, Record<string, unknown>[]> {
  const stamp = (value: number | null) => (value === null ? '' : at(value));
  return {
    Leads: LEADS.map(lead => ({
      'First Name': lead.first,
      'Last Name': lead.last,
      ID: names.lead(lead.n),
      Salutation: '',
      Title: lead.title,
      Department: '',
      'Account Name': lead.company,
      'Email Address': lead.email,
      'Phone Mobile': '',
      'Phone Work': lead.phone,
      'Primary Address Country': lead.country,
      Status: lead.rejected === null ? 'In Process' : 'Dead',
      'Status Description': lead.rejected === null ? 'called twice' : '',
      'Lead Source': lead.source,
      Converted: lead.converted === null ? '0' : '1',
      'Do Not Call': '0',
      'Contact ID': lead.converted === null ? '' : id('c0', lead.n),
      'Assigned User Name': person(lead.owner),
      'Assigned User ID': names.owner(lead.owner),
      'Date Created': at(lead.created),
      'Date Modified': at(lead.mql),
      Deleted: '0',
      'MQL Date': at(lead.mql),
      'SAL Date': stamp(lead.accepted),
      'SQL Date': stamp(lead.qualified),
      'Rejected Date': stamp(lead.rejected),
      'Rejection Reason': lead.reason ?? '',
    })),
    Calls: CALLS.map(touch => {
      const lead = LEADS[touch.lead - 1];
      const onContact = lead?.converted != null && touch.at > lead.converted;
      return {
        Subject: 'Follow up',
        ID: names.touch(touch.n),
        Status: 'Held',
        Direction: 'Outbound',
        Date: at(touch.at),
        'Date End': at(touch.at + 900_000),
        'Parent Type': onContact ? 'Contacts' : 'Leads',
        'Parent ID': onContact ? id('c0', touch.lead) : names.lead(touch.lead),
        'Assigned to': person(touch.actor),
        'Date Created': at(touch.at),
      };
    }),
    Opportunities: DEALS.map(deal => ({
      'Opportunity Name': `Deal ${deal.n}`,
      ID: names.deal(deal.n),
      'Opportunity Amount': deal.amount.toFixed(2),
      'Sales Stage': deal.won ? 'Closed Won' : deal.closed === null ? 'Prospecting' : 'Closed Lost',
      'Expected Close Date': day(deal.closed ?? EXPECTED),
      'Assigned User ID': names.owner(LEADS[deal.lead - 1]?.owner ?? 1),
      'Date Created': at(deal.created),
      Deleted: '0',
    })),
    Users: PEOPLE.map(({n, name, email, active}) => ({
      'User Name': name.toLowerCase().replace(' ', '.'),
      ID: names.actor(n),
      'First Name': name.split(' ')[0],
      'Last Name': name.split(' ')[1],
      Status: active ? 'Active' : 'Inactive',
      'Employee Status': 'Active',
      'Email Address': email,
    })),
  };
}

/** `03/16/2026 10:00am`. */
function american(value: number): string {
  const [, year, month, day, hour, minute] = /(\d+)-(\d+)-(\d+) (\d+):(\d+)/.exec(newYork(value)) ?? [];
  const twelve = String(Number(hour) % 12 || 12).padStart(2, '0');
  return `${month}/${day}/${year} ${twelve}:${minute}${Number(hour) < 12 ? 'am' : 'pm'}`;
}

/** `16.03.2026 10:00`. */
function german(value: number): string {
  const [, year, month, day, time] = /(\d+)-(\d+)-(\d+) (\d+:\d+)/.exec(newYork(value)) ?? [];
  return `${day}.${month}.${year} ${time}`;
}

function files(at: Style['at'], options: {delimiter: string; bom: boolean}): Twin['files'] {
  const day = (value: number) => at(value).split(' ')[0] ?? '';
  return Object.fromEntries(
    Object.entries(modules({at, day})).map(([name, rows]) => [
      `${name}.csv`,
      stringify(rows, {header: true, quoted: true, record_delimiter: '\r\n', ...options}),
    ]),
  );
}

const canonical: Twin['canonical'] = {
  leads: canonicalLeads(names, [
    'lead_id',
    'email',
    'first_name',
    'last_name',
    'company',
    'title',
    'phone',
    'country',
    'source',
    'created_at',
    'mql_at',
    'owner',
    'accepted_at',
    'sql_at',
    'rejected_at',
    'rejection_reason',
    'contact_id',
  ]),
  // who called is a name there, the owner of a lead an id
  activities: canonicalTouches(
    {...names, actor: person},
    ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'direction', 'completed'],
    CALLS,
  ),
  // contacts of an opportunity are not exported with it; an open one has the day on which it is expected to close
  opportunities: canonicalDeals(names).map(({contact_id: _, ...row}, index) => ({
    ...row,
    closed_at: newYork(DEALS[index]?.closed ?? EXPECTED).slice(0, 10),
  })),
  users: canonicalUsers(names),
};

export const SUITECRM: readonly Twin[] = [
  {
    name: 'SuiteCRM, an American user (all quoted, 0/1, am and pm)',
    systems: ['SuiteCRM'],
    files: files(american, {delimiter: ',', bom: false}),
    sourceTimeZone: 'America/New_York',
    canonical,
  },
  {
    name: 'SuiteCRM, a German format (semicolons, BOM, day first)',
    systems: ['SuiteCRM'],
    files: files(german, {delimiter: ';', bom: true}),
    sourceTimeZone: 'America/New_York',
    canonical,
  },
];
