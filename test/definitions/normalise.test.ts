import {describe, expect, test} from 'vitest';
import {parseDefinitions} from '../../src/definitions/load.ts';
import {isDate, isTimeZone, parseDuration, parseHours, parseShare} from '../../src/definitions/units.ts';

const DAY = 86_400;
const definitions = (yaml: string) =>
  parseDefinitions({path: 'x.yaml', bytes: Buffer.from(yaml), from: 'x'}).definitions;

describe('units', () => {
  test.each([
    ['90s', 90],
    ['5m', 300],
    ['4h', 14_400],
    ['2d', 2 * DAY],
    ['1w', 7 * DAY],
    ['0d', 0],
    ['3650d', 3650 * DAY],
    ['3651d', null],
    ['1.5h', null],
    ['5 m', null],
    ['5', null],
    ['-5m', null],
  ])('duration %s is %s s', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  test.each([
    ['90%', 0.9],
    ['29%', 0.29],
    ['2.5%', 0.025],
    ['0 %', 0],
    ['100%', 1],
    [0.9, 0.9],
    [1, 1],
    ['100.1%', null],
    ['-1%', null],
    [1.01, null],
    ['90', null],
  ])('share %s is %s', (value, share) => expect(parseShare(value)).toBe(share));

  test.each([
    ['09:00-18:00', ['09:00', '18:00']],
    ['9:00 - 17:30', ['09:00', '17:30']],
    ['00:00-24:00', ['00:00', '24:00']],
    ['18:00-09:00', null],
    ['09:00-09:00', null],
    ['09:00-24:30', null],
    ['9-17', null],
  ])('hours %s', (text, hours) => expect(parseHours(text)).toEqual(hours));

  test.each([
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['26-01-01', false],
  ])('%s is a date: %s', (text, is) => expect(isDate(text)).toBe(is));

  test.each([
    ['America/New_York', true],
    ['UTC', true],
    ['Etc/GMT+5', true],
    ['+02:00', false],
    ['Mars/Olympus', false],
  ])('%s is a zone: %s', (text, is) => expect(isTimeZone(text)).toBe(is));
});

test('where the file is silent', () => {
  expect(definitions('')).toEqual({
    company: null,
    time_zone: 'UTC',
    business_hours: {
      company: {
        time_zone: 'UTC',
        week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['09:00', '18:00']]])),
        holidays: [],
        exceptions: {},
      },
      teams: {},
      holidays_known: false,
    },
    review: {owner: null, every: 92 * DAY, last: null},
    exclude: [],
    icp: null,
    criteria: {},
    signals: {},
    stages: {mql: null, sql: null},
    built_in_stages: [],
    sla: [],
    acceptance: null,
    follow_up: {min_attempts: 6, within: 10 * DAY, stalled_after: 14 * DAY, never_after: 30 * DAY},
    funnel: {
      horizon: {mql_to_sal: 7 * DAY, mql_to_sql: 30 * DAY, sql_to_opportunity: 60 * DAY, opportunity_to_won: 'auto'},
      rejection: 30 * DAY,
    },
    response: {
      start: 'buyer',
      counts: ['call', 'email', 'meeting', 'sms', 'social'],
      automated_counts: false,
      inquiry_within: 30 * DAY,
    },
    routing: {
      owner: null,
      last_reviewed: null,
      rules: [],
      queues: [],
      capacity: null,
      out_of_office: null,
      escalate: null,
    },
    dispositions: {contact_required: null, reasons: []},
    context: null,
    export: {system: null, source_time_zone: null, max_rejected: 0.05, tables: {}},
    checks: {},
    accepted: [],
  });
});

test('a policy without clock is on business hours, without target held to 90%', () => {
  expect(definitions('sla: [{name: All, respond_within: 1h}]').sla).toEqual([
    {name: 'All', when: null, respond_within: 3600, clock: 'business', target: 0.9},
  ]);
});

test('a team takes what it does not give from the company', () => {
  const {business_hours} = definitions(`
    time_zone: America/New_York
    business_hours:
      days: [mon, fri]
      hours: [09:00-12:00, 13:00-17:00]
      holidays: [2026-12-25, 2026-11-26]
      exceptions: {2026-12-24: 09:00-11:00, 2026-12-31: []}
      teams:
        london: {time_zone: Europe/London, hours: 08:30-17:30}
        weekend: {days: [sat], holidays: [], exceptions: {}}`);
  const split = [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ];
  expect(business_hours.holidays_known).toBe(true);
  expect(business_hours.company).toEqual({
    time_zone: 'America/New_York',
    week: {mon: split, fri: split},
    holidays: ['2026-11-26', '2026-12-25'],
    exceptions: {'2026-12-24': [['09:00', '11:00']], '2026-12-31': []},
  });
  expect(business_hours.teams['london']).toEqual({
    ...business_hours.company,
    time_zone: 'Europe/London',
    week: {mon: [['08:30', '17:30']], fri: [['08:30', '17:30']]},
  });
  expect(business_hours.teams['weekend']).toEqual({
    time_zone: 'America/New_York',
    week: {sat: split},
    holidays: [],
    exceptions: {},
  });
});

test('a country without the package that knows its holidays leaves them unknown', () => {
  expect(definitions('business_hours: {holidays: {country: XX, dates: [2026-05-01]}}').business_hours).toMatchObject({
    holidays_known: false,
    company: {holidays: ['2026-05-01']},
  });
});

test('a reason is known by its code too', () => {
  expect(definitions('dispositions: {reasons: {spam: {labels: [Junk, spam]}, other: }}').dispositions.reasons).toEqual([
    {
      code: 'spam',
      labels: ['spam', 'Junk'],
      kind: null,
      vague: false,
      contact_required: null,
      needs_attempts: null,
      true_if: null,
    },
    {
      code: 'other',
      labels: ['other'],
      kind: null,
      vague: false,
      contact_required: null,
      needs_attempts: null,
      true_if: null,
    },
  ]);
});

test('exclusions are criteria under a name; icp is one of the named criteria', () => {
  const {exclude, criteria} = definitions(`
    icp: {field: employees, gte: 50}
    exclude: [{name: internal, field: email, domain: [acme.com]}]`);
  expect(exclude).toEqual([{name: 'internal', when: {field: 'email', domain: ['acme.com']}}]);
  expect(criteria).toEqual({icp: {field: 'employees', gte: 50}});
});

test('signals count once and ever before where nothing else is written', () => {
  const {icp} = definitions('icp: {any: [{signal: demo}, {name: eager, signal: demo, count: 3, within: 30d}]}');
  expect(icp).toEqual({
    any: [
      {signal: 'demo', count: 1, within: null},
      {name: 'eager', signal: 'demo', count: 3, within: 30 * DAY},
    ],
  });
});
