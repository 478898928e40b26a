import type {Definitions, RoutingTarget} from '../../../src/definitions/definitions.ts';
import type {SmallRow} from '../../../src/model/small-table.ts';
import type {Measure} from '../../../src/result.ts';
import {smallDefinitions} from '../../support/small-definitions.ts';
import {ago, days, rows, UNTOUCHED} from '../rows.ts';
import type {Story} from '../story.ts';

const HOUR = 3600;

const routed = (to: RoutingTarget, changes: Partial<Definitions['routing']> = {}) =>
  smallDefinitions({
    routing: {
      ...smallDefinitions().routing,
      rules: [{name: 'EMEA', when: null, to, distribute: 'round_robin'}],
      ...changes,
    },
  });
const TO_TEAM = routed({team: 'emea'});

/** Ten leads a week from W20 on; `strays` of each week go to the team inbound. */
const weekly = (strays: readonly (number | null)[]): SmallRow[] =>
  strays.flatMap((count, week) =>
    rows(10, index => ({
      rule_no: 1,
      week: `2026-W${20 + week}`,
      team: count !== null && index < count ? 'inbound' : 'emea',
      misrouted: count === null ? null : index < count,
    })),
  );

const USERS = ['u1', 'u2', 'u3', 'boss'].map(user_id => ({
  user_id,
  name: user_id.toUpperCase(),
  active: true,
  kind: 'person',
  team: 'emea',
  manager: user_id === 'boss' ? null : 'BOSS',
}));

/** `counts` leads per member, one every four hours, dealt in turn as far as they go; the last leads are the most given. */
const dealt = (counts: Readonly<Record<string, number>>, from = days(60)): SmallRow[] => {
  const turns = Object.entries(counts).flatMap(([owner, count]) => rows(count, turn => ({owner, turn})));
  return turns
    .toSorted((a, b) => Number(a['turn']) - Number(b['turn']))
    .map(({owner}, index) => ({
      rule_no: 1,
      first_human_owner: owner ?? null,
      first_human_owner_at: ago(from - index * 4 * HOUR),
    }));
};

/** Eight leads handed to u1 thirty days ago, inside an absence of ten days, and touched after so many. */
const AWAY = [{user_id: 'u1', from_at: ago(days(32)), to_at: ago(days(22))}];
const handedToU1 = (touched: number | null) =>
  rows(8, {
    first_human_owner: 'u1',
    first_human_owner_at: ago(days(30)),
    first_attempt_at: touched === null ? null : ago(days(30 - touched)),
  });
/** Fifty days, all of them workdays, up to the cut-off; u2 calls on each, u1 on those that are not left out. */
const CALENDAR = rows(50, day => ({
  schedule: '',
  open_at: ago(days(50 - day)),
  close_at: ago(days(50 - day) - 8 * HOUR),
}));
const calls = (kind_no: number, at: (day: number) => boolean) =>
  Array.from({length: 50}, (_, day) => day)
    .filter(at)
    .map(day => ({kind_no, at: ago(days(50 - day) - HOUR)}));
const KINDS = ['u1', 'u2'].map((actor_id, index) => ({
  kind_no: index + 1,
  actor_id,
  actor_kind: 'human',
  direction: 'outbound',
  outreach: true,
  done: true,
}));
const silent = (u1: (day: number) => boolean, u2: (day: number) => boolean = () => true) => ({
  handoffs: handedToU1(11),
  stg_users: USERS,
  calendar: CALENDAR,
  activity_kinds: KINDS,
  activity_facts: [...calls(1, u1), ...calls(2, u2)],
});
/** Two days before the leads came to six days after. */
const thatWeek = (day: number) => day >= 18 && day <= 26;

/** So many leads of u1 from the start on, each open for `open` days, else still. */
const LIMITED = routed({team: 'emea'}, {capacity: {open_leads: 20}});
const heldByU1 = (count: number, open: number | null) => ({
  handoffs: rows(count, {
    open_owner: 'u1',
    closed_at: open === null ? null : ago(days(40 - open)),
    fate: open === null ? 'working' : 'rejected_sound',
  }),
  owner_spans: rows(count, index => ({
    lead_key: index + 1,
    owner: 'u1',
    owner_kind: 'person',
    from_at: ago(days(40)),
    to_at: null,
  })),
  stg_users: USERS,
});
const byLoad = (effect: number) => [
  ratio('routing.answer_by_load', {what: 'effect'}, effect, 400),
  ...[600, 900, 2000, 9000].map((value, index) =>
    ratio(
      'routing.answer_by_load',
      {bucket: ['lightest', 'lighter', 'heavier', 'heaviest'][index] as string},
      value,
      100,
    ),
  ),
];
const ratio = (id: string, segment: Measure['segment'], value: number, n: number): Measure => ({
  id,
  segment,
  value,
  unit: 'ratio',
  n,
  numerator: null,
  denominator: null,
  interval: null,
  status: 'ok',
  reason: null,
  excluded: {},
});

