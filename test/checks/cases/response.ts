import type {Measure} from '../../../src/result.ts';
import {ago, days, rows, UNTOUCHED} from '../rows.ts';
import type {Story} from '../story.ts';

const AUTOMATED = {automated_seconds: 30, wall_seconds: 64_800, sla_state: 'breached_late'};
const OPPORTUNITY = {reached_sql: true, reached_opportunity: true, opportunity_at: ago(days(20))};
const UNLOGGED = {...OPPORTUNITY, outcome: 'unlogged', first_attempt_at: null, on_curve: false};
const SLOW = {rep_wall: 20_000, sla_state: 'breached_late'};

const P50: Measure = {
  id: 'response.p50',
  segment: {clock: 'buyer', time: 'wall'},
  value: 7200,
  unit: 'seconds',
  n: 40,
  numerator: null,
  denominator: null,
  interval: null,
  status: 'ok',
  reason: null,
  excluded: {},
};

export const RESPONSE: Readonly<Record<string, readonly Story[]>> = {
  'response-time': [
    {
      story: 'a curve is information',
      tables: {handoffs: rows(40, {})},
      measures: [P50],
      finds: ['response-time confirmed'],
    },
    {story: 'nobody on the curve', tables: {handoffs: rows(40, {on_curve: false})}, finds: []},
  ],

  'never-answered': [
    {
      story: 'half of the old leads heard from nobody',
      tables: {handoffs: [...rows(30, UNTOUCHED), ...rows(30, {})]},
      finds: ['never-answered confirmed'],
    },
    {
      story: 'the same, but half of the work is not logged',
      tables: {handoffs: [...rows(30, UNTOUCHED), ...rows(30, {})]},
      gates: [{id: 'G8', state: 'soft'}],
      finds: ['never-answered likely'],
    },
    {story: 'as many, but all young', tables: {handoffs: rows(60, {...UNTOUCHED, never_after: false})}, finds: []},
    {story: 'as bad, but ten leads', tables: {handoffs: rows(10, UNTOUCHED)}, finds: []},
  ],

  'response-by-source': [
    {
      story: 'partner leads lie for days',
      tables: {
        handoffs: [
          ...rows(80, {}),
          ...rows(40, index => ({source: 'Partner', business_seconds: index < 20 ? 200_000 : 600})),
        ],
      },
      finds: ['response-by-source/Partner confirmed'],
    },
    {
      story: 'three percent more are late',
      tables: {
        handoffs: [
          ...rows(80, {}),
          ...rows(40, index => ({source: 'Partner', business_seconds: index < 1 ? 200_000 : 600})),
        ],
      },
      finds: [],
    },
    {
      story: 'partner leads are young',
      tables: {handoffs: [...rows(80, {}), ...rows(40, {...UNTOUCHED, source: 'Partner', follow_business: 600})]},
      finds: [],
    },
  ],

  'response-by-rep': [
    {
      story: 'one rep keeps a third, the team nine in ten',
      tables: {
        handoffs: [
          ...rows(40, index => ({first_human_owner: 'slow', ...(index < 26 ? SLOW : {})})),
          ...rows(200, index => ({first_human_owner: `u${index % 5}`, ...(index % 11 === 0 ? SLOW : {})})),
        ],
      },
      finds: ['response-by-rep/slow confirmed'],
      says: [/anything down to \d+% could be chance\.$/],
    },
    {
      story: 'the same rep, of a team of whose twelve deals none shows a touch before it',
      tables: {
        handoffs: [
          ...rows(40, index => ({first_human_owner: 'slow', team: 'field', ...(index < 26 ? SLOW : {})})),
          ...rows(200, index => ({first_human_owner: `u${index % 5}`, ...(index % 11 === 0 ? SLOW : {})})),
          ...rows(12, {...UNLOGGED, team: 'field', first_human_owner: null}),
        ],
      },
      finds: ['response-by-rep/slow likely'],
      says: [/The team logs too little of its work/],
    },
    {
      story: 'twelve reps, half of them with promises that are hard to keep; one keeps few of the easy ones',
      tables: {
        handoffs: [
          ...rows(600, index => ({first_human_owner: `hard${index % 6}`, policy_no: 2, ...(index < 480 ? SLOW : {})})),
          ...rows(500, index => ({first_human_owner: `easy${index % 5}`, ...(index < 25 ? SLOW : {})})),
          ...rows(100, index => ({first_human_owner: 'slow', ...(index < 25 ? SLOW : {})})),
        ],
      },
      finds: ['response-by-rep/slow confirmed'],
    },
    {
      story: 'the worst of equals, on few leads',
      tables: {
        handoffs: [
          ...rows(12, index => ({first_human_owner: 'unlucky', ...(index < 4 ? SLOW : {})})),
          ...rows(200, index => ({first_human_owner: `u${index % 5}`, ...(index % 7 === 0 ? SLOW : {})})),
        ],
      },
      finds: [],
    },
    {
      story: 'late for the buyer, in time from assignment: the queue was slow',
      tables: {
        handoffs: [
          ...rows(40, {first_human_owner: 'after the queue', sla_state: 'breached_late', wall_seconds: 90_000}),
          ...rows(200, index => ({first_human_owner: `u${index % 5}`, ...(index % 11 === 0 ? SLOW : {})})),
        ],
      },
      finds: [],
    },
  ],

  'first-response-field': [
    {
      story: 'the field restarts with each owner',
      tables: {handoffs: rows(40, {}), stg_leads: rows(40, {first_response_at: ago(days(38))})},
      finds: ['first-response-field confirmed'],
    },
    {
      story: 'there is no such field',
      tables: {handoffs: rows(40, {}), stg_leads: rows(40, {})},
      without: ['leads.first_response_at'],
      finds: ['first-response-field confirmed'],
    },
    {
      story: 'the field is a minute off',
      tables: {handoffs: rows(40, {}), stg_leads: rows(40, {first_response_at: ago(days(40) - 660)})},
      finds: [],
    },
  ],

  'automated-only': [
    {
      story: 'a machine at once, a person after 18 hours',
      tables: {handoffs: [...rows(30, {...AUTOMATED, source: 'Webinar'}), ...rows(30, {})]},
      finds: ['automated-only/Webinar confirmed'],
      says: [/past any promise that applies\. Where a person came, the median gap was/],
    },
    {
      story: 'a machine at once, and to half of them no person at all',
      tables: {
        handoffs: [
          ...rows(15, {...AUTOMATED, source: 'Webinar'}),
          ...rows(15, {...AUTOMATED, source: 'Webinar', wall_seconds: null, follow_wall: days(20)}),
          ...rows(30, {}),
        ],
      },
      finds: ['automated-only/Webinar confirmed'],
      says: [/\(nobody came to 15 of these 30 so far\)\. Where a person came/],
    },
    {
      story: 'a machine at once, a person in time',
      tables: {handoffs: rows(60, {automated_seconds: 30})},
      finds: [],
    },
    {
      story: 'a person the next morning, as promised',
      tables: {handoffs: rows(60, {...AUTOMATED, sla_state: 'met'})},
      finds: [],
    },
    {
      story: 'a person after 18 hours and no machine',
      tables: {handoffs: rows(60, {...AUTOMATED, automated_seconds: null})},
      finds: [],
    },
  ],

  'self-booking': [
    {
      story: 'some buyers booked alone',
      tables: {handoffs: [...rows(5, {outcome: 'self_booked'}), ...rows(30, {})]},
      finds: ['self-booking confirmed'],
    },
    {story: 'nobody did', tables: {handoffs: rows(30, {})}, finds: []},
  ],

  'logging-coverage': [
    {
      story: 'opportunities of one team without a touch',
      tables: {handoffs: [...rows(30, {...UNLOGGED, team: 'field'}), ...rows(200, {...OPPORTUNITY})]},
      finds: ['logging-coverage/field confirmed'],
    },
    {
      story: 'half of all opportunities without a touch',
      tables: {handoffs: [...rows(30, {...UNLOGGED, team: null}), ...rows(30, {...OPPORTUNITY, team: null})]},
      finds: ['logging-coverage confirmed'],
    },
    {
      story: 'the rep was there before the inquiry',
      tables: {handoffs: rows(30, {...UNLOGGED, excluded: 'already_working'})},
      finds: [],
    },
    {story: 'untouched, but no opportunity', tables: {handoffs: rows(60, UNTOUCHED)}, finds: []},
  ],
};
