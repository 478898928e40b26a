import {smallDefinitions} from '../../support/small-definitions.ts';
import {ago, days, rows, UNTOUCHED} from '../rows.ts';
import type {Story} from '../story.ts';

const REJECTED = {
  close_kind: 'rejected',
  closed_at: ago(days(35)),
  reason: 'Wrong ICP',
  reason_code: 'wrong_icp',
  reason_vague: false,
  reason_blank: false,
  fate: 'rejected_sound',
};
const VAGUE = {...REJECTED, reason: 'Other', reason_code: null, reason_vague: true};
const BLANK = {...REJECTED, reason: null, reason_code: null, reason_blank: true};
const UNTRIED = {...UNTOUCHED, ...REJECTED, outcome: 'closed_untouched', fate: 'rejected_untouched'};
const WON = {reached_sql: true, reached_won: true, won_at: ago(days(2)), opportunity_id: 'D1'};

const VERIFIABLE = smallDefinitions({
  dispositions: {
    contact_required: null,
    reasons: [
      {
        code: 'wrong_icp',
        labels: ['Wrong ICP'],
        kind: 'rejected',
        vague: false,
        contact_required: null,
        needs_attempts: null,
        true_if: {none: [{field: 'country', is: 'US'}]},
      },
    ],
  },
});

const CLAIMS = smallDefinitions({
  dispositions: {
    contact_required: null,
    reasons: [
      {
        code: 'unreachable',
        labels: ['Unable to reach'],
        kind: 'disqualified',
        vague: false,
        contact_required: null,
        needs_attempts: 6,
        true_if: null,
      },
    ],
  },
});
const GONE = {...REJECTED, close_kind: 'disqualified', reason: 'Unable to reach', reason_code: 'unreachable'};

