import type {SmallRow} from '../../src/model/small-table.ts';
import type {GateState} from '../../src/result.ts';
import {ago, days, rows, UNTOUCHED} from '../checks/rows.ts';
import type {ModelStory} from '../checks/small-model.ts';
import type {Tables} from '../checks/tables.ts';

export interface GateStory extends ModelStory {
  /** What the export shows, in words. */
  story: string;
  tables?: Tables;
  state: GateState;
  /** What the text says, where a number in it has no other place. */
  says?: RegExp;
}

const HOUR = 3600;
const OPPORTUNITY = {reached_sql: true, reached_opportunity: true, opportunity_at: ago(days(20))};
const UNLOGGED = {...OPPORTUNITY, first_attempt_at: null};
const REJECTED = {close_kind: 'rejected', reason_blank: false};
const STAGED = {reached_sql: true, mql_at: ago(days(40)), sql_at: ago(days(30)), sql_time: ago(days(30))};

/** Touches spread over a working day in New York, `shift` hours later in UTC than they should be. */
function touches(count: number, shift = 0): SmallRow[] {
  return rows(count, index => {
    const hour = 14 + shift + (index % 8);
    return {
      lead_key: 1,
      actor_id: 'u1',
      at: `2026-09-15 ${String(hour % 24).padStart(2, '0')}:${String(10 + (index % 40))}:${String(index % 60).padStart(2, '0')}`,
    };
  });
}

/** Emails of a person `after` seconds after their lead was created at `created`. */
function emails(count: number, created: string, after: number, subject: string | null): Tables {
  const at = new Date(Date.parse(`${created}Z`) + after * 1000).toISOString().slice(0, 19);
  return {
    stg_leads: rows(count, {created_at: created}),
    stg_activities: rows(count, index => ({lead_key: index + 1, at, type: 'email', actor_id: 'u1'})),
    export_activities: rows(count, {subject}),
  };
}

/** Calls made at `hour` of each day and entered `late` seconds later, five minutes apart in the evening where batched. */
function logged(repDays: number, perDay: number, late: (index: number) => number): SmallRow[] {
  return Array.from({length: repDays}, (_, day) =>
    rows(perDay, index => ({
      lead_key: 1,
      actor_id: 'u1',
      at: ago(days(60 - day) - index * HOUR),
      logged_at: ago(days(60 - day) - index * HOUR - late(index)),
    })),
  ).flat();
}

const NIGHT = '2026-09-16T06:00:00';
const NOON = '2026-09-16T16:00:00';

