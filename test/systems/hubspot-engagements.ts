import {byName, ownerId, type Rows, record} from './hubspot.ts';
import {LEADS, TOUCHES, type Touch} from './story.ts';
import {canonicalTouches, csv, iso} from './twin.ts';

const CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const NO_ANSWER = '73a0d17f-1163-4015-bdd5-ec830791da20';

const engagement = (touch: Touch) => ({
  hs_object_id: byName.touch(touch.n),
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
const forwarded = {...answer, hs_object_id: byName.touch(902), hs_email_direction: 'FORWARDED_EMAIL'};
const unbound = {...answer, hs_object_id: byName.touch(903), associated_contact_id: ''};
const meeting = {
  hs_object_id: byName.touch(904),
  hs_timestamp: iso((LEADS[3]?.mql ?? 0) + 7_200_000),
  hs_createdate: iso((LEADS[3]?.mql ?? 0) + 3_600_000),
  hubspot_owner_id: ownerId(1),
  // nobody's lead came too
  associated_contact_id: `99;${record(4)};${record(8)}`,
  hs_meeting_outcome: 'COMPLETED',
  hs_meeting_source: 'MEETINGS_PUBLIC',
};
const task = {
  hs_object_id: byName.touch(905),
  // when it is due, not when it was done
  hs_timestamp: iso((LEADS[3]?.mql ?? 0) + 90_000_000),
  hs_createdate: iso(LEADS[3]?.mql ?? 0),
  hs_task_completion_date: iso((LEADS[3]?.mql ?? 0) + 600_000),
  hs_task_status: 'COMPLETED',
  hubspot_owner_id: ownerId(1),
  associated_contact_id: record(4),
};

/** Engagements by internal names, each with its contact. */
export const ENGAGEMENTS = {
  'calls.csv': csv(calls),
  'emails.csv': csv([...emails, answer, forwarded, unbound]),
  'meetings.csv': csv([meeting]),
  'tasks.csv': csv([task]),
};

const touches = canonicalTouches(byName, [
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
    activity_id: byName.touch(901),
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
    activity_id: byName.touch(904),
    at: meeting.hs_timestamp,
    logged_at: meeting.hs_createdate,
    type: 'meeting',
    direction: 'inbound',
    automated: '',
    completed: '',
    outcome: 'held',
  },
  // who else met is another lead
  {
    ...extra,
    lead_id: record(8),
    activity_id: `${byName.touch(904)}:${record(8)}`,
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
    activity_id: byName.touch(905),
    at: task.hs_task_completion_date,
    logged_at: task.hs_createdate,
    type: 'task',
    direction: '',
    automated: '',
    completed: true,
    outcome: '',
  },
];

export const canonicalEngagements = [...touches, ...more];
