import {byName, canonicalHubspotDeals, ownerId, type Rows, record, stageOf} from './hubspot.ts';
import {DEALS, LEADS, PEOPLE, TOUCHES, type Touch} from './story.ts';
import {canonicalLeads, canonicalTouches, canonicalUsers, csv, iso, type Names, plain, type Twin} from './twin.ts';

const names: Names = {...byName, owner: n => (n === 0 ? '' : ownerId(n))};

/** Raw values of dates are milliseconds; the API writes ISO. */
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

const CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const NO_ANSWER = '73a0d17f-1163-4015-bdd5-ec830791da20';

const engagement = (touch: Touch) => ({
  hs_object_id: names.touch(touch.n),
  hs_timestamp: iso(touch.at),
  hs_createdate: iso(touch.at),
  hubspot_owner_id: ownerId(touch.actor),
  associated_contact_id: record(touch.lead),
});

const calls = TOUCHES.filter(({type}) => type === 'call').map(touch => ({
  ...engagement(touch),
  hs_call_direction: 'OUTBOUND',
  hs_call_status: 'COMPLETED',
  hs_call_duration: '30000',
  hs_call_disposition: touch.outcome === 'connected' ? CONNECTED : NO_ANSWER,
}));

const emails: Rows = TOUCHES.filter(({type}) => type === 'email').map(touch => ({
  ...engagement(touch),
  hs_email_direction: 'EMAIL',
  hs_sequence_id: touch.automated ? '77' : '',
  hs_email_subject: 'Your request',
}));

// lead 4 answers and meets; lead 5's forwarded email is nobody's act, and one without a contact is on no lead
const answer = {
  ...engagement({...(TOUCHES[0] as Touch), n: 901, lead: 4}),
  hs_email_direction: 'INCOMING_EMAIL',
  hs_sequence_id: '',
  hs_email_subject: 'Re: Your request',
};
const forwarded = {...answer, hs_object_id: names.touch(902), hs_email_direction: 'FORWARDED_EMAIL'};
const unbound = {...answer, hs_object_id: names.touch(903), associated_contact_id: ''};
const meeting = {
  hs_object_id: names.touch(904),
  hs_timestamp: iso((LEADS[3]?.mql ?? 0) + 7_200_000),
  hs_createdate: iso((LEADS[3]?.mql ?? 0) + 3_600_000),
  hubspot_owner_id: ownerId(1),
  associated_contact_id: record(4),
  hs_meeting_outcome: 'COMPLETED',
  hs_meeting_source: 'MEETINGS_PUBLIC',
};
const task = {
  hs_object_id: names.touch(905),
  // when it is due, not when it was done
  hs_timestamp: iso((LEADS[3]?.mql ?? 0) + 90_000_000),
  hs_createdate: iso(LEADS[3]?.mql ?? 0),
  hs_task_completion_date: iso((LEADS[3]?.mql ?? 0) + 600_000),
  hs_task_status: 'COMPLETED',
  hubspot_owner_id: ownerId(1),
  associated_contact_id: record(4),
};

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
    name: 'email',
    value: lead.email,
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

const touches = canonicalTouches(names, [
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
]).map(({automated, completed, outcome, ...touch}) => ({
  ...touch,
  // calls have no mark of automation, emails none of completion
  automated: touch.type === 'email' ? automated : '',
  completed: touch.type === 'call' ? completed : '',
  outcome: touch.type === 'email' ? 'sent' : outcome,
}));
const extra = {actor: ownerId(1), lead_id: record(4)};
const more = [
  {
    ...extra,
    activity_id: names.touch(901),
    at: answer.hs_timestamp,
    logged_at: answer.hs_timestamp,
    actor: answer.hubspot_owner_id,
    type: 'email',
    direction: 'inbound',
    automated: false,
    completed: '',
    outcome: 'replied',
  },
  {
    ...extra,
    activity_id: names.touch(904),
    at: meeting.hs_timestamp,
    logged_at: meeting.hs_createdate,
    type: 'meeting',
    direction: 'inbound',
    automated: '',
    completed: '',
    outcome: 'held',
  },
  {
    ...extra,
    activity_id: names.touch(905),
    at: task.hs_task_completion_date,
    logged_at: task.hs_createdate,
    type: 'task',
    direction: '',
    automated: '',
    completed: true,
    outcome: '',
  },
];

export const HUBSPOT_INTERNAL: readonly Twin[] = [
  {
    name: 'HubSpot, internal names (milliseconds, owners by id, engagements, property history)',
    systems: ['HubSpot'],
    files: {
      'contacts.csv': csv(contacts),
      'deals.csv': csv(deals),
      'calls.csv': csv(calls),
      'emails.csv': csv([...emails, answer, forwarded, unbound]),
      'meetings.csv': csv([meeting]),
      'tasks.csv': csv([task]),
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
      activities: [...touches, ...more],
      opportunities: canonicalHubspotDeals(names),
      users: canonicalUsers(names),
      ...canonicalHistory,
    },
  },
];
