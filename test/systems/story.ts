/**
 * One small company whose leads every system's twin tells in its own shape: 24 handoffs over six weeks in spring 2026 (New York,
 * across no change of clocks), three people, a queue, a deactivated rep. Made by rules, not by chance, so that a reader can
 * follow a lead by its number: what is left over of it by 2, 3, 4 ... says what happened to it.
 */

export interface Person {
  n: number;
  name: string;
  email: string;
  active: boolean;
}

export interface Lead {
  n: number;
  first: string;
  last: string;
  email: string;
  company: string;
  title: string;
  phone: string;
  country: string;
  employees: number;
  industry: string;
  source: string;
  /** Instants in milliseconds. */
  created: number;
  mql: number;
  assigned: number;
  /** A person's number; 0 is the queue. */
  owner: number;
  accepted: number | null;
  qualified: number | null;
  rejected: number | null;
  reason: string | null;
  converted: number | null;
}

export interface Touch {
  n: number;
  lead: number;
  at: number;
  actor: number;
  type: 'call' | 'email' | 'meeting';
  direction: 'outbound' | 'inbound';
  automated: boolean;
  outcome: 'connected' | 'no_answer' | null;
}

export interface Deal {
  n: number;
  lead: number;
  amount: number;
  created: number;
  closed: number | null;
  won: boolean;
}

export const PEOPLE: readonly Person[] = [
  {n: 1, name: 'Ada Byrne', email: 'ada@rigel.example', active: true},
  {n: 2, name: 'Bo Castle', email: 'bo@rigel.example', active: true},
  {n: 3, name: 'Cy Dunn', email: 'cy@rigel.example', active: false},
];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST = Date.parse('2026-03-16T14:00:00Z');
const SOURCES = ['Demo Request', 'Free Trial', 'Webinar'];
const REASONS = ['Wrong ICP', 'No budget', 'Unable to reach'];

export const AS_OF = '2026-06-30T00:00:00Z';

export const LEADS: readonly Lead[] = Array.from({length: 24}, (_, index) => {
  const n = index + 1;
  const created = FIRST + index * 37 * 60 * MINUTE;
  const mql = created + 2 * MINUTE;
  const qualified = n % 4 === 0 ? mql + 3 * DAY : null;
  const rejected = n % 4 === 1 ? mql + 4 * DAY : null;
  const owner = n % 12 === 7 ? 0 : (n % 3) + 1;
  return {
    n,
    first: `First${n}`,
    last: `Last${n}`,
    email: `lead${n}@buyer${n}.example`,
    company: `Buyer ${n} Inc`,
    title: n % 2 ? 'VP Sales' : 'Analyst',
    phone: `+1 212 555 01${String(n).padStart(2, '0')}`,
    country: n % 5 ? 'US' : 'DE',
    employees: n * 20,
    industry: 'Software',
    source: SOURCES[n % 3] ?? '',
    created,
    mql,
    assigned: mql + 10 * MINUTE,
    owner,
    accepted: qualified === null && n % 4 !== 2 ? null : mql + 5 * 60 * MINUTE,
    qualified,
    rejected,
    reason: rejected === null ? null : (REASONS[n % 3] ?? null),
    converted: qualified,
  };
});

/** An acknowledgement by a system at once, a person after a time that grows with the lead's number, then a call that connects. */
export const TOUCHES: readonly Touch[] = LEADS.flatMap((lead): Omit<Touch, 'n'>[] => {
  const base = {lead: lead.n, actor: lead.owner || 1, direction: 'outbound' as const};
  const acknowledged = {...base, at: lead.mql + MINUTE, type: 'email' as const, automated: true, outcome: null};
  if (lead.n % 6 === 5) return [acknowledged];
  const first = {
    ...base,
    at: lead.mql + lead.n * lead.n * 3 * MINUTE,
    type: lead.n % 2 ? ('call' as const) : ('email' as const),
    automated: false,
    outcome: lead.n % 2 ? ('no_answer' as const) : null,
  };
  const second = {...base, at: first.at + DAY, type: 'call' as const, automated: false, outcome: 'connected' as const};
  return lead.n % 2 ? [acknowledged, first, second] : [acknowledged, first];
}).map((touch, index) => ({...touch, n: index + 1}));

/** Every second qualified lead became a deal, of which the first is lost, the second won, the third still open. */
export const DEALS: readonly Deal[] = LEADS.filter(lead => lead.qualified !== null && lead.n % 8 === 0).map(
  (lead, index) => ({
    n: index + 1,
    lead: lead.n,
    amount: 10_000 + 500 * lead.n,
    created: (lead.qualified ?? 0) + DAY,
    closed: index === 2 ? null : (lead.qualified ?? 0) + 20 * DAY,
    won: index === 1,
  }),
);

export const DEFINITIONS = `version: 1
company: Rigel
time_zone: America/New_York
icp: {all: [{field: employees, between: [50, 400]}]}
stages:
  mql: {all: [{use: icp}, {field: title, present: true}]}
sla:
  - {name: Demo request, when: {field: source, in: [Demo Request]}, respond_within: 1h, clock: business, target: 90%}
  - {name: Everything else, respond_within: 24h, clock: business, target: 80%}
dispositions:
  reasons:
    wrong_icp: {labels: [Wrong ICP], kind: rejected, true_if: {none: [{use: icp}]}}
    no_budget: {labels: [No budget], kind: rejected}
    unreachable: {labels: [Unable to reach], kind: disqualified, needs_attempts: 3}
`;
