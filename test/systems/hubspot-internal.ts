import {byName, canonicalHubspotDeals, ownerId, record, stageOf} from './hubspot.ts';
import {canonicalEngagements, ENGAGEMENTS} from './hubspot-engagements.ts';
import {DEALS, LEADS, PEOPLE} from './story.ts';
import {canonicalLeads, canonicalUsers, csv, iso, type Names, plain, type Twin} from './twin.ts';

const names: Names = {...byName, owner: n => (n === 0 ? '' : ownerId(n))};

/** Raw values of dates are milliseconds. */
const epoch = (at: number | null) => (at === null ? '' : String(at));

const contacts = LEADS.map(lead => ({
  hs_object_id: record(lead.n),
  email: lead.email,
  firstname: lead.first,
  lastname: lead.last,
  company: lead.company,
  jobtitle: lead.title,
  phone: lead.phone,
  country: lead.country,
  industry: lead.industry,
  hs_analytics_source: lead.source,
  lifecyclestage: lead.qualified === null ? 'marketingqualifiedlead' : 'salesqualifiedlead',
  hs_lead_status: lead.rejected === null ? 'IN_PROGRESS' : 'UNQUALIFIED',
  hubspot_owner_id: names.owner(lead.owner),
  hubspot_owner_assigneddate: epoch(lead.assigned),
  createdate: epoch(lead.created),
  hs_lifecyclestage_marketingqualifiedlead_date: epoch(lead.mql),
  hs_lifecyclestage_salesqualifiedlead_date: epoch(lead.qualified),
  hs_lead_disqualification_reason: lead.reason ?? '',
}));

const deals = DEALS.map(deal => ({
  hs_object_id: names.deal(deal.n),
  dealname: `Deal ${deal.n}`,
  dealstage: stageOf(deal),
  pipeline: 'default',
  amount: deal.amount.toFixed(2),
  closedate: epoch(deal.closed),
  createdate: epoch(deal.created),
  hubspot_owner_id: names.owner(LEADS[deal.lead - 1]?.owner ?? 1),
  hs_is_closed_won: deal.won,
  associatedcontactids: record(deal.lead),
}));

const owners = PEOPLE.map(({n, name, email, active}) => ({
  id: ownerId(n),
  email,
  firstName: name.split(' ')[0],
  lastName: name.split(' ')[1],
  userId: String(n),
  userIdIncludingInactive: String(n),
  archived: !active,
}));

// as a connector copies it; a cleared owner names nobody
const history = LEADS.flatMap(lead => [
  {
    contact_id: record(lead.n),
    timestamp: plain(lead.mql),
    source: 'WORKFLOW',
    name: 'lifecyclestage',
    value: 'marketingqualifiedlead',
    source_id: '',
  },
  {
    contact_id: record(lead.n),
    timestamp: plain(lead.created),
    source: 'CRM_UI',
    name: 'hubspot_owner_id',
    value: '',
    source_id: '',
  },
  {
    contact_id: record(lead.n),
    timestamp: plain(lead.assigned),
    source: 'CRM_UI',
    name: 'hubspot_owner_id',
    value: ownerId(lead.owner || 1),
    source_id: '',
  },
  {
    contact_id: record(lead.n),
    timestamp: plain(lead.created),
    source: 'FORM',
    name: 'jobtitle',
    value: 'Intern',
    source_id: '',
  },
]);

const canonicalHistory = {
  stage_history: LEADS.map(lead => ({lead_id: record(lead.n), at: iso(lead.mql), to_stage: 'marketingqualifiedlead'})),
  owner_history: LEADS.map(lead => ({
    lead_id: record(lead.n),
    at: iso(lead.assigned),
    new_owner: ownerId(lead.owner || 1),
  })),
  field_history: LEADS.flatMap(lead => [
    {lead_id: record(lead.n), at: iso(lead.mql), field: 'lifecyclestage', new_value: 'marketingqualifiedlead'},
    {lead_id: record(lead.n), at: iso(lead.created), field: 'title', new_value: 'Intern'},
  ]),
};

const INTERNAL = [
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
  'rejection_reason',
] as const;

export const HUBSPOT_INTERNAL: readonly Twin[] = [
  {
    name: 'HubSpot, internal names (milliseconds, owners by id, engagements, property history)',
    systems: ['HubSpot'],
    files: {
      'contacts.csv': csv(contacts),
      'deals.csv': csv(deals),
      ...ENGAGEMENTS,
      'owners.csv': csv(owners),
      'contact_property_history.csv': csv(history),
    },
    objects: {
      'contacts.csv': 'contacts (internal names)',
      'deals.csv': 'deals (internal names)',
      'calls.csv': 'calls',
      'emails.csv': 'emails',
      'meetings.csv': 'meetings',
      'tasks.csv': 'tasks',
      'owners.csv': 'owners',
      'contact_property_history.csv': 'property history',
    },
    notes: [
      'emails.csv: 1 row not read as activities: forwarded by hand',
      'emails.csv: 1 row not read as activities: on no contact',
      'contact_property_history.csv: 24 rows not read as owner_history: nobody became the owner',
    ],
    canonical: {
      leads: canonicalLeads(names, INTERNAL),
      activities: canonicalEngagements,
      opportunities: canonicalHubspotDeals(names),
      users: canonicalUsers(names),
      ...canonicalHistory,
    },
  },
];
