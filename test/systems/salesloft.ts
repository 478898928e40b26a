import {BESIDE, crmId, emailOf, joinNotes, names} from './beside.ts';
import {LEADS, PEOPLE, TOUCHES} from './story.ts';
import {canonicalTouches, csv, type Names, newYork, type Twin} from './twin.ts';

/** `2026-03-16T10:02:00.000000-04:00` */
const stamp = (at: number) => `${newYork(at).replace(' ', 'T')}.000000-04:00`;

const people = LEADS.map(lead => ({
  id: lead.n,
  created_at: stamp(lead.created),
  email_address: emailOf(lead.n),
  first_name: lead.first,
  last_name: lead.last,
  person_company_name: lead.company,
  'owner.id': lead.owner || '',
  crm_id: crmId(lead.n),
  crm_object_type: crmId(lead.n).startsWith('003') ? 'contact' : 'lead',
  'person_stage.id': 1,
}));

const calls = TOUCHES.filter(({type}) => type === 'call').map(touch => ({
  id: touch.n,
  created_at: stamp(touch.at),
  duration: 30,
  disposition: touch.outcome === 'connected' ? 'Connected' : 'No Answer',
  sentiment: '',
  'user.id': touch.actor,
  'called_person.id': touch.lead,
  'cadence.id': 5,
  'step.id': 2,
}));

const emails = TOUCHES.filter(({type}) => type === 'email').map(touch => ({
  id: touch.n,
  sent_at: stamp(touch.at),
  bounced: false,
  'recipient.id': touch.lead,
  'user.id': touch.actor,
  'cadence.id': touch.automated ? 5 : '',
  'step.id': touch.automated ? 1 : '',
}));

const users = PEOPLE.map(({n, name, email, active}) => ({
  id: n,
  guid: `0000-${n}`,
  name,
  email,
  active,
  time_zone: 'US/Eastern',
}));

const shown: Names = {
  ...names,
  touch: n => (TOUCHES[n - 1]?.type === 'call' ? `salesloft:call:${n}` : `salesloft:email:${n}`),
};

export const SALESLOFT: readonly Twin[] = [
  {
    ...BESIDE,
    name: 'Salesloft beside Salesforce (times with an offset)',
    noMore: true,
    systems: ['Salesforce', 'Salesloft'],
    files: {
      ...BESIDE.files,
      'salesloft-people.csv': csv(people),
      'salesloft-calls.csv': csv(calls),
      // a draft was never sent
      'salesloft-emails.csv': csv([...emails, {...emails[0], id: 901, sent_at: ''}]),
      'salesloft-users.csv': csv(users),
    },
    objects: {
      ...BESIDE.objects,
      'salesloft-people.csv': 'people',
      'salesloft-calls.csv': 'calls',
      'salesloft-emails.csv': 'emails',
      'salesloft-users.csv': 'users',
    },
    notes: [
      ...joinNotes('activities', TOUCHES),
      `activities: ${TOUCHES.length} rows whose actor is another system's user, known by its email`,
      'salesloft-emails.csv: 1 row not read as activities: not sent',
    ],
    canonical: {
      ...BESIDE.canonical,
      activities: canonicalTouches(shown, [
        'activity_id',
        'lead_id',
        'at',
        'actor',
        'type',
        'direction',
        'automated',
        'outcome',
      ]).map(touch => ({...touch, outcome: touch.type === 'email' ? 'sent' : touch.outcome})),
    },
  },
];
