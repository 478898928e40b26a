import {DEALS, LEADS, PEOPLE} from './story.ts';
import {canonicalDeals, canonicalLeads, canonicalUsers, csv, type Names, type Twin} from './twin.ts';

const uuid = (kind: number, n: number) => `20202020-${kind}abc-4d1e-8f00-${String(n).padStart(12, '0')}`;

const names: Names = {
  lead: n => uuid(1, n),
  owner: n => uuid(2, n),
  actor: n => uuid(2, n),
  touch: n => uuid(3, n),
  deal: n => uuid(4, n),
};

const stamp = (value: number | null) => (value === null ? '' : new Date(value).toISOString());

// of the handoff a person has nothing: what says it are fields that the company made
const people = LEADS.map(lead => ({
  Id: names.lead(lead.n),
  'Name / First Name': lead.first,
  'Name / Last Name': lead.last,
  'Emails / Primary Email': lead.email,
  'Emails / Additional Emails': '[]',
  'Company Id': uuid(5, lead.n),
  'Job Title': lead.title,
  'Phones / Primary Phone Number': lead.phone,
  'Creation date': stamp(lead.created),
  'Created by / Source': 'IMPORT',
  'Deleted at': '',
  'Lead Source': lead.source,
  Country: lead.country,
  Employees: lead.employees,
  'Owner Id': names.owner(lead.owner),
  'MQL at': stamp(lead.mql),
  'Assigned at': stamp(lead.assigned),
  'Accepted at': stamp(lead.accepted),
  'SQL at': stamp(lead.qualified),
  'Rejected at': stamp(lead.rejected),
  'Rejection reason': lead.reason ?? '',
}));

const opportunities = DEALS.map(deal => ({
  Id: names.deal(deal.n),
  Name: `Deal ${deal.n}`,
  'Amount / Amount': deal.amount,
  'Amount / Currency Code': 'USD',
  Stage: deal.won ? 'CUSTOMER' : deal.closed === null ? 'PROPOSAL' : 'LOST',
  'Close date': stamp(deal.closed),
  'Point of Contact Id': names.lead(deal.lead),
  'Company Id': uuid(5, deal.lead),
  'Owner Id': names.owner(LEADS[deal.lead - 1]?.owner ?? 1),
  'Creation date': stamp(deal.created),
}));

const members = PEOPLE.map(({n, name, email}) => ({
  Id: names.actor(n),
  'Name / First Name': name.split(' ')[0],
  'Name / Last Name': name.split(' ')[1],
  'User Email': email,
  'Time zone': 'America/New_York',
}));

export const TWENTY: readonly Twin[] = [
  {
    name: 'Twenty (labels with composites in parts, ISO times in UTC)',
    systems: ['Twenty'],
    files: {
      'people_2026-06-30.csv': csv(people),
      'opportunities_2026-06-30.csv': csv(opportunities),
      'workspaceMembers_2026-06-30.csv': csv(members),
    },
    canonical: {
      leads: canonicalLeads(names, [
        'lead_id',
        'email',
        'first_name',
        'last_name',
        'title',
        'phone',
        'country',
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
        // a company is an id, and no name
      ]).map((row, index) => ({...row, account_id: uuid(5, index + 1)})),
      opportunities: canonicalDeals(names, 'USD'),
      // whether a member is active is not exported
      users: canonicalUsers(names).map(({active: _, ...row}) => row),
    },
  },
];
