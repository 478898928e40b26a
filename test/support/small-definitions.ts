import type {Definitions, Hours, Schedule, Weekday} from '../../src/definitions/definitions.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

function weekdays(hours: Hours, time_zone = 'America/New_York'): Schedule {
  return {time_zone, week: Object.fromEntries(WORKDAYS.map(day => [day, hours])), holidays: [], exceptions: {}};
}

/** A company with one promise (4 h, wall clock) and nothing else of its own; a test says what differs. */
export function smallDefinitions(changes: Partial<Definitions> = {}): Definitions {
  return {
    company: 'Test',
    time_zone: 'America/New_York',
    business_hours: {company: weekdays([['09:00', '17:00']]), teams: {}, holidays_known: true},
    review: {owner: null, every: 90 * DAY, last: null},
    exclude: [],
    icp: null,
    criteria: {},
    signals: {},
    stages: {mql: null, sql: null},
    built_in_stages: [],
    sla: [{name: 'All', when: null, respond_within: 4 * HOUR, clock: 'calendar', target: 0.9}],
    acceptance: {accept_within: DAY, clock: 'business', target: 0.9},
    follow_up: {min_attempts: 6, within: 10 * DAY, stalled_after: 14 * DAY, never_after: 30 * DAY},
    funnel: {
      horizon: {mql_to_sal: 7 * DAY, mql_to_sql: 30 * DAY, sql_to_opportunity: 60 * DAY, opportunity_to_won: 90 * DAY},
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
    ...changes,
  };
}
