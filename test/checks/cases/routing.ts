import type {Definitions} from '../../../src/definitions/definitions.ts';
import {smallDefinitions} from '../../support/small-definitions.ts';
import {ago, days, rows, UNTOUCHED} from '../rows.ts';
import type {Story} from '../story.ts';

const ANSWERED: Definitions['routing'] = {
  owner: 'revops@halden.example',
  last_reviewed: '2026-09-01',
  rules: [
    {name: 'EMEA', when: {field: 'country', is: 'GB'}, to: {team: 'emea'}, distribute: null},
    {name: 'Everyone else', when: null, to: {user: 'u1'}, distribute: null},
  ],
  queues: ['Inbound Queue'],
  capacity: {open_leads: 60},
  out_of_office: {to: {team: 'inbound'}},
  escalate: {unworked_after: 14_400, clock: 'business', to: 'manager'},
};
const ROUTED = smallDefinitions({routing: ANSWERED});
const routing = (changes: Partial<Definitions['routing']>) => smallDefinitions({routing: {...ANSWERED, ...changes}});

/** Nothing says which leads were closed. */
const CLOSES = ['leads.rejected_at', 'leads.recycled_at', 'dispositions', 'stage_history'];

const UNOWNED = {...UNTOUCHED, open_owner: null, open_owner_kind: 'none'};
const ACTIVE = {user_id: 'u1', name: 'Ann', active: true, kind: 'person', team: 'emea'};
const LEFT = {user_id: 'u2', name: 'Ben', active: false, kind: 'person', team: 'emea', deactivated_at: ago(days(50))};

/** The first, second and third owner has it from the start, three and five hours later. */
const passedAfter = (owner: number) => (owner === 0 ? 0 : owner === 1 ? 3 : 5) * 3600;

/** Owned by a person after so much business time in the queue. */
const taken = (seconds: number) => ({...UNTOUCHED, follow_business: days(13), rep_follow_business: days(13) - seconds});
const QUEUED = rows(40, index => ({
  lead_key: index + 1,
  from_at: ago(days(40)),
  owner: 'Inbound Queue',
  owner_kind: 'queue',
}));

const SAME = {email_key: 'ann@buyer.example'};
const twins = (pairs: number) => rows(pairs * 2, index => ({email_key: `${Math.floor(index / 2)}@buyer.example`}));

