import {DEALS, LEADS, PEOPLE, TOUCHES, type Touch} from './story.ts';
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

/** A record's GUID, by a digit for its kind. */
const guid = (kind: number, n: number) => `0f2c1a${kind}0-7b1e-ee11-8179-${String(n).padStart(12, '0')}`;
const person = (n: number) => (n === 0 ? 'Inbound Team' : (PEOPLE[n - 1]?.name ?? ''));
const nameOf = (n: number) => `First${n} Last${n}`;

const names: Names = {
  lead: n => guid(1, n),
  owner: person,
  actor: person,
  touch: n => guid(2, n),
  deal: n => guid(3, n),
};

/** As Excel in the United States shows it: `3/16/2026 10:00 AM`. */
function excel(value: number | null): string {
  if (value === null) return '';
  const [, year, month, day, hour, minute] = /(\d+)-(\d+)-(\d+) (\d+):(\d+)/.exec(newYork(value)) ?? [];
  const half = Number(hour) < 12 ? 'AM' : 'PM';
  return `${Number(month)}/${Number(day)}/${year} ${Number(hour) % 12 || 12}:${minute} ${half}`;
}

const dayOf = (value: number | null) => excel(value).split(' ')[0] ?? '';
const dollars = (amount: number) => `$${amount.toLocaleString('en-US')}.00`;

/** Three hidden columns, then the view's. */
const view = (record: string, id: string, modified: number, columns: Record<string, unknown>) => ({
  [`(Do Not Modify) ${record}`]: id,
  '(Do Not Modify) Row Checksum': `q1+${id.slice(-4)}/x==`,
  '(Do Not Modify) Modified On': excel(modified),
  ...columns,
});

const leads = LEADS.map(lead =>
  view('Lead', names.lead(lead.n), lead.mql, {
    Topic: `Interest of ${lead.company}`,
    'First Name': lead.first,
    'Last Name': lead.last,
    'Job Title': lead.title,
    'Company Name': lead.company,
    Email: lead.email,
    'Business Phone': lead.phone,
    'Country/Region': lead.country,
    'Lead Source': lead.source,
    Status: lead.rejected !== null ? 'Disqualified' : lead.qualified !== null ? 'Qualified' : 'Open',
    'Status Reason': lead.rejected === null ? 'New' : 'Lost',
    Owner: person(lead.owner),
    'Created On': excel(lead.created),
    Industry: lead.industry,
    'No. of Employees': lead.employees.toLocaleString('en-US'),
    'MQL Date': excel(lead.mql),
    'Accepted On': excel(lead.accepted),
    'Qualified On': excel(lead.qualified),
    'Disqualified On': excel(lead.rejected),
    'Disqualification Reason': lead.reason ?? '',
  }),
);

const LOGGED = TOUCHES.filter(({automated}) => !automated);
// a lookup shows the lead's name and nothing else
const activity = (touch: Touch) => ({
  Subject: 'Follow up',
  Regarding: nameOf(touch.lead),
  'Activity Status': 'Completed',
  Owner: person(touch.actor),
  'Due Date': dayOf(touch.at),
  'Created On': excel(touch.at),
  'Actual End': excel(touch.at),
});
// a view of one kind of activity has no column for the kind
const calls = LOGGED.filter(({type}) => type === 'call').map(touch =>
  view('Phone Call', names.touch(touch.n), touch.at, {...activity(touch), Direction: 'Outgoing'}),
);
const others = LOGGED.filter(({type}) => type !== 'call').map(touch =>
  view('Activity', names.touch(touch.n), touch.at, {...activity(touch), 'Activity Type': 'Email'}),
);

const opportunities = DEALS.map(deal =>
  view('Opportunity', names.deal(deal.n), deal.created, {
    Topic: `Deal ${deal.n}`,
    'Originating Lead': nameOf(deal.lead),
    'Est. Revenue': dollars(deal.won ? deal.amount + 500 : deal.amount),
    'Actual Revenue': deal.won ? dollars(deal.amount) : '',
    Status: deal.won ? 'Won' : deal.closed === null ? 'Open' : 'Lost',
    Owner: person(LEADS[deal.lead - 1]?.owner ?? 1),
    'Created On': excel(deal.created),
    'Actual Close Date': dayOf(deal.closed),
  }),
);

const users = PEOPLE.map(({n, name, email, active}) =>
  view('User', guid(4, n), LEADS[0]?.created ?? 0, {
    'Full Name': name,
    'Business Unit': 'Rigel',
    'Primary Email': email,
    Status: active ? 'Enabled' : 'Disabled',
  }),
);

const crlf = (rows: readonly Record<string, unknown>[]) => csv(rows, {bom: true, crlf: true});

export const DYNAMICS: readonly Twin[] = [
  {
    name: 'Dynamics 365, views saved as CSV (three hidden columns, lookups by name, Excel dates)',
    systems: ['Dynamics 365'],
    files: {
      'My Open Leads 6-30-2026 9-00-00 AM.csv': crlf(leads),
      'All Phone Calls 6-30-2026 9-01-00 AM.csv': crlf(calls),
      'All Activities 6-30-2026 9-02-00 AM.csv': crlf(others),
      'All Opportunities 6-30-2026 9-03-00 AM.csv': crlf(opportunities),
      'Enabled Users 6-30-2026 9-04-00 AM.csv': crlf(users),
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
      ]),
      // only a view of calls says which way they went
      activities: canonicalTouches(
        names,
        ['activity_id', 'lead_id', 'at', 'logged_at', 'actor', 'type', 'direction', 'completed'],
        LOGGED,
      ).map(row => (row.type === 'call' ? row : {...row, direction: ''})),
      // the day of a close, without a time
      opportunities: canonicalDeals(names).map((row, index) => {
        const closed = DEALS[index]?.closed ?? null;
        return {...row, closed_at: closed === null ? '' : newYork(closed).slice(0, 10)};
      }),
      users: canonicalUsers({actor: n => guid(4, n)}).map(row => ({...row, team: 'Rigel'})),
    },
  },
];
