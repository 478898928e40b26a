import {BESIDE, lead15} from './beside.ts';
import {id18} from './salesforce.ts';
import {LEADS, PEOPLE} from './story.ts';
import {csv, halfDay, iso, newYork, type Twin} from './twin.ts';

const HOUR = 3_600_000;

/** `3/16/2026, 10:05 AM`, as a report of an American says it. */
function american(at: number): string {
  const [year, month, day] = newYork(at).slice(0, 10).split('-');
  return `${Number(month)}/${Number(day)}/${year}, ${halfDay(at).toUpperCase()}`;
}

const person = (n: number) => PEOPLE[n - 1];

/** Every lead is routed once, and every fifth again an hour later: to the next person. */
const ROUTES = LEADS.flatMap(lead => {
  const routed = {lead: lead.n, at: lead.assigned, before: 0, after: lead.owner || 1};
  const again = {...routed, at: routed.at + HOUR, before: routed.after, after: (routed.after % 3) + 1};
  return lead.n % 5 === 0 ? [routed, again] : [routed];
});

const log = ROUTES.map(({lead, at, before, after}) => ({
  'Lead ID': id18('00Q', lead),
  'Created Date': american(at),
  'Previous Owner': person(before)?.name ?? 'Inbound Queue',
  'New Owner': person(after)?.name ?? '',
  'Round Robin Pool': 'Inbound',
  'Routing Type': 'Continuous',
  Trigger: 'New',
}));

const FOOTER =
  '\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n';

const routes = ROUTES.map(({lead, at, before, after}, index) => ({
  timestamp: iso(at),
  object: 'lead',
  object_id: id18('00Q', lead),
  action: 'assigned',
  pool: 'inbound',
  assigned_to: person(after)?.email ?? '',
  prev_owner: person(before)?.email ?? '',
  sequence: index + 1,
  reason: 'round robin',
  request_id: `r${index}`,
  idempotency_key: `k${index}`,
  diff: '{}',
}));

const [first] = routes;

export const ROUTING: readonly Twin[] = [
  {
    ...BESIDE,
    name: 'LeanData, a report on its log, beside Salesforce',
    noMore: true,
    systems: ['LeanData', 'Salesforce'],
    sourceTimeZone: 'America/New_York',
    files: {
      ...BESIDE.files,
      // a trip that changed no owner
      'report1782864000009.csv': csv([...log, {...log[0], 'New Owner': ''}], {quoted: true}) + FOOTER,
    },
    objects: {...BESIDE.objects, 'report1782864000009.csv': 'routing log (report)'},
    notes: ['report1782864000009.csv: 1 row not read as owner_history: no new owner'],
    canonical: {
      ...BESIDE.canonical,
      owner_history: ROUTES.map(({lead, at, before, after}) => ({
        lead_id: lead15(lead),
        at: iso(at),
        old_owner: person(before)?.name ?? 'Inbound Queue',
        new_owner: person(after)?.name,
      })),
    },
  },
  {
    ...BESIDE,
    name: 'A routing log (timestamp, object_id, assigned_to) beside Salesforce',
    systems: ['LeanData', 'Salesforce'],
    files: {
      ...BESIDE.files,
      'routing-log.csv': csv([
        ...routes,
        {...first, action: 'skipped', assigned_to: ''},
        {...first, object: 'account', object_id: id18('001', 1)},
      ]),
    },
    objects: {...BESIDE.objects, 'routing-log.csv': 'routing log (timestamp, object_id, assigned_to)'},
    notes: [
      'routing-log.csv: 1 row not read as owner_history: nobody was assigned',
      'routing-log.csv: 1 row not read as owner_history: no lead',
    ],
    canonical: {
      ...BESIDE.canonical,
      owner_history: ROUTES.map(({lead, at, before, after}) => ({
        lead_id: lead15(lead),
        at: iso(at),
        old_owner: person(before)?.email ?? '',
        new_owner: person(after)?.email,
      })),
    },
  },
];