export const DISPOSITIONS: Readonly<Record<string, readonly Story[]>> = {
  'rejection-rate': [
    {
      story: 'six in ten',
      tables: {handoffs: [...rows(60, REJECTED), ...rows(40, {})]},
      finds: ['rejection-rate confirmed'],
    },
    {story: 'a third', tables: {handoffs: [...rows(34, REJECTED), ...rows(66, {})]}, finds: ['rejection-rate likely']},
    {story: 'a tenth', tables: {handoffs: [...rows(10, REJECTED), ...rows(90, {})]}, finds: []},
    {
      story: 'six in ten, but recycled',
      tables: {handoffs: [...rows(60, {...REJECTED, close_kind: 'recycled'}), ...rows(40, {})]},
      finds: [],
    },
    {story: 'a young cohort', tables: {handoffs: rows(100, {...REJECTED, mql_at: ago(days(10))})}, finds: []},
  ],

  'rejection-reasons': [
    {
      story: 'mostly “other”',
      tables: {handoffs: [...rows(30, VAGUE), ...rows(20, REJECTED)]},
      finds: ['rejection-reasons/vague confirmed'],
    },
    {
      story: 'mostly blank',
      tables: {handoffs: [...rows(30, BLANK), ...rows(20, REJECTED)]},
      finds: ['rejection-reasons/blank confirmed'],
    },
    {
      story: 'each rep has one reason',
      tables: {
        handoffs: [
          ...rows(40, {...REJECTED, close_actor_id: 'u1'}),
          ...rows(40, {...REJECTED, close_actor_id: 'u2', reason_code: 'wrong_timing'}),
        ],
      },
      finds: [
        'rejection-reasons/rep-dependent confirmed',
        'rejection-reasons/one-button u1 confirmed',
        'rejection-reasons/one-button u2 confirmed',
      ],
    },
    {
      story: 'each rep has one reason, but nine each tell nothing',
      tables: {
        handoffs: rows(18, index => ({
          ...REJECTED,
          close_actor_id: index % 2 === 0 ? 'u1' : 'u2',
          reason_code: index % 2 === 0 ? 'wrong_icp' : 'wrong_timing',
        })),
      },
      finds: [],
    },
    {
      story: 'the one odd code of a rep among a hundred is no habit',
      tables: {
        handoffs: rows(120, index => ({
          ...REJECTED,
          close_actor_id: ['u1', 'u2', 'u3'][index % 3] ?? '',
          reason_code: index < 9 && index % 3 === 0 ? 'wrong_timing' : 'wrong_icp',
        })),
      },
      finds: [],
    },
    {
      story: 'both reps use both reasons',
      tables: {
        handoffs: rows(80, index => ({
          ...REJECTED,
          close_actor_id: index % 2 === 0 ? 'u1' : 'u2',
          reason_code: index % 4 < 2 ? 'wrong_icp' : 'wrong_timing',
        })),
      },
      finds: [],
    },
  ],

  'rejected-untouched': [
    {
      story: 'half without an attempt',
      tables: {handoffs: [...rows(20, UNTRIED), ...rows(20, REJECTED)]},
      finds: ['rejected-untouched confirmed'],
    },
    {
      story: 'one team of three',
      tables: {handoffs: [...rows(20, {...UNTRIED, team: 'field'}), ...rows(400, REJECTED)]},
      finds: ['rejected-untouched/field confirmed'],
    },
    {
      story: 'all of a team of whose twelve deals one shows a touch before it: 20 of 40 may be work that nobody logged',
      tables: {
        handoffs: [
          ...rows(20, {...UNTRIED, team: 'field'}),
          ...rows(20, {...REJECTED, team: 'inside'}),
          ...rows(12, index => ({
            team: 'field',
            reached_sql: true,
            reached_opportunity: true,
            opportunity_at: ago(days(5)),
            first_attempt_at: index === 0 ? ago(days(9)) : null,
            booked_at: null,
          })),
        ],
      },
      finds: ['rejected-untouched likely'],
      says: [/^50% \(20 of 40\).* All of them are of teams that log too little of their work/],
    },
    {
      story: 'the same team, seven of its twelve deals show one: it logs less than gate G8 asks for',
      tables: {
        handoffs: [
          ...rows(20, {...UNTRIED, team: 'field'}),
          ...rows(20, {...REJECTED, team: 'inside'}),
          ...rows(12, index => ({
            team: 'field',
            reached_sql: true,
            reached_opportunity: true,
            opportunity_at: ago(days(5)),
            first_attempt_at: index < 7 ? ago(days(9)) : null,
            booked_at: null,
          })),
        ],
      },
      finds: ['rejected-untouched likely'],
    },
    {
      story: 'the same team, ten of its twelve deals show one: it logs its work',
      tables: {
        handoffs: [
          ...rows(20, {...UNTRIED, team: 'field'}),
          ...rows(20, {...REJECTED, team: 'inside'}),
          ...rows(12, index => ({
            team: 'field',
            reached_sql: true,
            reached_opportunity: true,
            opportunity_at: ago(days(5)),
            first_attempt_at: index < 10 ? ago(days(9)) : null,
            booked_at: null,
          })),
        ],
      },
      finds: ['rejected-untouched confirmed'],
      says: [/came without one in the log\.$/],
    },
    {
      story: 'half without an attempt, for spam',
      tables: {
        handoffs: [...rows(20, {...UNTRIED, needs_contact: false, fate: 'rejected_sound'}), ...rows(20, REJECTED)],
      },
      finds: [],
    },
  ],

  'unreachable-untried': [
    {
      story: 'half are unreachable after two attempts',
      definitions: CLAIMS,
      tables: {handoffs: rows(40, index => ({...GONE, attempts: index % 2 === 0 ? 2 : 6}))},
      finds: ['unreachable-untried/unreachable confirmed'],
    },
    {
      story: 'a third, of forty',
      definitions: CLAIMS,
      tables: {handoffs: rows(40, index => ({...GONE, attempts: index < 14 ? 2 : 6}))},
      finds: ['unreachable-untried/unreachable likely'],
    },
    {story: 'six attempts each', definitions: CLAIMS, tables: {handoffs: rows(40, {...GONE, attempts: 6})}, finds: []},
    {
      story: 'two attempts, and then they talked',
      definitions: CLAIMS,
      tables: {handoffs: rows(40, {...GONE, attempts: 2, first_contact_at: ago(days(38))})},
      finds: [],
    },
    {
      story: 'two attempts, but for a reason that claims none',
      definitions: CLAIMS,
      tables: {handoffs: rows(40, {...REJECTED, attempts: 2})},
      finds: [],
    },
    {
      story: 'two attempts, sent back to marketing',
      definitions: CLAIMS,
      tables: {handoffs: rows(40, {...GONE, close_kind: 'recycled', attempts: 2})},
      finds: [],
    },
  ],

  'reason-contradicted': [
    {
      story: 'half of “wrong ICP” meet the ICP',
      definitions: VERIFIABLE,
      tables: {
        handoffs: rows(40, index => ({...REJECTED, reason_verdict: index % 2 === 0 ? 'supported' : 'contradicted'})),
      },
      finds: ['reason-contradicted/wrong_icp confirmed'],
    },
    {
      story: 'half cannot be told',
      definitions: VERIFIABLE,
      tables: {
        handoffs: rows(40, index => ({...REJECTED, reason_verdict: index % 2 === 0 ? 'supported' : 'undetermined'})),
      },
      finds: [],
    },
  ],

  'rejected-then-won': [
    {
      story: 'came back with the same email and bought',
      tables: {handoffs: [REJECTED, WON], stg_leads: rows(2, {email_key: 'ann@buyer.example'})},
      finds: ['rejected-then-won confirmed'],
    },
    {
      story: 'somebody else bought',
      tables: {handoffs: [REJECTED, WON], stg_leads: rows(2, index => ({email_key: `${index}@buyer.example`}))},
      finds: [],
    },
    {
      story: 'bought first, rejected as a lead for more later',
      tables: {
        handoffs: [REJECTED, {...WON, won_at: ago(days(200))}],
        stg_leads: rows(2, {email_key: 'ann@buyer.example'}),
      },
      finds: [],
    },
  ],

  undecided: [
    {
      story: 'half neither yes nor no',
      tables: {handoffs: [...rows(40, {}), ...rows(40, {accepted_time: ago(days(39))})]},
      finds: ['undecided confirmed'],
    },
    {story: 'all young', tables: {handoffs: rows(80, {mql_at: ago(days(20))})}, finds: []},
    {story: 'all rejected', tables: {handoffs: rows(80, REJECTED)}, finds: []},
  ],
};
