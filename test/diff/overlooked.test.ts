import {expect, test} from 'vitest';
import {parse} from 'yaml';
import type {LoadedDefinitions} from '../../src/definitions/load.ts';
import {diffDefinitions} from '../../src/diff/diff.ts';
import {Problem} from '../../src/problem.ts';
import {asIs, load, mirrored, type Written} from './definitions.ts';

/** Something of everything a definitions file can say. */
const EVERYTHING = parse(`
company: Halden
time_zone: America/New_York
business_hours:
  days: [mon, tue, wed]
  hours: ['09:00-12:00', '13:00-18:00']
  holidays: [2026-11-27, 2026-12-25]
  exceptions: {2026-12-24: 09:00-13:00, 2026-12-31: []}
  teams: {emea: {time_zone: Europe/London, hours: 08:30-17:30, days: [mon], holidays: [2026-05-01], exceptions: {2026-05-04: 10:00-12:00}}}
review: {owner: ann, every: 90d, last: 2026-09-30}
exclude: [{name: internal, field: email, domain: [halden.example]}, {name: tests, field: company, matches: '^test'}]
icp: {all: [{field: employees, between: [50, 2000]}, {field: country, in: [US, CA]}, {field: industry, not_in: [Education, Other]}]}
criteria: {partner: {field: source, is: Partner}, big: {field: employees, gte: 1000}}
signals: {high_intent: [demo, pricing]}
stages:
  mql: {all: [{use: icp}, {any: [{signal: demo}, {signal: high_intent, count: 3, within: 30d}]}, {none: [{use: partner}, {field: email, contains: gmail}]}]}
  sql: {at_least: 2, of: [{field: budget, present: true}, {field: need, present: false}, {field: score, gt: 5}, {field: age, lt: 3}, {field: rank, lte: 9}]}
sla:
  - {name: Demo, when: {field: source, in: [Demo, Chat]}, respond_within: 5m, clock: calendar, target: 90%}
  - {name: All, respond_within: 24h, clock: business, target: 80%}
acceptance: {accept_within: 24h, clock: business, target: 90%}
follow_up: {min_attempts: 7, within: 11d, stalled_after: 15d, never_after: 31d}
funnel: {horizon: {mql_to_sal: 8d, mql_to_sql: 31d, sql_to_opportunity: 61d, opportunity_to_won: 90d}, rejection: 31d}
response: {start: rep, counts: [call, email], automated_counts: true, inquiry_within: 31d}
routing:
  owner: ann
  last_reviewed: 2026-06-30
  rules:
    - {name: EMEA, when: {all: [{field: country, in: [GB, DE]}, {use: big}]}, to: {team: emea}}
    - {name: Rest, to: {queue: inbound}, distribute: round_robin}
  queues: [Inbound, Events]
  capacity: {open_leads: 60}
  out_of_office: {to: {user: ann}}
  escalate: {unworked_after: 4h, clock: calendar, to: manager}
dispositions:
  contact_required: false
  reasons:
    wrong: {labels: [Wrong ICP], kind: rejected, contact_required: true, true_if: {none: [{use: icp}]}}
    low: {labels: [Other], vague: true, needs_attempts: 3}
context: {required: [campaign, source], signals: 1}
export:
  system: salesforce
  source_time_zone: UTC
  max_rejected: 6%
  tables: {leads: {files: ['Lead*.csv'], columns: {source: Lead Source}, dates: mdy, source_time_zone: UTC, values: {status: {MQL: [Marketing]}}}}
checks: {mql-to-sql: {level: warn, below: 10%}, rejection-rate: {warn: 30%}}
accepted: [{finding: bounced, because: known, until: 2027-01-31}]
`) as Written;

const original = load(EVERYTHING);
const variants = [...without(EVERYTHING), ...otherwise(EVERYTHING)];

test.each(variants)('%s', (_, written) => {
  const changed = loadIfValid(written as Written);
  // a variant that is no definitions file, or means the same to the engine, has nothing to show
  if (changed === null || JSON.stringify(changed.definitions) === JSON.stringify(original.definitions)) return;
  const {changes} = diffDefinitions(original, changed);
  expect(changes).not.toEqual([]);
  expect(asIs(diffDefinitions(changed, original).changes)).toEqual(mirrored(changes));
});

test('most variants are definitions', () => {
  expect(variants.filter(([, written]) => loadIfValid(written) !== null).length).toBeGreaterThan(200);
});

function loadIfValid(written: Written): LoadedDefinitions | null {
  try {
    return load(written);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** Each part left out once. */
function without(value: unknown, path = 'without '): [string, Written][] {
  return eachInside(value, path, (inner, at) => without(inner, at), true);
}

/** Each single value changed once. */
function otherwise(value: unknown, path = 'otherwise '): [string, Written][] {
  if (typeof value !== 'object' || value === null) return [[path, changed(value) as Written]];
  return eachInside(value, path, (inner, at) => otherwise(inner, at), false);
}

function eachInside(
  value: unknown,
  path: string,
  inside: (inner: unknown, at: string) => [string, Written][],
  leaveOut: boolean,
): [string, Written][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}.${key}`;
    const put = (part: unknown) =>
      (Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? part : item))
        : {...value, [key]: part}) as Written;
    const left = Array.isArray(value)
      ? value.filter((_, index) => String(index) !== key)
      : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    const nested = inside(inner, at).map(([name, part]): [string, Written] => [name, put(part)]);
    return leaveOut ? [[at, left as Written] as [string, Written], ...nested] : nested;
  });
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  const text = String(value);
  const words: Readonly<Record<string, string>> = {
    calendar: 'business',
    business: 'calendar',
    rep: 'buyer',
    mon: 'fri',
    call: 'sms',
    rejected: 'recycled',
    warn: 'error',
    mdy: 'dmy',
    UTC: 'Asia/Tokyo',
    'America/New_York': 'Asia/Tokyo',
    'Europe/London': 'Asia/Tokyo',
    icp: 'big',
    big: 'partner',
    partner: 'big',
  };
  if (words[text] !== undefined) return words[text];
  if (/^\d+[smhdw%]$/.test(text)) return `${Number.parseInt(text, 10) + 1}${text.at(-1)}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text.replace('2026', '2025');
  if (/^\d\d:/.test(text)) return text.replace(/\d\d$/, '15');
  return `${text}x`;
}
