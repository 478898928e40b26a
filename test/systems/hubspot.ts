import {DEALS, LEADS, type Lead, PEOPLE} from './story.ts';
import {canonicalDeals, canonicalLeads, csv, iso, type Names, newYork, type Twin} from './twin.ts';

export type Rows = Record<string, unknown>[];

/** Record ids have eleven digits. */
export const record = (n: number) => String(10_528_400_000 + n);
export const ownerId = (n: number) => String(44_020_000 + n);
export const person = (n: number) => PEOPLE.find(each => each.n === n)?.name ?? '';

// HubSpot has no queues: a contact that waits for one has no owner
export const byName: Names = {
  lead: record,
  owner: person,
  actor: ownerId,
  touch: n => String(19_732_000_000 + n),
  deal: n => String(7_000_000_000 + n),
};

/** `2026-03-16 10:00` of the account's clock. */
export const minute = (at: number | null) => (at === null ? '' : newYork(at).slice(0, 16));

export const stageOf = (deal: (typeof DEALS)[number]) =>
  deal.won ? 'Closed Won' : deal.closed ? 'Closed Lost' : 'Contract Sent';
export const isDeal = (lead: Lead) => DEALS.some(deal => deal.lead === lead.n);

/** No column says that a deal is closed: its stage does. */
export const canonicalHubspotDeals = (names: Names) =>
  canonicalDeals(names).map(({is_closed: _, ...deal}, index) => ({
    ...deal,
    stage: stageOf(DEALS[index] as (typeof DEALS)[number]),
  }));

/** Every cell in quotes, with the associated companies, whose labels repeat the contact's own. */
function withCompanies(rows: Rows): string {
  const [header, ...lines] = csv(rows, {quoted: true}).trimEnd().split('\n');
  const companies = lines.map((line, n) => `${line},"${880 + n}","2019-01-01 00:00"`);
  return `${[`${header},"Record ID - Company","Create Date"`, ...companies].join('\n')}\n`;
}

const BANDS = [25, 50, 100, 500, 1000];

/** `100-500` */
function bandOf(employees: number): string {
  const at = BANDS.findIndex(top => employees <= top);
  return `${BANDS[at - 1] ?? 5}-${BANDS[at]}`;
}

const contacts = LEADS.map(lead => ({
  'Record ID': record(lead.n),
  'First Name': lead.first,
  'Last Name': lead.last,
  Email: lead.email,
  'Phone Number': lead.phone,
  'Contact owner': lead.owner === 3 ? `${person(3)} (Deactivated User)` : person(lead.owner),
  'Lead Status': lead.rejected === null ? 'In Progress' : 'Unqualified',
  'Create Date': minute(lead.created),
  'Job Title': lead.title,
  'Company Name': lead.company,
  'Country/Region': lead.country,
  Industry: lead.industry,
  // a contact has a band, not a number
  'Number of Employees': bandOf(lead.employees),
  'Original Traffic Source': lead.source,
  'Owner Assigned Date': minute(lead.assigned),
  'Date entered "Marketing Qualified Lead (Lifecycle Stage Pipeline)"': minute(lead.mql),
  'Became a Sales Qualified Lead Date': minute(lead.qualified),
  'Became an Opportunity Date': isDeal(lead) ? minute(lead.qualified) : '',
  'Unqualified Date': minute(lead.rejected),
  'Unqualified Reason': lead.reason ?? '',
  // starts again with every owner: never read
  'Lead response time': '60000',
}));

// the second contact of the first deal is nobody's lead; that of the second is one who was handed off before the deal's own
const others = (deal: (typeof DEALS)[number]) => ({1: ';99', 2: `; ${record(3)}`})[deal.n] ?? '';

const deals = DEALS.map(deal => ({
  'Record ID': byName.deal(deal.n),
  'Deal Name': `Deal ${deal.n}`,
  'Deal Stage': stageOf(deal),
  Pipeline: 'Sales Pipeline',
  Amount: deal.amount.toFixed(2),
  'Close Date': minute(deal.closed),
  'Create Date': minute(deal.created),
  'Deal owner': person(LEADS[deal.lead - 1]?.owner ?? 1),
  'Associated Contact IDs': record(deal.lead) + others(deal),
  'Is Closed Won': deal.won,
}));

const history = LEADS.flatMap(lead => [
  {
    'Record ID': record(lead.n),
    Property: 'Lifecycle Stage',
    Value: 'Marketing Qualified Lead',
    Timestamp: minute(lead.mql),
    Source: 'Workflow',
  },
  {
    'Record ID': record(lead.n),
    Property: 'Contact owner',
    Value: person(lead.owner || 1),
    Timestamp: minute(lead.assigned),
    Source: 'CRM UI',
  },
  {'Record ID': record(lead.n), Property: 'Email', Value: lead.email, Timestamp: minute(lead.created), Source: 'Form'},
]);

const LABELLED = [
  'lead_id',
  'email',
  'first_name',
  'last_name',
  'company',
  'title',
  'phone',
  'country',
  'industry',
  'source',
  'created_at',
  'mql_at',
  'assigned_at',
  'owner',
  'sql_at',
  'rejected_at',
  'rejection_reason',
] as const;

const opportunity = LEADS.filter(isDeal).map(lead => ({
  lead_id: record(lead.n),
  at: iso(lead.qualified ?? 0),
  to_stage: 'opportunity',
}));

export const HUBSPOT: readonly Twin[] = [
  {
    name: "HubSpot, a person's export (labels, split in two, the account's clock, repeated labels)",
    systems: ['HubSpot'],
    sourceTimeZone: 'America/New_York',
    files: {
      'hubspot-crm-exports-all-contacts-2026-07-01-1.csv': withCompanies(contacts.slice(0, 15)),
      'hubspot-crm-exports-all-contacts-2026-07-01-2.csv': withCompanies(contacts.slice(15)),
      'hubspot-crm-exports-all-deals-2026-07-01.csv': csv(deals, {quoted: true}),
      'property-history-2026-07-01.csv': csv(history, {quoted: true}),
    },
    objects: {
      'hubspot-crm-exports-all-contacts-2026-07-01-1.csv': 'contacts (labels)',
      'hubspot-crm-exports-all-contacts-2026-07-01-2.csv': 'contacts (labels)',
      'hubspot-crm-exports-all-deals-2026-07-01.csv': 'deals (labels)',
      'property-history-2026-07-01.csv': 'property history (labels)',
    },
    notes: [
      'opportunities: 1 row of several leads; each is of the one whose latest handoff began before it, and counts once',
    ],
    canonical: {
      leads: canonicalLeads(byName, LABELLED).map((lead, index) => ({
        ...lead,
        employees: '',
        employees_range: bandOf(LEADS[index]?.employees ?? 0),
      })),
      opportunities: canonicalHubspotDeals(byName),
      stage_history: [
        ...LEADS.map(lead => ({lead_id: record(lead.n), at: iso(lead.mql), to_stage: 'Marketing Qualified Lead'})),
        ...opportunity,
      ],
      owner_history: LEADS.map(lead => ({
        lead_id: record(lead.n),
        at: iso(lead.assigned),
        new_owner: person(lead.owner || 1),
      })),
      field_history: LEADS.flatMap(lead => [
        {lead_id: record(lead.n), at: iso(lead.mql), field: 'Lifecycle Stage', new_value: 'Marketing Qualified Lead'},
        {lead_id: record(lead.n), at: iso(lead.created), field: 'email', new_value: lead.email},
      ]),
    },
  },
];
