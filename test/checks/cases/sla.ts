import type {SmallRow} from '../../../src/model/small-table.ts';
import {smallDefinitions} from '../../support/small-definitions.ts';
import {ago, days, rows, UNTOUCHED} from '../rows.ts';
import type {Story} from '../story.ts';

const LATE = {wall_seconds: 20_000, sla_elapsed: 20_000, sla_state: 'breached_late'};
const FLIP = {...UNTOUCHED, accepted_at: ago(days(40) - 120)};

/** Weeks of 20 promises each; `kept` says how many of week i. */
function weeks(count: number, kept: (week: number) => number): SmallRow[] {
  return Array.from({length: count}, (_, week) =>
    rows(20, index => ({week: `2026-W${10 + week}`, ...(index < kept(week) ? {} : LATE)})),
  ).flat();
}

/** Accepted so many seconds after the start. */
const accepted = (seconds: number) => ({reached_accepted: true, accepted_time: ago(days(40) - seconds)});

export const SLA: Readonly<Record<string, readonly Story[]>> = {
  'sla-compliance': [
    {
      story: 'six in ten where nine were promised',
      tables: {handoffs: [...rows(60, {}), ...rows(40, LATE)]},
      finds: ['sla-compliance/All confirmed'],
    },
    {
      story: 'a little under the promise',
      tables: {handoffs: [...rows(43, {}), ...rows(7, LATE)]},
      finds: ['sla-compliance/All likely'],
    },
    {
      story: 'kept, and the young ones are not due',
      tables: {handoffs: [...rows(60, {}), ...rows(40, {...UNTOUCHED, sla_state: 'pending'})]},
      finds: [],
    },
    {
      story: 'nine of ten leads is no evidence',
      tables: {handoffs: [...rows(4, {}), ...rows(6, LATE)]},
      finds: [],
    },
  ],

  'sla-trend': [
    {
      story: 'last week fell off a cliff',
      tables: {handoffs: weeks(13, week => (week < 12 ? 18 : 8))},
      finds: ['sla-trend confirmed'],
    },
    {
      story: 'a slow slide over half a year',
      tables: {handoffs: weeks(20, week => 19 - Math.floor(week / 3))},
      finds: ['sla-trend confirmed'],
    },
    {
      story: 'never a broken promise, until last week',
      tables: {handoffs: weeks(13, week => (week < 12 ? 20 : 12))},
      finds: ['sla-trend confirmed'],
      says: [
        /^In .* 60% \(12 of 20\) of promises were kept; the weeks before kept 100%, and anything down to 85% could be chance\.$/,
      ],
    },
    {
      story: 'never a broken promise, and one last week',
      tables: {handoffs: weeks(13, week => (week < 12 ? 20 : 19))},
      finds: [],
    },
    {story: 'up and down as ever', tables: {handoffs: weeks(13, week => 17 + (week % 3))}, finds: []},
    {
      story: 'the newest week is not over',
      tables: {
        handoffs: [
          ...weeks(12, () => 18),
          ...rows(20, index => ({week: '2026-W30', ...(index < 15 ? LATE : {...UNTOUCHED, sla_state: 'pending'})})),
        ],
      },
      finds: [],
    },
  ],

  'sla-uncovered': [
    {
      story: 'events have no promise',
      tables: {handoffs: [...rows(20, {}), ...rows(10, {source: 'Event', policy_no: null, sla_state: 'no_sla'})]},
      finds: ['sla-uncovered/Event confirmed'],
    },
    {story: 'every source has one', tables: {handoffs: rows(30, {})}, finds: []},
  ],

  'sla-gaming': [
    {
      story: 'answers pile up just inside the limit',
      tables: {
        handoffs: [
          ...rows(60, {sla_elapsed: 14_200}),
          ...rows(6, {sla_elapsed: 12_500}),
          ...rows(6, {...LATE, sla_elapsed: 15_000}),
          ...rows(60, {}),
        ],
      },
      finds: ['sla-gaming/bunching All confirmed'],
    },
    {
      story: 'a team that works up to the deadline and over it alike',
      tables: {handoffs: rows(120, index => ({sla_elapsed: 10_000 + index * 50}))},
      finds: [],
    },
    {
      story: 'a few answers just inside the limit are no pile',
      tables: {
        handoffs: [
          ...rows(12, {sla_elapsed: 14_200}),
          ...rows(4, {sla_elapsed: 12_500}),
          ...rows(3, {...LATE, sla_elapsed: 15_000}),
          ...rows(60, {}),
        ],
      },
      finds: [],
    },
    {
      story: 'the later, the more answers: a slope up to the limit and over it',
      tables: {
        handoffs: [
          ...rows(40, {sla_elapsed: 12_500}),
          ...rows(60, {sla_elapsed: 14_200}),
          ...rows(55, {...LATE, sla_elapsed: 15_000}),
        ],
      },
      finds: [],
    },
    {
      story: 'one promise in ten is kept by an entry made in the evening',
      tables: {handoffs: [...rows(6, {elapsed_b: null}), ...rows(54, {})]},
      finds: [],
    },
    {
      story: 'broken promises with late entries are broken, not kept by them',
      tables: {handoffs: [...rows(30, {...LATE, elapsed_b: null}), ...rows(30, {})]},
      finds: [],
    },
    {
      story: 'kept by entries made in the evening',
      tables: {handoffs: [...rows(30, {elapsed_b: null}), ...rows(30, {})]},
      finds: ['sla-gaming/batch-logging inbound confirmed'],
    },
    {
      story: 'the same entries, but the export does not say when they were made',
      tables: {handoffs: [...rows(30, {elapsed_b: null}), ...rows(30, {})]},
      without: ['activities.logged_at'],
      finds: [],
    },
    {
      story: 'accepted after two minutes, never called',
      tables: {handoffs: [...rows(30, {...FLIP, team: 'clickers'}), ...rows(40, {})]},
      finds: ['sla-gaming/status-flips clickers confirmed'],
    },
    {
      story: 'accepted after two minutes, called after ten',
      tables: {handoffs: rows(60, {accepted_at: ago(days(40) - 120)})},
      finds: [],
    },
    {
      story: 'accepted after two minutes, called two days later',
      tables: {handoffs: [...rows(30, {...FLIP, first_attempt_at: ago(days(38))}), ...rows(20, {})]},
      finds: ['sla-gaming/status-flips inbound confirmed'],
    },
    {
      story: 'accepted after two hours, called two days later: slow, but no click',
      tables: {
        handoffs: rows(60, {accepted_at: ago(days(40) - 7200), first_attempt_at: ago(days(38))}),
      },
      finds: [],
    },
    {
      story: 'accepted and not called, but young',
      tables: {handoffs: rows(60, {...FLIP, follow_wall: 3600})},
      finds: [],
    },
    {
      story: 'one call in time and silence',
      tables: {handoffs: rows(40, {attempts_due: true})},
      finds: ['sla-gaming/one-and-done confirmed'],
    },
    {
      story: 'one call in time and silence, where one call is the standard',
      definitions: smallDefinitions({follow_up: {...smallDefinitions().follow_up, min_attempts: 1}}),
      tables: {handoffs: rows(40, {attempts_due: true})},
      finds: [],
    },
    {
      story: 'one call in time, and the time for more is not over',
      tables: {handoffs: rows(40, {attempts_due: false})},
      finds: [],
    },
    {
      story: 'one call in time, then five more',
      tables: {handoffs: rows(40, {attempts_due: true, attempts: 6, attempts_in_time: 6})},
      finds: [],
    },
    {
      story: 'one call was enough',
      tables: {handoffs: rows(40, {attempts_due: true, first_contact_at: ago(days(39))})},
      finds: [],
    },
  ],

  acceptance: [
    {
      story: 'half wait three days for a yes',
      tables: {handoffs: [...rows(30, accepted(3600)), ...rows(30, accepted(days(3)))]},
      finds: ['acceptance confirmed'],
    },
    {
      story: 'half get no answer',
      tables: {handoffs: [...rows(30, accepted(3600)), ...rows(30, {})]},
      finds: ['acceptance confirmed'],
    },
    {story: 'accepted within the hour', tables: {handoffs: rows(60, accepted(3600))}, finds: []},
    {
      story: 'half accepted, half rejected within the hour',
      tables: {handoffs: [...rows(30, accepted(3600)), ...rows(30, {closed_at: ago(days(40) - 3600)})]},
      finds: [],
    },
    {
      story: 'half accepted, half too young',
      tables: {handoffs: [...rows(30, accepted(3600)), ...rows(30, {start_at: ago(3600)})]},
      finds: [],
    },
  ],

  'follow-up': [
    {
      story: 'two attempts where six are the standard',
      tables: {handoffs: rows(60, {attempts_due: true, attempts_in_time: 2, attempts: 2})},
      finds: ['follow-up confirmed'],
    },
    {
      story: 'two attempts, then they talked',
      tables: {handoffs: rows(60, {attempts_due: false, attempts_in_time: 2, attempts: 2})},
      finds: [],
    },
    {
      story: 'six attempts',
      tables: {handoffs: rows(60, {attempts_due: true, attempts_in_time: 6, attempts: 6})},
      finds: [],
    },
  ],
};

/** Questions that the definitions do not ask. */
export const UNASKED = {
  'sla-compliance': smallDefinitions({sla: []}),
  'sla-trend': smallDefinitions({sla: []}),
  'sla-uncovered': smallDefinitions({sla: []}),
  acceptance: smallDefinitions({acceptance: null}),
  'campaign-context': smallDefinitions({context: null}),
  'mql-definition': smallDefinitions(),
  'sql-definition': smallDefinitions(),
  'rule-coverage': smallDefinitions(),
  'rule-never-matched': smallDefinitions(),
  'rule-shadowed': smallDefinitions(),
  'rule-target-gone': smallDefinitions(),
  misrouted: smallDefinitions(),
  'rule-drift': smallDefinitions(),
  'round-robin': smallDefinitions(),
  escalation: smallDefinitions(),
  'reason-contradicted': smallDefinitions(),
  'unreachable-untried': smallDefinitions(),
} as const;
