import {DEALS, LEADS, PEOPLE, TOUCHES} from './story.ts';
import {
  canonicalDeals,
  canonicalLeads,
  canonicalTouches,
  canonicalUsers,
  csv,
  type Names,
  newYork,
  type Twin,
} from './twin.ts';

const id = (module: number, n: number) => String(4_876_876_000_000_000_000n + BigInt(module * 100_000 + n));
/** As a backup writes ids; the screens, and here the calls, have them bare. */
const backup = (bare: string) => (bare === '' ? '' : `zcrm_${bare}`);

const names: Names = {
  lead: n => id(1, n),
  owner: n => id(2, n),
  actor: n => id(2, n),
  touch: n => id(3, n),
  deal: n => id(4, n),
  contact: n => id(5, n),
};

const stamp = (value: number | null) => (value === null ? '' : newYork(value));
const person = (n: number) => (n === 0 ? 'Inbound Pool' : (PEOPLE[n - 1]?.name ?? ''));
const CALLS = TOUCHES.filter(({type}) => type === 'call');

/** A lookup is two columns: the id, then the name. */
const lookup = (header: string, value: string, name: string) => ({
  [`${header}.id`]: value,
  [header]: value === '' ? '' : name,
});

const leads = LEADS.map(lead => ({
  'Record Id': backup(names.lead(lead.n)),
  ...lookup('Lead Owner', backup(names.owner(lead.owner)), person(lead.owner)),
  'Is Converted': lead.converted !== null,
  Company: lead.company,
  'First Name': lead.first,
  'Last Name': lead.last,
  Title: lead.title,
  Email: lead.email,
  Phone: lead.phone,
  Mobile: '',
  'Lead Source': lead.source,
  'Lead Status': lead.rejected === null ? 'Contacted' : 'Junk Lead',
  Industry: lead.industry,
  'No. of Employees': lead.employees,
  ...lookup('Created By', backup(names.owner(1)), person(1)),
  'Created Time': newYork(lead.created),
  'Modified Time': newYork(lead.mql),
  'Lead Name': `${lead.first} ${lead.last}`,
  Country: lead.country,
  'Converted Date Time': stamp(lead.converted),
  // a number of days, whatever its name says
  'Lead Conversion Time': lead.converted === null ? '' : 3,
  ...lookup('Converted Contact', backup(lead.converted === null ? '' : id(5, lead.n)), `${lead.first} ${lead.last}`),
  'MQL Date': newYork(lead.mql),
  'SAL Date': stamp(lead.accepted),
  'SQL Date': stamp(lead.qualified),
  'Rejected Date': stamp(lead.rejected),
  'Rejection Reason': lead.reason ?? '',
}));

const calls = CALLS.map(touch => {
  const lead = LEADS[touch.lead - 1];
  const onContact = lead?.converted != null && touch.at > lead.converted;
  const deal = DEALS.find(each => each.lead === touch.lead);
  return {
    'Record Id': names.touch(touch.n),
    ...lookup('Call Owner', names.actor(touch.actor), person(touch.actor)),
    Subject: 'Outgoing call',
    'Call Type': 'Outbound',
    'Call Start Time': newYork(touch.at),
    ...lookup('Contact Name', onContact ? id(5, touch.lead) : '', 'contact'),
    ...lookup('Related To', !onContact ? names.lead(touch.lead) : deal ? names.deal(deal.n) : '', 'record'),
    'Outgoing Call Status': 'Completed',
    'Call Result': touch.outcome === 'connected' ? 'Interested' : 'No response/Busy',
    'Created Time': newYork(touch.at),
  };
});

const deals = DEALS.map(deal => ({
  'Record Id': backup(names.deal(deal.n)),
  ...lookup(
    'Deal Owner',
    backup(names.owner(LEADS[deal.lead - 1]?.owner ?? 1)),
    person(LEADS[deal.lead - 1]?.owner ?? 1),
  ),
  'Deal Name': `Deal ${deal.n}`,
  Amount: deal.amount,
  Stage: deal.won ? 'Closed Won' : deal.closed === null ? 'Negotiation/Review' : 'Closed Lost',
  'Closing Date': '2026-06-30',
  'Closed Time': stamp(deal.closed),
  ...lookup('Contact Name', backup(id(5, deal.lead)), 'contact'),
  'Created Time': newYork(deal.created),
}));

const users = PEOPLE.map(({n, name, email, active}) => ({
  'Record Id': backup(names.actor(n)),
  'First Name': name.split(' ')[0],
  'Last Name': name.split(' ')[1],
  Email: email,
  Role: 'Sales',
  Profile: 'Standard',
  Status: active ? 'active' : 'disabled',
}));

export const ZOHO: readonly Twin[] = [
  {
    name: "Zoho CRM, backup (pairs of id and name, ids with zcrm_ and without, the exporter's zone)",
    systems: ['Zoho CRM'],
    files: {
      'Leads_001.csv': csv(leads),
      'Calls_001.csv': csv(calls),
      'Deals_001.csv': csv(deals),
      'Users_001.csv': csv(users),
    },
    sourceTimeZone: 'America/New_York',
    canonical: {
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
        'owner',
        'accepted_at',
        'sql_at',
        'rejected_at',
        'rejection_reason',
        'converted_at',
        'contact_id',
      ]),
      activities: canonicalTouches(
        names,
        ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'direction', 'completed', 'outcome'],
        CALLS,
      ),
      opportunities: canonicalDeals(names),
      users: canonicalUsers(names),
    },
  },
];
