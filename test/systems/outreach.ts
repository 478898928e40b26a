import {BESIDE, crmId, emailOf, joinNotes, names} from './beside.ts';
import {LEADS, PEOPLE, TOUCHES} from './story.ts';
import {canonicalLeads, canonicalTouches, csv, iso, type Names, type Twin} from './twin.ts';

const stamp = (at: number) => iso(at).replace('Z', '.000Z');

const prospects = (crm: boolean) =>
  LEADS.map(lead => ({
    id: lead.n,
    emails: JSON.stringify([emailOf(lead.n), `alias${lead.n}@buyer.example`]),
    firstName: lead.first,
    lastName: lead.last,
    company: lead.company,
    title: lead.title,
    stageId: 2,
    ownerId: lead.owner || '',
    source: lead.source,
    addedAt: stamp(lead.created),
    touchedAt: stamp(lead.mql),
    externalId: crm ? crmId(lead.n) : '',
    externalSource: crm ? 'salesforce' : '',
  }));

// a sequence asked for the call, and a person dialled all the same
const calls = TOUCHES.filter(({type}) => type === 'call').map(touch => ({
  id: touch.n,
  createdAt: stamp(touch.at),
  dialedAt: stamp(touch.at),
  answeredAt: touch.outcome === 'connected' ? stamp(touch.at) : '',
  direction: 'outbound',
  outcome: touch.outcome === 'connected' ? 'Answered' : 'Not Answered',
  sequenceId: 12,
  prospectId: touch.lead,
  userId: touch.actor,
}));

const mailings = TOUCHES.filter(({type}) => type === 'email').map(touch => ({
  id: touch.n,
  mailingType: touch.automated ? 'sequence' : 'single',
  state: 'delivered',
  scheduledAt: stamp(touch.at - 60_000),
  deliveredAt: stamp(touch.at),
  repliedAt: '',
  sequenceId: touch.automated ? 12 : '',
  prospectId: touch.lead,
  userId: touch.actor,
}));

const first = mailings[0] as (typeof mailings)[number];
// answered a day later; never delivered; to a prospect of nobody's, by a user whom the CRM does not have
const answered = {...first, id: 901, mailingType: 'single', repliedAt: stamp(Date.parse('2026-04-01T12:00:00Z'))};
const bounced = {...first, id: 902, deliveredAt: ''};
const stranger = {...first, id: 903, mailingType: 'single', prospectId: 99, userId: 7};

const users = [
  ...PEOPLE.map(({n, email, active}) => ({id: n, email: email.toUpperCase(), firstName: '', locked: !active})),
  {id: 7, email: 'temp@agency.example', firstName: '', locked: false},
];

const own: Names = {
  ...names,
  lead: n => `outreach:prospect:${n}`,
  actor: n => (PEOPLE[n - 1]?.email ?? '').toUpperCase(),
  touch: n => (TOUCHES[n - 1]?.type === 'call' ? `outreach:call:${n}` : `outreach:mailing:${n}`),
};

function activities(shown: Names): Record<string, unknown>[] {
  const touches: Record<string, unknown>[] = canonicalTouches(shown, [
    'activity_id',
    'lead_id',
    'at',
    'logged_at',
    'actor',
    'type',
    'direction',
    'automated',
    'outcome',
  ]).map(touch => ({
    ...touch,
    logged_at: touch.type === 'call' ? touch.logged_at : '',
    outcome: touch.type === 'email' ? 'sent' : touch.outcome,
  }));
  const sample = touches.find(({activity_id}) => activity_id === own.touch(first.id));
  const mine = {...sample, automated: false};
  return [
    ...touches,
    {...mine, activity_id: 'outreach:mailing:901'},
    {
      ...mine,
      activity_id: 'outreach:reply:901',
      at: answered.repliedAt,
      actor: '',
      direction: 'inbound',
      outcome: 'replied',
    },
    {...mine, activity_id: 'outreach:mailing:903', lead_id: 'outreach:prospect:99', actor: 'temp@agency.example'},
  ];
}

const files = {
  'outreach-calls.csv': csv(calls),
  'outreach-mailings.csv': csv([...mailings, answered, bounced, stranger]),
  'outreach-users.csv': csv(users),
};

const objects = {
  'outreach-prospects.csv': 'prospects',
  'outreach-calls.csv': 'calls',
  'outreach-mailings.csv': 'mailings',
  'outreach-users.csv': 'users',
};

const on1 = {lead: 1};

export const OUTREACH: readonly Twin[] = [
  {
    ...BESIDE,
    name: 'Outreach beside Salesforce (joined by id, by contact, by email)',
    noMore: true,
    systems: ['Outreach', 'Salesforce'],
    files: {...BESIDE.files, ...files, 'outreach-prospects.csv': csv(prospects(true))},
    objects: {...BESIDE.objects, ...objects},
    notes: [
      ...joinNotes('activities', [...TOUCHES, on1, on1]),
      'activities: 1 row of no exported lead',
      `activities: ${TOUCHES.length + 2} rows whose actor is another system's user, known by its email; 1 of them of users that the CRM does not have`,
      'outreach-mailings.csv: 1 row not read as activities: never delivered',
    ],
    canonical: {
      ...BESIDE.canonical,
      activities: activities({...own, lead: names.lead}),
    },
  },
  {
    name: 'Outreach alone',
    noMore: true,
    systems: ['Outreach'],
    files: {...files, 'outreach-prospects.csv': csv(prospects(false))},
    objects,
    canonical: {
      leads: canonicalLeads({...own, owner: n => (n === 0 ? '' : own.actor(n))}, [
        'lead_id',
        'first_name',
        'last_name',
        'company',
        'title',
        'source',
        'created_at',
        'owner',
      ]).map((lead, index) => ({...lead, email: emailOf(index + 1)})),
      activities: activities(own),
    },
  },
];
