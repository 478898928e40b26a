import {BESIDE, crmId, emailOf, joinNotes, lead15} from './beside.ts';
import {id18} from './salesforce.ts';
import {LEADS, PEOPLE} from './story.ts';
import {csv, halfDay, iso, newYork, type Twin} from './twin.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Every second lead books a meeting with its owner within minutes; every sixth does not come. */
const BOOKINGS = LEADS.filter(({n}) => n % 2 === 0).map(lead => ({
  lead: lead.n,
  booked: lead.mql + 4 * MINUTE,
  start: lead.mql + 2 * DAY,
  missed: lead.n % 6 === 0,
  host: PEOPLE[(lead.owner || 1) - 1]?.email ?? '',
}));

/** `2026-03-16 10:06 am` */
const clock = (at: number) => `${newYork(at).slice(0, 10)} ${halfDay(at)}`;

const event = ({lead, booked, start, missed, host}: (typeof BOOKINGS)[number]) => ({
  'User Name': 'Host',
  Team: '',
  'Invitee Name': `First${lead} Last${lead}`,
  'Invitee First Name': `First${lead}`,
  'Invitee Last Name': `Last${lead}`,
  'Invitee Email': emailOf(lead),
  'Invitee Time Zone': 'Eastern Time - US & Canada',
  'Invitee accepted marketing emails': '',
  'Event Type Name': '30 Minute Meeting',
  'Start Date & Time': clock(start),
  'End Date & Time': clock(start + 30 * MINUTE),
  Location: '',
  'Event Created Date & Time': clock(booked),
  Canceled: false,
  'Canceled By': '',
  'Question 1': 'Please share anything, that helps',
  'Response 1': 'We need a "demo"',
  'Salesforce UUID': crmId(lead),
  'Marked as No-Show': missed ? 'Yes' : 'No',
  'User Email': host,
  'Event UUID': `event-${lead}`,
  'Invitee UUID': `invitee-${lead}`,
  'Invitee scheduled by': '',
  'Scheduling method': '',
});

const [first] = BOOKINGS.map(event);

const calendly = [
  ...BOOKINGS.map(event),
  {...first, 'Invitee UUID': 'invitee-901', Canceled: true},
  // the CRM's id is of a contact that no lead became: the email still joins
  {...first, 'Invitee UUID': 'invitee-902', 'Salesforce UUID': id18('003', 77)},
  {...first, 'Invitee UUID': 'invitee-903', 'Salesforce UUID': '', 'Invitee Email': 'nobody@else.example'},
  // booked by a rep on the buyer's behalf
  {...first, 'Invitee UUID': 'invitee-904', 'Invitee scheduled by': 'ada@rigel.example'},
];

function bookings(prefix: string, id: (n: number) => string, outcome: (missed: boolean) => string) {
  return BOOKINGS.map(({lead, missed, host}) => ({
    activity_id: `${prefix}:${id(lead)}`,
    lead_id: lead15(lead),
    actor: host,
    type: 'meeting',
    direction: 'inbound',
    outcome: outcome(missed),
  }));
}

const booked = bookings(
  'calendly',
  n => `invitee-${n}`,
  missed => (missed ? 'no_show' : 'scheduled'),
).map((row, index) => ({...row, at: iso(BOOKINGS[index]?.booked ?? 0)}));
const on2 = {lead: 2};

const meeting = ({lead, booked: at, start, missed, host}: (typeof BOOKINGS)[number]) => ({
  meetingIdChili: `chili-${lead}`,
  meetingCreatedTime: iso(at),
  meetingStartTime: iso(start),
  meetingEndTime: iso(start + 30 * MINUTE),
  primaryGuestEmail: emailOf(lead),
  primaryGuestTimeZone: 'America/New_York',
  hostEmail: host,
  assigneeEmail: host,
  productFeatureType: 'Concierge',
  meetingTypeName: 'Demo',
  status: missed ? 'NoShow' : 'Completed',
});

const [one] = BOOKINGS.map(meeting);

export const SCHEDULING: readonly Twin[] = [
  {
    ...BESIDE,
    name: 'Calendly beside Salesforce (12 hours, by Salesforce UUID, else by email)',
    systems: ['Calendly', 'Salesforce'],
    sourceTimeZone: 'America/New_York',
    files: {...BESIDE.files, 'events-export.csv': csv(calendly)},
    objects: {...BESIDE.objects, 'events-export.csv': 'events'},
    notes: [
      ...joinNotes('activities', [...BOOKINGS.filter(({lead}) => lead !== 2), {lead: 2}, on2, on2]),
      'activities: 1 row of no exported lead',
      'events-export.csv: 1 row not read as activities: canceled',
    ],
    canonical: {
      ...BESIDE.canonical,
      activities: [
        ...booked,
        {...booked[0], activity_id: 'calendly:invitee-902'},
        {...booked[0], activity_id: 'calendly:invitee-903', lead_id: 'calendly:invitee-903'},
        {...booked[0], activity_id: 'calendly:invitee-904', direction: 'outbound'},
      ],
    },
  },
  {
    ...BESIDE,
    name: "Chili Piper beside Salesforce (its webhooks' names, by email)",
    noMore: true,
    systems: ['Chili Piper', 'Salesforce'],
    files: {
      ...BESIDE.files,
      'meetings-export-2026-07.csv': csv([
        ...BOOKINGS.map(meeting),
        {...one, meetingIdChili: 'chili-901', status: 'Canceled'},
        {...one, meetingIdChili: 'chili-902', productFeatureType: 'Handoff'},
      ]),
    },
    objects: {...BESIDE.objects, 'meetings-export-2026-07.csv': 'meetings'},
    notes: [
      `activities: ${BOOKINGS.length + 1} rows joined to their lead by its email`,
      'meetings-export-2026-07.csv: 1 row not read as activities: canceled',
    ],
    canonical: {
      ...BESIDE.canonical,
      activities: bookings(
        'chilipiper',
        n => `chili-${n}`,
        missed => (missed ? 'no_show' : 'held'),
      )
        .map((row, index) => ({
          ...row,
          at: iso(BOOKINGS[index]?.start ?? 0),
          logged_at: iso(BOOKINGS[index]?.booked ?? 0),
        }))
        .flatMap((row, index) =>
          index === 0 ? [row, {...row, activity_id: 'chilipiper:chili-902', direction: 'outbound'}] : [row],
        ),
    },
  },
];