const ESCALATE = {unworked_after: 4 * HOUR, clock: 'business', to: 'manager'} as const;
const ESCALATED = routed({team: 'emea'}, {escalate: ESCALATE});
const START = days(20);
/** Untouched since the start, with u1 at once. */
const LYING = {
  ...UNTOUCHED,
  start_at: ago(START),
  routed_at: ago(START),
  first_human_owner_at: ago(START),
};
const spell = (lead_key: number, owner: string, from: number, to: number | null, owner_kind = 'person') => ({
  lead_key,
  owner,
  owner_kind,
  from_at: ago(START - from),
  to_at: to === null ? null : ago(START - to),
});
/** All with u1; every lead goes to `owner` after so long. */
const handedOn = (owner: string, after: number, owner_kind = 'person') =>
  Array.from({length: 40}, (_, index) => [
    spell(index + 1, 'u1', 0, after),
    spell(index + 1, owner, after, null, owner_kind),
  ]).flat();
const kept = rows(40, index => spell(index + 1, 'u1', 0, null));

export const ROUTING_PRACTICE: Readonly<Record<string, readonly Story[]>> = {
  'rule-drift': [
    {
      story: 'followed for six weeks, hardly at all in the four since W26',
      definitions: TO_TEAM,
      tables: {handoffs: weekly([0, 1, 0, 0, 1, 0, 8, 9, 10, 8])},
      finds: ['rule-drift/EMEA confirmed'],
      says: [
        /since 2026-W26 88% \(35 of 40\) of its leads do not go to emea, before it was 3.3% \(\d+ of \d+\); most of them \(35\) go to inbound/,
      ],
    },
    {
      story: 'never followed',
      definitions: TO_TEAM,
      tables: {handoffs: weekly([5, 5, 5, 5, 5, 5])},
      finds: ['rule-drift/EMEA confirmed'],
      says: [/50% \(30 of 60\).*no week stands out/],
    },
    {
      story: 'the owner is the present one: nobody knows who was first',
      definitions: TO_TEAM,
      gates: [{id: 'G13', state: 'hard'}],
      tables: {handoffs: weekly([5, 5, 5, 5, 5, 5])},
      finds: ['rule-drift/EMEA likely'],
    },
    {
      story: 'not followed in spring, followed again since',
      definitions: TO_TEAM,
      tables: {handoffs: weekly([9, 9, 9, 9, 0, 0, 0, 1, 0, 0])},
      finds: [],
    },
    {
      story: 'a fifth strays, week after week',
      definitions: TO_TEAM,
      tables: {handoffs: weekly([2, 2, 2, 2, 2, 2])},
      finds: [],
    },
    {story: 'nobody can tell', definitions: TO_TEAM, tables: {handoffs: weekly([null, null, null])}, finds: []},
  ],

  'over-capacity': [
    {
      story: 'thirty open leads where twenty can be worked',
      definitions: LIMITED,
      tables: heldByU1(30, null),
      finds: ['over-capacity/u1 confirmed'],
    },
    {
      story: 'none now, but thirty for thirty of forty days',
      definitions: LIMITED,
      tables: heldByU1(30, 30),
      finds: ['over-capacity/u1 confirmed'],
    },
    {
      story: 'thirty for three days',
      definitions: LIMITED,
      tables: heldByU1(30, 3),
      finds: [],
    },
    {
      story: 'a limit of one’s own wins',
      definitions: LIMITED,
      tables: {...heldByU1(30, null), stg_users: USERS.map(user => ({...user, capacity: 40}))},
      finds: [],
    },
    {
      story: 'answers take ten times as long with a full list',
      definitions: LIMITED,
      tables: {},
      measures: byLoad(0.2),
      finds: ['over-capacity/answers by load confirmed'],
    },
    {
      story: 'answers take longer with a full list, and the load explains next to nothing',
      definitions: LIMITED,
      tables: {},
      measures: byLoad(0.03),
      finds: [],
    },
  ],

  'round-robin': [
    {
      story: 'one of three gets half as many as the others',
      definitions: TO_TEAM,
      tables: {handoffs: dealt({u1: 60, u2: 60, u3: 25}), stg_users: USERS},
      finds: ['round-robin/EMEA confirmed'],
    },
    {
      story: 'dealt in turn, the manager out of it',
      definitions: TO_TEAM,
      tables: {handoffs: dealt({u1: 50, u2: 50, u3: 50}), stg_users: USERS},
      finds: [],
    },
    {
      story: 'half as many by weight',
      definitions: TO_TEAM,
      tables: {
        handoffs: dealt({u1: 60, u2: 60, u3: 30}),
        stg_users: USERS.map(user => ({
          ...user,
          weight: user.user_id === 'boss' ? null : user.user_id === 'u3' ? 0.5 : 1,
        })),
      },
      finds: [],
    },
    {
      story: 'the third was away for most of it, and the others took his turns',
      definitions: TO_TEAM,
      tables: {
        handoffs: [...dealt({u1: 20, u2: 20, u3: 20}), ...dealt({u1: 40, u2: 40}, days(50))],
        stg_absences: [{user_id: 'u3', from_at: ago(days(50)), to_at: ago(days(30))}],
        stg_users: USERS,
      },
      finds: [],
    },
    {
      story: 'the third left, and the rotation went on giving to him: inactive-owner’s business',
      definitions: TO_TEAM,
      tables: {
        handoffs: dealt({u1: 40, u2: 40, u3: 40}),
        stg_users: USERS.map(user => ({
          ...user,
          active: user.user_id !== 'u3',
          deactivated_at: user.user_id === 'u3' ? ago(days(50)) : null,
        })),
      },
      finds: [],
    },
  ],

  'out-of-office': [
    {
      story: 'handed to somebody on holiday, touched after the return',
      definitions: TO_TEAM,
      tables: {handoffs: handedToU1(11), stg_absences: AWAY, stg_users: USERS},
      finds: ['out-of-office/u1 confirmed'],
    },
    {
      story: 'never touched at all',
      definitions: TO_TEAM,
      tables: {handoffs: handedToU1(null), stg_absences: AWAY, stg_users: USERS},
      finds: ['out-of-office/u1 confirmed'],
    },
    {
      story: 'no absence is declared, and nine days without a call while the team worked',
      definitions: TO_TEAM,
      tables: silent(day => !thatWeek(day)),
      finds: ['out-of-office/u1 (inferred) likely'],
    },
    {
      story: 'passed on to the cover the next day',
      definitions: routed({team: 'emea'}, {out_of_office: {to: {team: 'emea'}}}),
      tables: {
        handoffs: handedToU1(null),
        stg_absences: AWAY,
        stg_users: USERS,
        owner_spans: rows(8, index => ({
          lead_key: index + 1,
          owner: 'u2',
          owner_kind: 'person',
          from_at: ago(days(29)),
        })),
      },
      finds: [],
    },
    {
      story: 'a colleague called within the hour',
      definitions: TO_TEAM,
      tables: {handoffs: handedToU1(0.04), stg_absences: AWAY, stg_users: USERS},
      finds: [],
    },
    {
      story: 'somebody else was away',
      definitions: TO_TEAM,
      tables: {handoffs: handedToU1(11), stg_absences: [{...AWAY[0], user_id: 'u2'}], stg_users: USERS},
      finds: [],
    },
    {
      story: 'nobody of the team called that week: a company holiday',
      definitions: TO_TEAM,
      tables: silent(
        day => !thatWeek(day),
        day => !thatWeek(day),
      ),
      finds: [],
    },
    {
      story: 'somebody who calls every tenth day',
      definitions: TO_TEAM,
      tables: silent(day => day % 10 === 7),
      finds: [],
    },
  ],

  escalation: [
    {
      story: 'forty leads lie for twenty days with one rep',
      definitions: ESCALATED,
      tables: {handoffs: rows(40, LYING), owner_spans: kept, stg_users: USERS},
      finds: ['escalation confirmed'],
    },
    {
      story: 'all go to a colleague instead of the manager',
      definitions: ESCALATED,
      tables: {handoffs: rows(40, LYING), owner_spans: handedOn('u2', 5 * HOUR), stg_users: USERS},
      finds: ['escalation confirmed'],
    },
    {
      story: 'all go to the manager',
      definitions: ESCALATED,
      tables: {handoffs: rows(40, LYING), owner_spans: handedOn('boss', 5 * HOUR), stg_users: USERS},
      finds: [],
    },
    {
      story: 'all go to the queue the rule names',
      definitions: routed({team: 'emea'}, {escalate: {...ESCALATE, to: 'Second Line'}}),
      tables: {handoffs: rows(40, LYING), owner_spans: handedOn('Second Line', 5 * HOUR, 'queue'), stg_users: USERS},
      finds: [],
    },
    {
      story: 'touched within three hours',
      definitions: ESCALATED,
      tables: {
        handoffs: rows(40, {...LYING, outcome: 'responded', first_attempt_at: ago(START - 3 * HOUR)}),
        owner_spans: kept,
        stg_users: USERS,
      },
      finds: [],
    },
    {
      story: 'three hours old',
      definitions: ESCALATED,
      tables: {handoffs: rows(40, {...LYING, start_at: ago(3 * HOUR)}), owner_spans: kept, stg_users: USERS},
      finds: [],
    },
  ],
};