export const GATE_STORIES: Readonly<Record<string, readonly GateStory[]>> = {
  G1: [
    {
      story: 'activities are dated, not timed',
      tables: {
        stg_activities: rows(40, index => ({at: `2026-09-${String(1 + (index % 28)).padStart(2, '0')} 00:00:00`})),
      },
      state: 'hard',
    },
    {
      story: 'midnight in New York, stored in UTC, over the change of clocks',
      tables: {
        stg_activities: rows(40, index => ({at: index % 2 === 0 ? '2026-09-01 04:00:00' : '2026-01-02 05:00:00'})),
      },
      state: 'hard',
    },
    {
      story: 'a list loaded at once, at ten past three',
      tables: {stg_activities: rows(40, {at: '2026-09-01 15:10:07'})},
      state: 'pass',
    },
    {
      story: 'one in ten at midnight: a nightly import',
      tables: {stg_activities: rows(40, index => ({at: index % 10 === 0 ? '2026-09-01 00:00:00' : ago(index * 977)}))},
      state: 'pass',
    },
    {story: 'ten dates say nothing', tables: {stg_activities: rows(10, {at: '2026-09-01 00:00:00'})}, state: 'pass'},
    {
      story: 'the close is a date: lags are counted in days anyway',
      tables: {stg_opportunities: rows(40, {created_at: '2026-09-01 00:00:00'})},
      state: 'pass',
    },
  ],
  G2: [
    {
      story: 'no second in sixty stamps',
      tables: {stg_activities: rows(60, index => ({at: ago(index * 60 * 7)}))},
      state: 'soft',
    },
    {
      story: 'one second in sixty stamps',
      tables: {stg_activities: rows(60, index => ({at: ago(index * 60 * 7 + (index === 5 ? 1 : 0))}))},
      state: 'pass',
    },
    {story: 'twenty stamps', tables: {stg_activities: rows(20, index => ({at: ago(index * 60 * 7)}))}, state: 'pass'},
  ],
  G3: [
    {
      story: 'calls at night: the zone is shifted',
      tables: {stg_activities: touches(200, 9)},
      state: 'soft',
      says: /; shifted by [+-]\d+ h it would be 100%\.$/,
    },
    {
      story: 'calls around the clock: no zone explains them',
      tables: {stg_activities: rows(240, index => ({at: ago(index * HOUR), counts: true, type: 'call'}))},
      state: 'soft',
      says: /^Only 54% .*, and no other zone would bring it to 60%\.$/,
    },
    {story: 'calls from ten to six', tables: {stg_activities: touches(200)}, state: 'pass'},
    {
      story: 'calls at night here, in the daytime where the rep sits',
      tables: {stg_activities: touches(200, 9), stg_users: [{user_id: 'u1', time_zone: 'Asia/Tokyo'}]},
      state: 'pass',
    },
    {story: 'twenty calls', tables: {stg_activities: touches(20, 9)}, state: 'not_measurable'},
  ],
  G4: [
    {story: 'a list of sixty', tables: {handoffs: rows(60, {excluded: 'bulk_import'})}, state: 'soft'},
    {story: 'the rep was there first', tables: {handoffs: rows(60, {excluded: 'already_working'})}, state: 'pass'},
  ],
  G5: [
    {
      story: 'the whole day entered in the evening',
      tables: {stg_activities: logged(30, 6, index => (7 - index) * HOUR)},
      state: 'soft',
    },
    {story: 'entered after each call', tables: {stg_activities: logged(30, 6, () => 60)}, state: 'pass'},
    {
      story: 'ten emails in ten minutes, each logged at once',
      tables: {
        stg_activities: rows(300, index => ({actor_id: 'u1', at: ago(index * 30), logged_at: ago(index * 30 - 1)})),
      },
      state: 'pass',
    },
    {story: 'the export does not say', without: ['activities.logged_at'], state: 'not_measurable'},
    {story: 'a handful', tables: {stg_activities: logged(2, 6, index => (7 - index) * HOUR)}, state: 'not_measurable'},
  ],
  G6: [
    {
      story: 'a fifth of the calls before their lead',
      tables: {
        stg_leads: [{created_at: ago(days(10))}],
        stg_activities: rows(100, index => ({lead_key: 1, at: ago(days(index % 5 === 0 ? 12 : 8))})),
      },
      state: 'hard',
    },
    {
      story: 'one in twenty',
      tables: {
        stg_leads: [{created_at: ago(days(10))}],
        stg_activities: rows(100, index => ({lead_key: 1, at: ago(days(index % 20 === 0 ? 12 : 8))})),
      },
      state: 'soft',
    },
    {
      story: 'calls on the lead that this one was merged with',
      tables: {
        stg_leads: [{created_at: ago(days(10))}, {created_at: ago(days(20)), merged_into: 'L1'}],
        stg_activities: rows(100, {lead_key: 1, at: ago(days(12))}),
      },
      state: 'not_measurable',
    },
    {
      story: 'two minutes early: clocks differ',
      tables: {
        stg_leads: [{created_at: ago(days(10))}],
        stg_activities: rows(100, {lead_key: 1, at: ago(days(10) + 120)}),
      },
      state: 'pass',
    },
  ],
  G7: [
    {
      story: 'no date for half of the SQLs',
      tables: {handoffs: rows(40, index => ({...STAGED, ...(index % 2 ? {} : {sql_at: null})}))},
      state: 'hard',
    },
    {
      story: 'a third backwards',
      tables: {handoffs: rows(60, index => ({...STAGED, ...(index % 3 ? {} : {sql_at: ago(days(50))})}))},
      state: 'hard',
    },
    {story: 'dated and in order', tables: {handoffs: rows(40, STAGED)}, state: 'pass'},
    {story: 'two SQLs', tables: {handoffs: rows(2, {...STAGED, sql_at: null})}, state: 'not_measurable'},
  ],
  G8: [
    {story: 'a third logged', tables: {handoffs: [...rows(10, OPPORTUNITY), ...rows(20, UNLOGGED)]}, state: 'hard'},
    {story: 'two thirds logged', tables: {handoffs: [...rows(20, OPPORTUNITY), ...rows(10, UNLOGGED)]}, state: 'soft'},
    {story: 'nearly all logged', tables: {handoffs: [...rows(29, OPPORTUNITY), ...rows(1, UNLOGGED)]}, state: 'pass'},
    {
      story: 'nobody touched those without an opportunity',
      tables: {handoffs: [...rows(30, OPPORTUNITY), ...rows(90, UNTOUCHED)]},
      state: 'pass',
    },
    {
      story: 'nearly all logged, but of one team a third: its own numbers say so, and the text',
      tables: {
        handoffs: [
          ...rows(99, OPPORTUNITY),
          ...rows(4, {...OPPORTUNITY, team: 'field'}),
          ...rows(8, {...UNLOGGED, team: 'field'}),
        ],
      },
      state: 'pass',
      says: /Too few of single teams: field 4 of 12\.$/,
    },
    {story: 'three opportunities', tables: {handoffs: rows(3, UNLOGGED)}, state: 'not_measurable'},
    {story: 'no activities', without: ['activities'], state: 'not_measurable'},
  ],
  G9: [
    {
      story: 'a fifth belongs to nobody',
      tables: {export_activities: rows(100, {})},
      counts: {orphans: {activities: 20}},
      state: 'soft',
    },
    {
      story: 'one in twenty',
      tables: {export_activities: rows(100, {})},
      counts: {orphans: {activities: 5}},
      state: 'pass',
    },
    {
      story: 'five of ten',
      tables: {export_activities: rows(10, {})},
      counts: {orphans: {activities: 5}},
      state: 'pass',
    },
    {
      story: 'leads that contradict each other',
      tables: {export_leads: rows(100, {})},
      conflicting: {leads: 4},
      state: 'soft',
    },
    {story: 'a single pair', tables: {export_leads: rows(200, {})}, conflicting: {leads: 1}, state: 'pass'},
  ],
  G10: [
    {story: 'activities end three days earlier', cutoff: {activitiesLag: days(3)}, state: 'soft'},
    {story: 'exported together', state: 'pass'},
  ],
  G11: [
    {
      story: 'a tenth lies in the future',
      tables: {export_activities: rows(100, {})},
      counts: {late: {activities: 10}},
      state: 'soft',
    },
    {
      story: 'a typing error',
      tables: {export_activities: rows(100, {})},
      counts: {late: {activities: 1}},
      state: 'pass',
    },
  ],
  G12: [
    {
      story: 'emails at two in the morning, a minute after creation',
      tables: emails(60, NIGHT, 60, null),
      state: 'soft',
    },
    {
      story: 'one subject sixty times within a minute',
      tables: emails(60, NOON, 30, 'Thanks for your interest'),
      state: 'soft',
    },
    {story: 'emails at noon, a minute after creation', tables: emails(60, NOON, 80, null), state: 'pass'},
    {story: 'one subject sixty times, an hour later', tables: emails(60, NOON, HOUR, 'Your demo'), state: 'pass'},
    {story: 'ten emails', tables: emails(10, NIGHT, 60, null), state: 'not_measurable'},
  ],
  G13: [
    {story: 'no history', without: ['owner_history'], state: 'hard'},
    {story: 'a history without rows', state: 'hard'},
    {story: 'a history', tables: {stg_owner_history: rows(3, {lead_key: 1})}, state: 'pass'},
  ],
  G14: [
    {
      story: 'half blank',
      tables: {handoffs: rows(40, index => ({...REJECTED, reason_blank: index % 2 === 0}))},
      state: 'hard',
    },
    {
      story: 'a quarter blank',
      tables: {handoffs: rows(40, index => ({...REJECTED, reason_blank: index % 4 === 0}))},
      state: 'pass',
    },
    {
      story: 'recycled ones need none',
      tables: {handoffs: rows(40, {close_kind: 'recycled', reason_blank: true})},
      state: 'not_measurable',
    },
  ],
  G15: [
    {story: 'exactly 2,000 rows', files: [{path: 'leads.csv', read: 2000}], state: 'soft'},
    {story: '2,001 rows', files: [{path: 'leads.csv', read: 2001}], state: 'pass'},
    {story: 'a file that stops in the middle of a row', cut: ['leads.csv'], state: 'soft', says: /row.*leads\.csv/},
    {
      story: 'leads older than the activities',
      tables: {handoffs: rows(20, {excluded: 'before_activities'})},
      state: 'soft',
    },
  ],
  G16: [
    {story: 'one source', tables: {handoffs: rows(40, index => ({owner: `u${index}`}))}, state: 'soft'},
    {
      story: 'many of each',
      tables: {handoffs: rows(40, index => ({owner: `u${index % 3}`, source: `s${index % 3}`, amount_cents: index}))},
      state: 'pass',
    },
    {
      story: 'no source at all is another gap',
      tables: {handoffs: rows(40, index => ({owner: `u${index % 3}`, source: null}))},
      state: 'pass',
    },
    {story: 'five leads', tables: {handoffs: rows(5, {})}, state: 'not_measurable'},
  ],
};