export const ROUTING: Readonly<Record<string, readonly Story[]>> = {
  'unowned-leads': [
    {
      story: 'five of a partner, for forty days',
      tables: {handoffs: rows(5, {...UNOWNED, source: 'Partner'})},
      finds: ['unowned-leads/Partner confirmed'],
    },
    {
      story: 'the same, but nothing says which of them were closed',
      without: CLOSES,
      tables: {handoffs: rows(5, {...UNOWNED, source: 'Partner'})},
      finds: ['unowned-leads/Partner likely'],
      says: [/^5 leads of Partner belong to nobody.* Which of them were closed the export does not say\.$/],
    },
    {story: 'still inside the grace', tables: {handoffs: rows(5, {...UNOWNED, start_at: ago(3600)})}, finds: []},
    {story: 'closed', tables: {handoffs: rows(5, {...UNOWNED, closed_at: ago(days(2))})}, finds: []},
    {
      story: 'an owner nobody knows is not nobody',
      tables: {handoffs: rows(5, {...UNOWNED, open_owner_kind: 'unknown'})},
      finds: [],
    },
  ],

  'queue-parking': [
    {
      story: 'two days in a queue nobody watches',
      tables: {handoffs: rows(40, taken(60_000)), owner_spans: QUEUED},
      finds: ['queue-parking/Inbound Queue confirmed'],
    },
    {
      story: 'nobody ever took them',
      tables: {handoffs: rows(40, {...UNTOUCHED, on_rep_clock: false, rep_follow_business: null}), owner_spans: QUEUED},
      finds: ['queue-parking/Inbound Queue confirmed'],
    },
    {story: 'taken within half an hour', tables: {handoffs: rows(40, taken(1800)), owner_spans: QUEUED}, finds: []},
    {story: 'as slow, but by hand and not through a queue', tables: {handoffs: rows(40, taken(60_000))}, finds: []},
    {
      story: 'in the queue since an hour',
      tables: {
        handoffs: rows(40, {...UNTOUCHED, on_rep_clock: false, rep_follow_business: null, follow_business: 3600}),
        owner_spans: QUEUED,
      },
      finds: [],
    },
  ],

  'inactive-owner': [
    {
      story: 'one open lead of somebody who left',
      tables: {
        handoffs: [{open_owner: 'u2'}],
        stg_users: [ACTIVE, LEFT],
        owner_spans: [{lead_key: 1, from_at: ago(days(40)), owner: 'u2', owner_kind: 'person'}],
      },
      finds: ['inactive-owner/u2 confirmed'],
    },
    {
      story: 'two leads of somebody who left, one of them assigned after that: without closes it alone is told',
      without: CLOSES,
      tables: {
        handoffs: rows(2, {open_owner: 'u2'}),
        stg_users: [ACTIVE, LEFT],
        owner_spans: [
          {lead_key: 1, from_at: ago(days(60)), owner: 'u2', owner_kind: 'person'},
          {lead_key: 2, from_at: ago(days(1)), owner: 'u2', owner_kind: 'person'},
        ],
      },
      finds: ['inactive-owner/u2 confirmed'],
      says: [/^1 lead went to u2 after the deactivation; which of them are still open/],
    },
    {
      story: 'assigned before the deactivation, without closes: it may be closed',
      without: CLOSES,
      tables: {
        handoffs: [{open_owner: 'u2'}],
        stg_users: [ACTIVE, LEFT],
        owner_spans: [{lead_key: 1, from_at: ago(days(60)), owner: 'u2', owner_kind: 'person'}],
      },
      finds: [],
    },
    {
      story: 'a closed lead of somebody who left',
      tables: {handoffs: [{open_owner: 'u2', closed_at: ago(days(3))}], stg_users: [ACTIVE, LEFT]},
      finds: [],
    },
    {story: 'an open lead of somebody who is here', tables: {handoffs: [{}], stg_users: [ACTIVE, LEFT]}, finds: []},
  ],

  misrouted: [
    {
      story: 'a fifth goes elsewhere',
      definitions: ROUTED,
      tables: {handoffs: rows(100, index => ({rule_no: 1, misrouted: index % 5 === 0}))},
      finds: ['misrouted/EMEA confirmed'],
    },
    {
      story: 'half go elsewhere: the rule is not followed, and rule-drift says so',
      definitions: ROUTED,
      tables: {handoffs: rows(100, index => ({rule_no: 1, misrouted: index % 2 === 0}))},
      finds: [],
    },
    {
      story: 'a third cannot be told',
      definitions: ROUTED,
      tables: {handoffs: rows(60, index => ({rule_no: 1, misrouted: index % 3 === 0 ? null : false}))},
      finds: [],
    },
  ],

  'rule-never-matched': [
    {
      story: 'none of four hundred',
      definitions: ROUTED,
      tables: {rule_matches: [{rule_no: 1, n: 400, matches: 0, unknown: 0, first_matches: 0}]},
      finds: ['rule-never-matched/EMEA confirmed'],
    },
    {
      story: 'none of forty',
      definitions: ROUTED,
      tables: {rule_matches: [{rule_no: 1, n: 40, matches: 0, unknown: 0, first_matches: 0}]},
      finds: [],
    },
    {
      story: 'its field is not exported',
      definitions: ROUTED,
      tables: {rule_matches: [{rule_no: 1, n: 400, matches: 0, unknown: 400, first_matches: 0}]},
      finds: [],
    },
  ],

  'rule-shadowed': [
    {
      story: 'the first rule takes all of the second',
      definitions: ROUTED,
      tables: {rule_matches: [{rule_no: 2, n: 400, matches: 80, unknown: 0, first_matches: 0, taken_by: 1}]},
      finds: ['rule-shadowed/Everyone else confirmed'],
    },
    {
      story: 'the first rule takes some of the second',
      definitions: ROUTED,
      tables: {rule_matches: [{rule_no: 2, n: 400, matches: 80, unknown: 0, first_matches: 9, taken_by: 1}]},
      finds: [],
    },
  ],

  'rule-target-gone': [
    {
      story: 'a user who left and a team of people who left',
      definitions: ROUTED,
      tables: {stg_users: [{...LEFT, user_id: 'u1'}, LEFT]},
      finds: ['rule-target-gone/EMEA confirmed', 'rule-target-gone/Everyone else confirmed'],
    },
    {
      story: 'a user the export does not know',
      definitions: ROUTED,
      tables: {stg_users: [{...ACTIVE, user_id: 'u9'}]},
      finds: ['rule-target-gone/Everyone else confirmed'],
    },
    {
      story: 'a queue that is switched off',
      definitions: routing({rules: [{name: 'Events', when: null, to: {queue: 'Events'}, distribute: null}]}),
      tables: {stg_users: [{user_id: 'q1', name: 'Events', kind: 'queue', active: false}]},
      finds: ['rule-target-gone/Events confirmed'],
    },
    {
      story: 'a queue that is there',
      definitions: routing({rules: [{name: 'Events', when: null, to: {queue: 'Events'}, distribute: null}]}),
      tables: {stg_users: [{user_id: 'q1', name: 'Events', kind: 'queue', active: true}]},
      finds: [],
    },
    {story: 'all are here', definitions: ROUTED, tables: {stg_users: [ACTIVE, LEFT]}, finds: []},
  ],

  'rule-coverage': [
    {
      story: 'a quarter is covered by no rule',
      definitions: ROUTED,
      tables: {
        handoffs: rows(80, index => ({
          routing_state: index % 4 === 0 ? 'uncovered' : 'matched',
          country: index % 8 === 0 ? 'AU' : 'US',
        })),
      },
      finds: ['rule-coverage confirmed'],
      says: [/most come from Demo Request \(20\); by country AU \(10\), US \(10\)\.$/],
    },
    {
      story: 'a quarter cannot be told',
      definitions: ROUTED,
      tables: {handoffs: rows(80, index => ({routing_state: index % 4 === 0 ? 'undetermined' : 'matched'}))},
      finds: [],
    },
  ],

  'routing-review': [
    {
      story: 'last reviewed in spring',
      definitions: routing({last_reviewed: '2026-04-01'}),
      tables: {},
      finds: ['routing-review/overdue confirmed'],
    },
    {
      story: 'nobody says what happens to an absent rep’s leads',
      definitions: routing({out_of_office: null}),
      tables: {},
      finds: ['routing-review/unanswered confirmed'],
    },
    {
      story: 'nobody says how many leads a rep can work, in the definitions or in the users’ file',
      definitions: routing({capacity: null}),
      without: ['users.capacity'],
      tables: {},
      finds: ['routing-review/unanswered confirmed'],
    },
    {
      story: 'the users’ file says how many leads each rep can work',
      definitions: routing({capacity: null}),
      tables: {},
      finds: [],
    },
    {story: 'all answered, reviewed this month', definitions: ROUTED, tables: {}, finds: []},
  ],

  bounced: [
    {
      story: 'a third changes hands twice',
      tables: {handoffs: rows(60, index => ({owner_changes_before_touch: index % 3 === 0 ? 2 : 0}))},
      finds: ['bounced confirmed'],
    },
    {
      story: 'a third changes hands after three and after five hours: 20 times 5 h lost',
      tables: {
        handoffs: rows(60, index => ({
          ...UNTOUCHED,
          first_human_owner_at: ago(days(40)),
          owner_changes_before_touch: index < 20 ? 2 : 0,
        })),
        owner_spans: rows(60, index => ({
          lead_key: (index % 20) + 1,
          owner: `u${Math.floor(index / 20)}`,
          owner_kind: 'person',
          from_at: ago(days(40) - passedAfter(Math.floor(index / 20))),
          to_at: index < 40 ? ago(days(40) - passedAfter(Math.floor(index / 20) + 1)) : null,
        })),
      },
      finds: ['bounced confirmed'],
      says: [/lay 5 h or more for half of them, 100 h in all/],
    },
    {story: 'all are reassigned once', tables: {handoffs: rows(60, {owner_changes_before_touch: 1})}, finds: []},
  ],

  duplicates: [
    {
      story: 'every person twice',
      tables: {stg_leads: twins(30), population: rows(60, {})},
      finds: ['duplicates confirmed'],
    },
    {
      story: 'every person twice, merged',
      tables: {stg_leads: twins(30), population: rows(60, index => ({step: index % 2 === 0 ? 'eligible' : 'merged'}))},
      finds: [],
    },
    {story: 'no emails', tables: {stg_leads: rows(60, {}), population: rows(60, {})}, finds: []},
    {
      story: 'two people of one phone are a question, not a duplicate',
      tables: {
        stg_leads: rows(60, index => ({email_key: `${index}@buyer.example`})),
        population: rows(60, {}),
        duplicate_candidates: rows(2, index => ({
          lead_key: index + 1,
          lead_id: `L${index + 1}`,
          person: index + 1,
          cluster: 1,
          by_phone: true,
          by_domain_name: false,
          by_company_name: false,
        })),
      },
      finds: ['duplicates/candidates likely'],
    },
  ],

  'duplicate-collision': [
    {
      story: 'two reps in one week, for four people',
      tables: {
        stg_leads: twins(4),
        population: rows(8, {}),
        stg_activities: rows(8, index => ({
          lead_key: index + 1,
          at: ago(days(30) - index * 60),
          actor_id: `u${index % 2}`,
        })),
      },
      finds: ['duplicate-collision confirmed'],
    },
    {
      story: 'the second rep a month later',
      tables: {
        stg_leads: twins(4),
        population: rows(8, {}),
        stg_activities: rows(8, index => ({
          lead_key: index + 1,
          at: ago(days(index % 2 === 0 ? 60 : 20)),
          actor_id: `u${index % 2}`,
        })),
      },
      finds: [],
    },
    {
      story: 'one rep on both',
      tables: {
        stg_leads: rows(8, SAME),
        population: rows(8, {}),
        stg_activities: rows(8, index => ({lead_key: index + 1, at: ago(days(30)), actor_id: 'u1'})),
      },
      finds: [],
    },
  ],
};
