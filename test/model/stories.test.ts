import {describe, expect, test} from 'vitest';
import type {Definitions, Schedule} from '../../src/definitions/definitions.ts';
import type {Session} from '../../src/engine/session.ts';
import type {TableName} from '../../src/ingest/tables.ts';
import {measureAcceptance} from '../../src/measures/acceptance.ts';
import {measureSla} from '../../src/measures/sla.ts';
import type {ModelOptions} from '../../src/model/model.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {readSql} from '../../src/package-files.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';

const AS_OF = '2026-06-01T12:00:00Z';

interface Story {
  tells: string;
  lead?: Record<string, string | number | null>;
  more?: SmallExport;
  definitions?: Partial<Definitions>;
  /** Of the first handoff of lead `a`, or of each where it is a list. */
  expected: Record<string, unknown> | Record<string, unknown>[];
}

const USERS = [
  {user_id: 'ann', email: 'ann@halden.example', name: 'Ann Lee', team: 'inbound'},
  {user_id: 'bob', team: 'enterprise'},
  {user_id: 'q', name: 'Inbound Queue', kind: 'queue'},
  {user_id: 'bot', name: 'Marketing Integration', kind: 'integration'},
  {user_id: 'x1', name: 'Sam Poe'},
  {user_id: 'x2', name: 'Sam Poe'},
];

type Handoff = Record<string, unknown>;

/** The handoffs of each story's lead `a`, an MQL of Monday 2026-04-06 10:00 New York time; one export for all stories. */
async function handoffsOf(stories: readonly Story[]): Promise<Handoff[][]> {
  const tables: Partial<Record<TableName, SmallRow[]>> = {
    users: USERS,
    leads: [{lead_id: 'other', created_at: '2026-01-01T10:00:00Z', mql_at: '2026-01-01T10:00:00Z'}],
    activities: [{activity_id: 'early', lead_id: 'other', at: '2026-01-01T10:00:00Z', type: 'note', actor: 'ann'}],
  };
  stories.forEach(({lead, more = {}}, number) => {
    const row = {lead_id: 'a', created_at: '2026-04-06T14:00:00Z', mql_at: '2026-04-06T14:00:00Z', ...lead};
    for (const [table, rows] of Object.entries({...more, leads: [row, ...(more.leads ?? [])]}))
      tables[table as TableName] = [...(tables[table as TableName] ?? []), ...rows.map(one => numbered(one, number))];
  });
  const handoffs = await withModel(
    tables,
    session => session.rows<Handoff>('select * from handoffs order by lead_id, cycle'),
    smallDefinitions(stories[0]?.definitions),
    {asOf: instant(AS_OF)},
  );
  return stories.map((_, number) => handoffs.filter(({lead_id}) => lead_id === `a-${number}`));
}

/** The ids of a story's rows, made its own. */
function numbered(row: SmallRow, story: number): SmallRow {
  const ids = ['lead_id', 'merged_into', 'activity_id', 'opportunity_id'].filter(id => row[id] != null);
  return {...row, ...Object.fromEntries(ids.map(id => [id, `${row[id]}-${story}`]))};
}

function call(at: string, changes: Record<string, string | boolean | null> = {}) {
  return {activity_id: at, lead_id: 'a', at, type: 'call', actor: 'ann', ...changes};
}

/** Stories told together share their definitions. */
function tell(stories: readonly Story[]): void {
  let found: Promise<Handoff[][]> | undefined;
  test.each(stories.map((story, number) => ({...story, number})))('$tells', async ({expected, number}) => {
    found ??= handoffsOf(stories);
    const handoffs = (await found)[number];
    if (Array.isArray(expected)) expect(handoffs).toMatchObject(expected);
    else expect(handoffs?.[0]).toMatchObject(expected);
  });
}

describe('the clock starts (SPEC 13, Clock)', () => {
  tell([
    {
      tells: 'at the MQL stamp',
      expected: {start_at: '2026-04-06T14:00:00Z', start_from: 'mql', week: '2026-W15', start_hour: 10},
    },
    {
      tells: 'at the inquiry that caused it',
      lead: {inquiry_at: '2026-04-04T14:00:00Z'},
      expected: {start_at: '2026-04-04T14:00:00Z', start_from: 'inquiry'},
    },
    {
      tells: 'not at an inquiry older than 30 days',
      lead: {created_at: '2026-03-01T00:00:00Z', inquiry_at: '2026-03-07T13:59:59Z'},
      expected: {start_from: 'mql'},
    },
    {
      tells: 'not at an inquiry before the previous close',
      lead: {inquiry_at: '2026-04-01T14:00:00Z', created_at: '2026-03-01T00:00:00Z'},
      more: {dispositions: [{lead_id: 'a', at: '2026-04-02T14:00:00Z', disposition: 'rejected', reason: 'x'}]},
      expected: {start_from: 'mql', closed_at: null},
    },
    {
      tells: 'not at an inquiry after the MQL',
      lead: {inquiry_at: '2026-04-06T14:00:01Z'},
      expected: {start_from: 'mql'},
    },
  ]);
});

describe('cycles (METHODS 3.1)', () => {
  const again = (at: string) => ({lead_id: 'a', at, to_stage: 'MQL'});
  tell([
    {
      tells: 'a second MQL after a rejection is a second handoff',
      more: {
        dispositions: [{lead_id: 'a', at: '2026-04-10T14:00:00Z', disposition: 'rejected', reason: 'Bad timing'}],
        stage_history: [again('2026-05-04T14:00:00Z')],
      },
      expected: [
        {cycle: 1, closed_at: '2026-04-10T14:00:00Z', close_kind: 'rejected', reason: 'Bad timing'},
        {cycle: 2, start_at: '2026-05-04T14:00:00Z', closed_at: null},
      ],
    },
    {
      tells: 'a second MQL without a close between is the same handoff',
      more: {stage_history: [again('2026-05-04T14:00:00Z')]},
      expected: [{cycle: 1, start_at: '2026-04-06T14:00:00Z'}],
    },
    {
      tells: 'an SQL stamp before the MQL belongs to the first cycle',
      lead: {created_at: '2026-03-01T00:00:00Z', sql_at: '2026-04-01T14:00:00Z'},
      expected: {reached_sql: true, sql_at: '2026-04-01T14:00:00Z'},
    },
    {
      tells: 'the conversion is the lead’s own stamp, too, before what an entry says',
      lead: {converted_at: '2026-04-10T14:00:00Z'},
      more: {dispositions: [{lead_id: 'a', at: '2026-04-09T14:00:00Z', disposition: 'converted'}]},
      expected: {sql_at: '2026-04-10T14:00:00Z'},
    },
    {
      tells: 'unless a close lies between',
      lead: {created_at: '2026-03-01T00:00:00Z', sql_at: '2026-04-01T14:00:00Z', rejected_at: '2026-04-02T14:00:00Z'},
      expected: {reached_sql: false, closed_at: null},
    },
    {
      tells: 'touches after a close belong to nobody',
      lead: {rejected_at: '2026-04-06T20:00:00Z'},
      more: {activities: [call('2026-04-07T14:00:00Z')]},
      expected: {outcome: 'closed_untouched', attempts: 0, response_at: null},
    },
    {
      tells: 'the reason of a close after as_of is not that of an earlier one',
      lead: {rejected_at: '2026-06-10T14:00:00Z', rejection_reason: 'Competitor'},
      more: {dispositions: [{lead_id: 'a', at: '2026-04-10T14:00:00Z', disposition: 'rejected', reason: 'Bad timing'}]},
      expected: {closed_at: '2026-04-10T14:00:00Z', reason: 'Bad timing'},
    },
    {
      tells: 'nor where only the dispositions tell of it',
      lead: {rejection_reason: 'Competitor'},
      more: {
        dispositions: [
          {lead_id: 'a', at: '2026-04-10T14:00:00Z', disposition: 'rejected', reason: 'Bad timing'},
          {lead_id: 'a', at: '2026-06-10T14:00:00Z', disposition: 'rejected', reason: 'Competitor'},
        ],
      },
      expected: {closed_at: '2026-04-10T14:00:00Z', reason: 'Bad timing'},
    },
    {
      tells: 'the one reason of a lead is not said twice: the later close has the reason of its own entry',
      lead: {rejected_at: '2026-04-10T14:00:00Z', rejection_reason: 'Competitor'},
      more: {
        dispositions: [{lead_id: 'a', at: '2026-05-10T14:00:00Z', disposition: 'rejected', reason: 'Bad timing'}],
        stage_history: [again('2026-05-04T14:00:00Z')],
      },
      expected: [{reason: 'Competitor'}, {closed_at: '2026-05-10T14:00:00Z', reason: 'Bad timing'}],
    },
    {
      tells: 'nor of both closes that the lead’s own columns record: it is that of the rejection',
      lead: {
        recycled_at: '2026-04-10T14:00:00Z',
        rejected_at: '2026-05-10T14:00:00Z',
        rejection_reason: 'Competitor',
      },
      more: {stage_history: [again('2026-05-04T14:00:00Z')]},
      expected: [
        {close_kind: 'recycled', reason: null, fate: 'rejected_untouched'},
        {close_kind: 'rejected', reason: 'Competitor', fate: 'rejected_sound'},
      ],
    },
    {
      tells: 'and that of a recycling where the lead was never rejected',
      lead: {recycled_at: '2026-04-10T14:00:00Z', rejection_reason: 'Competitor'},
      more: {stage_history: [again('2026-05-04T14:00:00Z')]},
      expected: [
        {close_kind: 'recycled', reason: 'Competitor'},
        {closed_at: null, reason: null},
      ],
    },
  ]);
});

describe('who acted (SPEC 13)', () => {
  tell([
    {
      tells: 'by id, email or name',
      more: {activities: [call('2026-04-06T15:00:00Z', {actor: 'ANN@halden.example'})]},
      expected: {outcome: 'responded', response_by: 'ann', evidence_grade: 'B'},
    },
    {
      tells: 'an integration is automated even where automated = false',
      more: {activities: [call('2026-04-06T15:00:00Z', {actor: 'Marketing Integration', automated: false})]},
      expected: {outcome: 'open_untouched', first_automated_at: '2026-04-06T15:00:00Z'},
    },
    {
      tells: 'a name that two users share is nobody',
      more: {activities: [call('2026-04-06T15:00:00Z', {actor: 'Sam Poe'})]},
      expected: {outcome: 'open_untouched'},
    },
    {
      tells: 'somebody who is not in users is a person',
      more: {activities: [call('2026-04-06T15:00:00Z', {actor: 'Zoe'})]},
      expected: {outcome: 'responded', response_by: 'Zoe'},
    },
    {
      tells: 'a blank actor among given ones is nobody',
      more: {activities: [call('2026-04-06T15:00:00Z', {actor: null})]},
      expected: {outcome: 'open_untouched'},
    },
  ]);
});

describe('evidence (SPEC 5)', () => {
  tell([
    {
      tells: 'A: a connected call',
      more: {activities: [call('2026-04-06T15:00:00Z', {outcome: 'connected'})]},
      expected: {
        evidence_grade: 'A',
        elapsed_a: 3600,
        elapsed_b: 3600,
        elapsed_c: 3600,
        first_contact_at: '2026-04-06T15:00:00Z',
      },
    },
    {
      tells: 'C: logged more than 15 minutes after it is said to have happened, before A',
      more: {activities: [call('2026-04-06T15:00:00Z', {outcome: 'connected', logged_at: '2026-04-06T15:15:01Z'})]},
      expected: {evidence_grade: 'C', elapsed_a: null, elapsed_b: null, elapsed_c: 3600},
    },
    {
      tells: 'a better touch later counts at its own floor',
      more: {
        activities: [
          call('2026-04-06T15:00:00Z', {logged_at: '2026-04-06T18:00:00Z'}),
          call('2026-04-06T16:00:00Z', {logged_at: '2026-04-06T16:00:00Z'}),
          call('2026-04-06T17:00:00Z', {outcome: 'answered', logged_at: '2026-04-06T17:00:00Z'}),
        ],
      },
      expected: {evidence_grade: 'C', elapsed_c: 3600, elapsed_b: 7200, elapsed_a: 10_800, wall_seconds: 3600},
    },
    {
      tells: 'a meeting counts when it was booked',
      more: {
        activities: [
          call('2026-04-09T15:00:00Z', {type: 'meeting', logged_at: '2026-04-06T15:00:00Z', completed: false}),
        ],
      },
      expected: {outcome: 'responded', response_at: '2026-04-06T15:00:00Z', wall_seconds: 3600},
    },
    {
      tells:
        'a meeting booked on day two and held on day twelve is a contact of day two: six calls in ten days are not due',
      more: {
        activities: [
          call('2026-04-18T15:00:00Z', {type: 'meeting', outcome: 'held', logged_at: '2026-04-08T15:00:00Z'}),
        ],
      },
      expected: {first_contact_at: '2026-04-08T15:00:00Z', attempts_due: false},
    },
    {
      tells: 'a call nobody picked up is no contact: they are due',
      more: {activities: [call('2026-04-08T15:00:00Z', {outcome: 'no_answer'})]},
      expected: {first_contact_at: null, attempts_due: true, attempts_in_time: 1},
    },
    {
      tells: 'a canceled meeting was not',
      more: {activities: [call('2026-04-09T15:00:00Z', {type: 'meeting', outcome: 'canceled'})]},
      expected: {outcome: 'open_untouched'},
    },
  ]);
});

describe('a machine’s message that counts as an answer', () => {
  const {response} = smallDefinitions();
  const definitions: Partial<Definitions> = {response: {...response, automated_counts: true}};
  const machine = (at: string, changes: Record<string, string | boolean | null> = {}) =>
    call(at, {type: 'email', actor: 'bot', ...changes});
  tell([
    {
      tells: 'answers at no floor of evidence, and is no attempt',
      definitions,
      more: {
        activities: [
          machine('2026-04-06T14:10:00Z', {logged_at: '2026-04-06T15:10:00Z'}),
          call('2026-04-06T15:00:00Z', {logged_at: '2026-04-06T18:00:00Z'}),
        ],
      },
      expected: {
        sla_state: 'met',
        evidence_grade: 'D',
        wall_seconds: 600,
        elapsed_a: null,
        elapsed_b: null,
        elapsed_c: 3600,
        attempts: 1,
        attempts_in_time: 1,
      },
    },
    {
      tells: 'was not there first when it went out the day before',
      more: {activities: [machine('2026-04-05T14:00:00Z'), machine('2026-04-06T14:10:00Z')]},
      expected: {excluded: null, outcome: 'responded', wall_seconds: 600, attempts: 0, untouched: false},
    },
  ]);
});

describe('owners (SPEC 13)', () => {
  tell([
    {
      tells: 'a history that begins after as_of says who had it until then',
      lead: {owner: 'bob'},
      more: {owner_history: [{lead_id: 'a', at: '2026-06-02T14:00:00Z', old_owner: 'q', new_owner: 'bob'}]},
      expected: {open_owner: 'q', routed_at: '2026-04-06T14:00:00Z', first_human_owner_at: null},
    },
    {
      tells: 'a human at the start means the start',
      lead: {owner: 'ann'},
      expected: {routed_at: '2026-04-06T14:00:00Z', first_human_owner_at: '2026-04-06T14:00:00Z', team: 'inbound'},
    },
    {
      tells: 'a queue is routed, not owned; the rep answers on his own clock',
      lead: {owner: 'bob'},
      more: {
        owner_history: [{lead_id: 'a', at: '2026-04-06T16:00:00Z', old_owner: 'q', new_owner: 'bob'}],
        activities: [call('2026-04-06T16:30:00Z', {actor: 'bob'})],
      },
      expected: {
        routed_at: '2026-04-06T14:00:00Z',
        first_human_owner_at: '2026-04-06T16:00:00Z',
        first_human_owner: 'bob',
        wall_seconds: 9000,
        rep_wall: 1800,
      },
    },
    {
      tells: 'answered before anybody owned it: 0 on the rep clock',
      lead: {owner: 'bob'},
      more: {
        owner_history: [{lead_id: 'a', at: '2026-04-06T16:00:00Z', old_owner: 'q', new_owner: 'bob'}],
        activities: [call('2026-04-06T15:00:00Z', {actor: 'ann'})],
      },
      expected: {wall_seconds: 3600, rep_wall: 0},
    },
    {
      tells: 'A-B-A before the first touch is ping-pong, and two bounces',
      lead: {owner: 'ann'},
      more: {
        owner_history: [
          {lead_id: 'a', at: '2026-04-06T15:00:00Z', old_owner: 'ann', new_owner: 'bob'},
          {lead_id: 'a', at: '2026-04-06T16:00:00Z', old_owner: 'bob', new_owner: 'ann'},
        ],
        activities: [call('2026-04-07T15:00:00Z')],
      },
      expected: {owner_changes_before_touch: 2, pingpong: true, first_human_owner: 'ann'},
    },
    {
      tells: 'changes after the first touch are none of it',
      lead: {owner: 'bob'},
      more: {
        owner_history: [{lead_id: 'a', at: '2026-04-07T16:00:00Z', old_owner: 'ann', new_owner: 'bob'}],
        activities: [call('2026-04-06T15:00:00Z')],
      },
      expected: {owner_changes_before_touch: 0, pingpong: false, open_owner: 'bob', open_owner_kind: 'person'},
    },
    {
      tells: 'the same owner again, by whatever name, is no change',
      lead: {owner: 'ann'},
      more: {
        owner_history: [
          {lead_id: 'a', at: '2026-04-06T15:00:00Z', old_owner: 'ann', new_owner: 'Ann Lee'},
          {lead_id: 'a', at: '2026-04-06T16:00:00Z', old_owner: 'Ann Lee', new_owner: 'ann'},
        ],
      },
      expected: {owner_changes_before_touch: 0, pingpong: false, first_human_owner_at: '2026-04-06T14:00:00Z'},
    },
    {
      tells: 'nor is away and back within a second',
      lead: {owner: 'ann'},
      more: {
        owner_history: [
          {lead_id: 'a', at: '2026-04-06T15:00:00Z', old_owner: 'ann', new_owner: 'bob'},
          {lead_id: 'a', at: '2026-04-06T15:00:00Z', old_owner: 'bob', new_owner: 'ann'},
        ],
      },
      expected: {owner_changes_before_touch: 0, pingpong: false},
    },
    {
      tells: 'back after a while without an owner it is',
      lead: {owner: 'ann'},
      more: {
        owner_history: [
          {lead_id: 'a', at: '2026-04-06T15:00:00Z', old_owner: 'ann', new_owner: null},
          {lead_id: 'a', at: '2026-04-06T16:00:00Z', old_owner: null, new_owner: 'ann'},
        ],
      },
      expected: {owner_changes_before_touch: 1, pingpong: false, open_owner: 'ann'},
    },
    {
      tells: 'a name that two users share is an owner whom nobody knows: neither human nor nobody',
      lead: {owner: 'Sam Poe'},
      expected: {
        routed_at: '2026-04-06T14:00:00Z',
        first_human_owner: null,
        open_owner: 'Sam Poe',
        open_owner_kind: 'unknown',
        fate: 'never_touched',
      },
    },
  ]);
});

describe('fates: exactly one, first match wins (SPEC 5)', () => {
  const rejected = {rejected_at: '2026-04-20T14:00:00Z', rejection_reason: 'Low quality'};
  const calls = (days: readonly number[]) => days.map(day => call(`2026-04-${String(day).padStart(2, '0')}T15:00:00Z`));
  const deal = (changes: Record<string, unknown>) => ({
    opportunities: [
      {opportunity_id: 'o', lead_id: 'a', created_at: '2026-04-15T14:00:00Z', amount: 100_000, ...changes},
    ],
  });
  const wrongIcp = {
    dispositions: {
      contact_required: true,
      reasons: [
        {
          code: 'wrong_icp',
          labels: ['Wrong ICP'],
          kind: 'rejected' as const,
          vague: false,
          contact_required: null,
          needs_attempts: null,
          true_if: {none: [{field: 'employees', between: [50, 2000] as const}]},
        },
      ],
    },
  };
  tell([
    {
      tells: 'won',
      more: deal({is_won: true, is_closed: true, closed_at: '2026-05-15T14:00:00Z'}) as SmallExport,
      expected: {fate: 'won', family: 'progressed', amount_cents: 100_000},
    },
    {
      tells: 'lost',
      more: deal({is_won: false, is_closed: true, closed_at: '2026-05-15T14:00:00Z'}) as SmallExport,
      expected: {fate: 'lost', family: 'progressed'},
    },
    {
      tells: 'opportunity',
      more: deal({is_won: false, is_closed: false}) as SmallExport,
      expected: {fate: 'opportunity', outcome: 'unlogged', sla_state: 'unknown_unlogged'},
    },
    {
      tells: 'won after as_of is still open',
      more: deal({is_won: true, is_closed: true, closed_at: '2026-06-15T14:00:00Z'}) as SmallExport,
      expected: {fate: 'opportunity'},
    },
    {
      tells: 'a deal older than the MQL belongs to nobody',
      more: deal({created_at: '2026-04-01T14:00:00Z'}) as SmallExport,
      expected: {reached_opportunity: false},
    },
    {
      tells: 'also where the inquiry came before it',
      lead: {created_at: '2026-03-30T14:00:00Z', inquiry_at: '2026-03-31T14:00:00Z'},
      more: deal({created_at: '2026-04-01T14:00:00Z'}) as SmallExport,
      expected: {start_from: 'inquiry', reached_opportunity: false},
    },
    {tells: 'sql', lead: {sql_at: '2026-04-08T14:00:00Z'}, expected: {fate: 'sql', reached_accepted: true}},
    {
      tells: 'sql, also when rejected later',
      lead: {...rejected, sql_at: '2026-04-08T14:00:00Z'},
      expected: {fate: 'sql'},
    },
    {
      tells: 'rejected_untouched',
      lead: rejected,
      expected: {fate: 'rejected_untouched', family: 'follow_up', follow_up_flag: true},
    },
    {
      tells: 'rejected_late',
      lead: rejected,
      more: {activities: calls([8, 9, 10, 11, 12, 13, 14])},
      expected: {fate: 'rejected_late', attempts: 7},
    },
    {
      tells: 'rejected_underworked',
      lead: rejected,
      more: {activities: calls([6, 7])},
      expected: {fate: 'rejected_underworked', attempts: 2},
    },
    {
      tells: 'rejected_sound',
      lead: {...rejected, owner: 'ann'},
      more: {activities: calls([6, 7, 8, 9, 10, 11])},
      expected: {fate: 'rejected_sound', family: 'quality', follow_up_flag: false},
    },
    {tells: 'never_owned is a follow-up loss once it is old', expected: {fate: 'never_owned', family: 'follow_up'}},
    {
      tells: 'never_touched',
      lead: {owner: 'ann'},
      expected: {fate: 'never_touched', family: 'follow_up', sla_state: 'breached_open'},
    },
    {
      tells: 'at risk while it may still be saved',
      lead: {owner: 'ann', mql_at: '2026-05-20T14:00:00Z'},
      expected: {fate: 'never_touched', family: 'at_risk'},
    },
    {
      tells: 'waiting',
      lead: {owner: 'ann', mql_at: '2026-06-01T11:00:00Z'},
      expected: {fate: 'waiting', family: 'alive', sla_state: 'pending'},
    },
    {tells: 'working', more: {activities: [call('2026-05-25T14:00:00Z')]}, expected: {fate: 'working'}},
    {tells: 'touched_late', more: {activities: [call('2026-04-09T14:00:00Z')]}, expected: {fate: 'touched_late'}},
    {tells: 'stalled', more: {activities: [call('2026-04-06T15:00:00Z')]}, expected: {fate: 'stalled'}},
    {
      tells: 'stalled, not late, where somebody had called two days before the start',
      lead: {owner: 'ann'},
      more: {activities: [call('2026-04-04T14:00:00Z'), call('2026-04-09T14:00:00Z')]},
      expected: {excluded: 'already_working', fate: 'stalled', follow_up_flag: false},
    },
  ]);
  tell([
    {
      tells: 'rejected_contradicted: the lead meets the ICP it was rejected for',
      lead: {...rejected, rejection_reason: 'wrong icp', employees: 400},
      definitions: wrongIcp,
      expected: {
        fate: 'rejected_contradicted',
        family: 'disputed',
        reason_verdict: 'contradicted',
        reason_code: 'wrong_icp',
      },
    },
    {
      tells: 'rejected_sound without a call, where the data support a reason that needs none',
      lead: {...rejected, rejection_reason: 'Wrong ICP', employees: 4},
      definitions: wrongIcp,
      expected: {fate: 'rejected_sound', reason_verdict: 'supported', quality_flag: true, follow_up_flag: false},
    },
  ]);
});

describe('fields as they were (a field history is exported)', () => {
  const big = {field: 'employees', gte: 1000} as const;
  const definitions: Partial<Definitions> = {
    icp: big,
    sla: [
      {name: 'Big', when: big, respond_within: 3600, clock: 'calendar', target: 0.9},
      {name: 'All', when: null, respond_within: 14_400, clock: 'calendar', target: 0.9},
    ],
    stages: {mql: {field: 'title', matches: '(?i)vp'}, sql: {field: 'Budget__c', present: true}},
  };
  const change = (at: string, field: string, old_value: string | null, new_value: string | null) => ({
    lead_id: 'a',
    at,
    field,
    old_value,
    new_value,
  });
  const enriched = '2026-04-08T14:00:00Z';
  const lead = {employees: 5000, title: 'VP Sales', Budget__c: '10k', score: 80, inquiry_at: '2026-04-05T14:00:00Z'};
  tell([
    {
      tells: 'enriched after the MQL: it was no big company when it came',
      lead,
      more: {field_history: [change(enriched, 'employees', '40', '5000')]},
      definitions,
      expected: {icp: false, sla_policy: 'All', mql_definition: true},
    },
    {
      tells: 'and nobody knew, where the field was empty',
      lead,
      more: {field_history: [change(enriched, 'employees', null, '5000')]},
      definitions,
      expected: {icp: null, sla_policy: 'All'},
    },
    {
      tells: 'before the MQL, after the inquiry: the promise was made to an unknown lead, the MQL is a big one',
      lead,
      more: {field_history: [change('2026-04-06T10:00:00Z', 'employees', null, '5000')]},
      definitions,
      expected: {icp: true, sla_policy: 'All'},
    },
    {
      tells: 'a change at the very moment of the MQL had happened',
      lead,
      more: {field_history: [change('2026-04-06T14:00:00Z', 'title', 'Intern', 'VP Sales')]},
      definitions,
      expected: {mql_definition: true},
    },
    {
      tells: 'of several changes the first after the moment says what it was',
      lead,
      more: {
        field_history: [
          change('2026-04-10T14:00:00Z', 'title', 'Director', 'VP Sales'),
          change('2026-04-07T14:00:00Z', 'title', 'VP Marketing', 'Director'),
          change('2026-04-01T14:00:00Z', 'title', 'Intern', 'VP Marketing'),
        ],
      },
      definitions,
      expected: {mql_definition: true},
    },
    {
      tells: 'the SQL stage is judged as of its stamp',
      lead: {...lead, sql_at: '2026-04-09T14:00:00Z'},
      more: {field_history: [change('2026-04-20T14:00:00Z', 'budget__c', null, '10k')]},
      definitions,
      expected: {sql_definition: false},
    },
    {
      tells: 'changes of fields that nobody asks about say nothing, and those of no lead either',
      lead,
      more: {
        field_history: [
          change(enriched, 'phone', null, '+1 212 555 0100'),
          {...change(enriched, 'title', 'x', 'y'), lead_id: 'z'},
        ],
      },
      definitions,
      expected: {icp: true, sla_policy: 'Big', mql_definition: true, score_at_mql: 80},
    },
    {
      tells: 'the score at the MQL is what it was until the next change',
      lead,
      more: {field_history: [change(enriched, 'score', '35', '80')]},
      definitions,
      expected: {score_at_mql: 35},
    },
    {
      tells: 'a score of the history may have its thousands marked, as one of the leads may',
      lead,
      more: {field_history: [change(enriched, 'score', '1,075.5', '80')]},
      definitions,
      expected: {score_at_mql: 1075.5},
    },
    {
      tells: 'and what is no number to a criterion is none here',
      lead,
      more: {field_history: [change(enriched, 'score', '51-200', '80')]},
      expected: {score_at_mql: null},
    },
    {
      tells: 'a number with spaces around it is one, as in a criterion',
      lead,
      more: {field_history: [change(enriched, 'score', ' $1 075 ', '80')]},
      expected: {score_at_mql: 1075},
    },
  ]);
});

describe('a meeting booked before the start', () => {
  const booked = call('2026-04-10T15:00:00Z', {
    type: 'meeting',
    direction: 'inbound',
    actor: null,
    logged_at: '2026-04-05T15:00:00Z',
  });
  tell([
    {
      tells: 'answers nothing, but who has one was not left untouched',
      lead: {rejected_at: '2026-04-20T14:00:00Z', rejection_reason: 'Bad timing'},
      more: {activities: [booked]},
      expected: {
        outcome: 'closed_untouched',
        booked_at: null,
        last_touch_at: '2026-04-05T15:00:00Z',
        untouched: false,
        fate: 'rejected_underworked',
      },
    },
  ]);
});

describe('a meeting booked after the promise', () => {
  const definitions = {sla: [{name: 'All', when: null, respond_within: 3600, clock: 'calendar', target: 0.9}]} as const;
  const booked = call('2026-04-07T15:00:00Z', {type: 'meeting', direction: 'inbound', actor: null});
  const later = call('2026-04-09T15:00:00Z', {activity_id: 'later'});
  const qualified = {sql_at: '2026-04-08T15:00:00Z'};
  tell([
    {
      tells: 'is a promise broken and still open',
      more: {activities: [booked]},
      definitions,
      expected: {outcome: 'self_booked', sla_state: 'breached_open'},
    },
    {
      tells: 'and no open one where the lead became an SQL: somebody met it and logged nothing',
      lead: qualified,
      more: {activities: [booked]},
      definitions,
      expected: {
        outcome: 'self_booked',
        sla_state: 'unknown_unlogged',
        sla_state_wall: 'unknown_unlogged',
        fate: 'sql',
      },
    },
    {
      tells: 'a call after that changes nothing',
      lead: qualified,
      more: {activities: [booked, later]},
      definitions,
      expected: {sla_state: 'unknown_unlogged'},
    },
    {
      tells: 'a call before it is the answer, and late',
      lead: {sql_at: '2026-04-10T15:00:00Z'},
      more: {activities: [booked, later]},
      definitions,
      expected: {sla_state: 'breached_late'},
    },
  ]);
});

test('a definition may ask for the score at the MQL where only its history tells it, at the SQL stamp too', async () => {
  const at = '2026-04-06T14:00:00Z';
  const score = (lead_id: string, old_value: string, new_value: string, day = '08') => ({
    lead_id,
    at: `2026-04-${day}T14:00:00Z`,
    field: 'score',
    old_value,
    new_value,
  });
  const leads = [
    {lead_id: 'cooled', created_at: at, mql_at: at, sql_at: '2026-04-20T14:00:00Z', score: 20},
    {lead_id: 'warmed', created_at: at, mql_at: at, score: 80},
    {lead_id: 'unchanged', created_at: at, mql_at: at, score: 55},
    {lead_id: 'not scored then', created_at: at, mql_at: at, score: 90},
  ];
  const least = {field: 'score_at_mql', gte: 50};
  const {stages} = smallDefinitions();
  const found = await withModel(
    {
      leads,
      field_history: [score('cooled', '75', '20'), score('warmed', '35', '80'), score('not scored then', '', '90')],
    },
    (session, model) =>
      session
        .rows('select lead_id, mql_definition, sql_definition, sla_policy from handoffs order by lead_id')
        .then(rows => ({rows, lacks: model.lacks.sla})),
    smallDefinitions({
      stages: {...stages, mql: least, sql: least},
      sla: [{name: 'Hot', when: least, respond_within: 300, clock: 'calendar', target: 0.9}],
    }),
  );
  const told = (lead_id: string, fits: boolean | null) => ({
    lead_id,
    mql_definition: fits,
    sql_definition: fits,
    sla_policy: fits === true ? 'Hot' : null,
  });
  expect(found).toEqual({
    rows: [told('cooled', true), told('not scored then', null), told('unchanged', true), told('warmed', false)],
    lacks: [],
  });
});

test('a history of values alone: each was there until the next, and nobody knows what was before the first', async () => {
  const lead = (lead_id: string) => ({
    lead_id,
    created_at: '2026-04-06T14:00:00Z',
    mql_at: '2026-04-06T14:00:00Z',
    employees: 5000,
    title: 'VP',
  });
  const value = (lead_id: string, at: string, new_value: string) => ({lead_id, at, field: 'employees', new_value});
  const found = await withModel(
    {
      leads: [lead('first later'), lead('since before'), lead('unchanged')],
      field_history: [
        value('first later', '2026-04-08T14:00:00Z', '5000'),
        value('since before', '2026-04-01T14:00:00Z', '40'),
        value('since before', '2026-04-08T14:00:00Z', '5000'),
      ],
    },
    (session, model) =>
      session
        .rows('select lead_id, icp, score_at_mql from handoffs order by lead_id')
        .then(rows => ({rows, scored: model.has('leads.score_at_mql')})),
    smallDefinitions({icp: {field: 'employees', gte: 1000}}),
  );
  expect(found).toEqual({
    rows: [
      {lead_id: 'first later', icp: null, score_at_mql: null},
      {lead_id: 'since before', icp: false, score_at_mql: null},
      {lead_id: 'unchanged', icp: true, score_at_mql: null},
    ],
    scored: false,
  });
});

test('a window of starts moves no deal to an earlier handoff', async () => {
  const leads = [{lead_id: 'a', created_at: '2026-04-06T14:00:00Z', mql_at: '2026-04-06T14:00:00Z'}];
  const tables = {
    leads,
    dispositions: [{lead_id: 'a', at: '2026-04-10T14:00:00Z', disposition: 'rejected'}],
    stage_history: [{lead_id: 'a', at: '2026-05-04T14:00:00Z', to_stage: 'MQL'}],
    opportunities: [{opportunity_id: 'o', lead_id: 'a', created_at: '2026-05-10T14:00:00Z', amount: 100_000}],
    activities: [call('2026-04-06T15:00:00Z')],
  };
  const fates = (until?: string) =>
    withModel(tables, session => session.rows('select cycle, fate from handoffs order by cycle'), smallDefinitions(), {
      asOf: instant(AS_OF),
      ...(until === undefined ? {} : {until}),
    });
  const first = {cycle: 1, fate: 'rejected_underworked'};
  expect(await fates()).toEqual([first, {cycle: 2, fate: 'opportunity'}]);
  expect(await fates('2026-04-30')).toEqual([first]);
});

describe('the money of several deals', () => {
  const deal = (opportunity_id: string, amount: number | null, currency: string | null) => ({
    ...{opportunity_id, amount, currency, lead_id: 'a'},
    created_at: '2026-04-15T14:00:00Z',
  });
  const deals = (...opportunities: SmallRow[]) => ({opportunities});
  tell([
    {
      tells: 'in one currency: summed',
      more: deals(deal('o1', 10_000, 'USD'), deal('o2', 5050, 'USD')),
      expected: {amount_cents: 15_050, currency: 'USD'},
    },
    {
      tells: 'of a handoff with a won and a lost deal what was won',
      more: {
        opportunities: [
          {...deal('o1', 50_000, 'USD'), is_closed: true, is_won: false},
          {...deal('o2', 10_000, 'USD'), is_closed: true, is_won: true},
        ],
      },
      expected: {fate: 'won', amount_cents: 10_000},
    },
    {
      tells: 'and of an open and a lost one what is open',
      more: {
        opportunities: [
          {...deal('o1', 50_000, 'USD'), is_closed: true, is_won: false},
          {...deal('o2', 10_000, 'USD'), is_closed: false, is_won: false},
        ],
      },
      expected: {fate: 'opportunity', amount_cents: 10_000},
    },
    {
      tells: 'in two currencies: no sum',
      more: deals(deal('o1', 10_000, 'USD'), deal('o2', 5000, 'EUR')),
      expected: {amount_cents: null, currency: null},
    },
    {
      tells: 'one of them without an amount: the money of the other',
      more: deals(deal('o1', 10_000, 'USD'), deal('o2', null, 'EUR')),
      expected: {amount_cents: 10_000, currency: 'USD'},
    },
  ]);
});

describe('merged leads (SPEC 13)', () => {
  tell([
    {
      tells: 'activities count for the lead at the end of the chain',
      more: {
        leads: [
          {lead_id: 'b', created_at: '2026-04-05T14:00:00Z', merged_into: 'c'},
          {lead_id: 'c', created_at: '2026-04-05T14:00:00Z', merged_into: 'a'},
        ],
        activities: [call('2026-04-06T15:00:00Z', {lead_id: 'b'})],
      },
      expected: {outcome: 'responded', wall_seconds: 3600},
    },
    {
      tells: 'leads merged into each other hang nothing',
      more: {
        leads: [
          {lead_id: 'b', created_at: '2026-04-05T14:00:00Z', merged_into: 'c'},
          {lead_id: 'c', created_at: '2026-04-05T14:00:00Z', merged_into: 'b'},
        ],
      },
      expected: {outcome: 'open_untouched'},
    },
  ]);
});

describe('routing rules (SPEC 13, Routing)', () => {
  const rules = {
    routing: {
      owner: null,
      last_reviewed: null,
      queues: [],
      capacity: null,
      out_of_office: null,
      escalate: null,
      rules: [
        {name: 'Big', when: {field: 'employees', gte: 1000}, to: {team: 'enterprise'}, distribute: null},
        {name: 'US', when: {field: 'country', in: ['US']}, to: {team: 'inbound'}, distribute: null},
        {name: 'Japan', when: {field: 'country', in: ['JP']}, to: {queue: 'inbound queue'}, distribute: null},
      ],
    },
  };
  tell([
    {
      tells: 'the first true one',
      lead: {employees: 5000, country: 'US', owner: 'ann'},
      definitions: rules,
      expected: {routing_rule: 'Big', expected_team: 'enterprise', misrouted: true},
    },
    {
      tells: 'a missing attribute before it leaves it undetermined',
      lead: {employees: null, country: 'US', owner: 'ann'},
      definitions: rules,
      expected: {routing_rule: null, routing_state: 'undetermined', misrouted: null},
    },
    {
      tells: 'none is true: uncovered',
      lead: {employees: 5, country: 'FR', owner: 'ann'},
      definitions: rules,
      expected: {routing_state: 'uncovered', misrouted: null},
    },
    {
      tells: 'the right team',
      lead: {employees: 5, country: 'us ', owner: 'ann'},
      definitions: rules,
      expected: {routing_rule: 'US', misrouted: false},
    },
    {
      tells: 'the right queue, by the name that users give its id',
      lead: {employees: 5, country: 'JP', owner: 'q'},
      definitions: rules,
      expected: {routing_rule: 'Japan', expected_team: null, misrouted: false},
    },
    {
      tells: 'not to the queue but to a person',
      lead: {employees: 5, country: 'JP', owner: 'ann'},
      definitions: rules,
      expected: {routing_rule: 'Japan', misrouted: true},
    },
  ]);
});

describe('a promise on two clocks, and whose fault an unowned lead is', () => {
  const evening = '2026-04-07T02:00:00Z';
  const lead = {created_at: evening, mql_at: evening};
  const inOpeningHours = smallDefinitions({
    sla: [{name: 'All', when: null, respond_within: 3600, clock: 'business', target: 0.9}],
  });
  tell([
    {
      tells: 'of Monday 22:00, called Tuesday 9:30: half an hour of business, half a day of waiting',
      lead,
      more: {activities: [call('2026-04-07T13:30:00Z')]},
      definitions: inOpeningHours,
      expected: {sla_elapsed: 1800, wall_seconds: 41_400, sla_state: 'met', sla_state_wall: 'breached_late'},
    },
    {
      tells: 'of Monday 22:00, rejected Tuesday 9:30: in the window in business hours, late on the wall',
      lead: {...lead, rejected_at: '2026-04-07T13:30:00Z', rejection_reason: 'Spam'},
      definitions: inOpeningHours,
      expected: {sla_state: 'closed_untouched_in_window', sla_state_wall: 'breached_closed'},
    },
    {
      tells: 'in a queue for ever: of routing',
      lead: {...lead, owner: 'q'},
      definitions: inOpeningHours,
      expected: {follow_up_flag: true, unowned_for_good: true},
    },
    {
      tells: 'owned and never called: of the rep',
      lead: {...lead, owner: 'ann'},
      definitions: inOpeningHours,
      expected: {follow_up_flag: true, unowned_for_good: false},
    },
  ]);
});

test('without activities nothing is said about responses, and only progress has a fate', async () => {
  const leads = [
    {lead_id: 'a', created_at: '2026-04-06T14:00:00Z', mql_at: '2026-04-06T14:00:00Z'},
    {lead_id: 'b', created_at: '2026-04-06T14:00:00Z', mql_at: '2026-04-06T14:00:00Z', sql_at: '2026-04-07T14:00:00Z'},
  ];
  const found = await withModel({leads}, session =>
    session.rows('select outcome, sla_state, fate from handoffs order by lead_id'),
  );
  expect(found).toEqual([
    {outcome: null, sla_state: null, fate: 'unknown'},
    {outcome: null, sla_state: null, fate: 'sql'},
  ]);
});

test('activities begin where the file does, also with leads that are not exported', async () => {
  const start = '2026-02-02T15:00:00Z';
  const excludedWith = (activities: SmallRow[]) =>
    withModel({leads: [{lead_id: 'a', created_at: start, mql_at: start}], activities}, session =>
      session.row('select excluded from handoffs'),
    );
  const own = call('2026-03-02T15:00:00Z');
  expect(await excludedWith([own])).toEqual({excluded: 'before_activities'});
  expect(await excludedWith([call('2026-01-05T15:00:00Z', {lead_id: 'gone'}), own])).toEqual({excluded: null});
});

test('the business clock stands at zero until it opens for the first time', async () => {
  // a Saturday; the company works on Mondays alone, and the export begins with this lead
  const start = '2026-04-04T15:00:00Z';
  const definitions = smallDefinitions();
  const mondays = {...definitions.business_hours.company, week: {mon: [['09:00', '17:00']]}} as Schedule;
  const found = await withModel(
    {
      leads: [
        {lead_id: 'a', created_at: start, mql_at: start},
        {lead_id: 'b', created_at: start, mql_at: start},
      ],
      // Sunday, and Monday half past nine in New York
      activities: [call('2026-04-05T15:00:00Z', {lead_id: 'a'}), call('2026-04-06T13:30:00Z', {lead_id: 'b'})],
    },
    session => session.rows('select business_seconds, follow_business from handoffs order by lead_id'),
    {...definitions, business_hours: {...definitions.business_hours, company: mondays}},
    {asOf: instant('2026-04-06T14:00:00Z')},
  );
  expect(found).toEqual([
    {business_seconds: 0, follow_business: 3600},
    {business_seconds: 1800, follow_business: 3600},
  ]);
});

test('a rejection or an SQL that is a date came after what was done on its day', async () => {
  const lead = (lead_id: string, day: string, ends: Record<string, string>) => ({
    lead_id,
    created_at: `${day}T14:00:00Z`,
    mql_at: `${day}T14:00:00Z`,
    ...ends,
  });
  const tell = (midnight: string) =>
    withModel(
      {
        leads: [
          lead('a', '2026-04-06', {rejected_at: `2026-04-06${midnight}`, rejection_reason: 'Bad timing'}),
          lead('b', '2026-04-07', {rejected_at: `2026-04-07${midnight}`, rejection_reason: 'Bad timing'}),
          lead('c', '2026-04-08', {rejected_at: `2026-04-09${midnight}`, rejection_reason: 'Bad timing'}),
          lead('d', '2026-04-06', {sql_at: `2026-04-06${midnight}`}),
          lead('e', '2026-04-07', {sql_at: `2026-04-07${midnight}`}),
          lead('f', '2026-04-08', {sql_at: `2026-04-09${midnight}`}),
        ],
        activities: [
          call('2026-04-06T15:00:00Z'),
          call('2026-04-09T15:00:00Z', {lead_id: 'c'}),
          call('2026-04-06T15:00:00Z', {lead_id: 'd'}),
        ],
      },
      session => session.rows('select lead_id, outcome, fate, attempts, sla_state from handoffs order by lead_id'),
      undefined,
      {asOf: instant(AS_OF)},
    );
  const expected = [
    {lead_id: 'a', outcome: 'responded', fate: 'rejected_underworked', attempts: 1, sla_state: 'met'},
    {
      lead_id: 'b',
      outcome: 'closed_untouched',
      fate: 'rejected_untouched',
      attempts: 0,
      sla_state: 'closed_untouched_in_window',
    },
    {lead_id: 'c', outcome: 'responded', fate: 'rejected_late', attempts: 1, sla_state: 'breached_late'},
    {lead_id: 'd', outcome: 'responded', fate: 'sql', attempts: 1, sla_state: 'met'},
    {lead_id: 'e', outcome: 'unlogged', fate: 'sql', attempts: 0, sla_state: 'unknown_unlogged'},
    {lead_id: 'f', outcome: 'unlogged', fate: 'sql', attempts: 0, sla_state: 'unknown_unlogged'},
  ];
  expect(await tell('T00:00:00Z')).toEqual(expected);
  // of New York
  expect(await tell('T04:00:00Z')).toEqual(expected);
  // of Berlin: of no zone that the company has, but of the export's
  expect(await tell('T22:00:00Z')).not.toEqual(expected);
});

describe('a close that is a date', () => {
  const closed = (midnight: string) => ({
    leads: ['06', '07', '08'].map(day => ({
      lead_id: `on ${day}`,
      created_at: `2026-04-${day}T14:00:00Z`,
      mql_at: `2026-04-${day}T14:00:00Z`,
      // midnight in Berlin is the evening before in UTC
      rejected_at: `2026-04-${midnight === 'T22:00:00Z' ? `0${Number(day) - 1}` : day}${midnight}`,
      rejection_reason: 'Bad timing',
    })),
    activities: [call('2026-04-06T15:00:00Z', {lead_id: 'on 06'})],
  });
  const asked = (session: Session, sql: string) => session.rows<Record<string, unknown>>(sql);

  test('is shown as that date: no second of it is known, and no delay to it', async () => {
    const told = await withModel(
      closed('T04:00:00Z'),
      async session => ({
        rows: await asked(session, readSql('handoff/lead_rows')),
        handoff: await asked(session, "select closed_at, closed_by, fate from handoffs where lead_id = 'on 06'"),
        gaps: await asked(
          session,
          `select c.from_stamp, c.to_stamp, c.from_day_only, c.to_day_only
           from clock_ledger c join handoffs h using (handoff_key) where h.lead_id = 'on 06' order by gap_no`,
        ),
      }),
      undefined,
      {asOf: instant(AS_OF)},
    );
    expect(told.rows.map(({closed_at}) => closed_at)).toEqual(['2026-04-06', '2026-04-07', '2026-04-08']);
    expect(told.handoff).toEqual([
      {closed_at: '2026-04-06T04:00:00Z', closed_by: '2026-04-07T03:59:59Z', fate: 'rejected_underworked'},
    ]);
    expect(told.gaps).toEqual([
      {from_stamp: 'start', to_stamp: 'first_touch', from_day_only: false, to_day_only: false},
      {from_stamp: 'first_touch', to_stamp: 'closed', from_day_only: false, to_day_only: true},
      {from_stamp: 'closed', to_stamp: 'as_of', from_day_only: true, to_day_only: false},
    ]);
  });

  test('in the zone of the source, and on fewer days than show it, where ingest read dates', async () => {
    const {leads, activities} = closed('T22:00:00Z');
    const fates = (days: readonly string[], zones: readonly string[]) =>
      withModel(
        {leads: leads.slice(0, 1), activities},
        session => asked(session, `select fate, attempts from handoffs where lead_id = 'on 06'`),
        undefined,
        {asOf: instant(AS_OF)},
        {zones, days: {leads: days}},
      );
    expect(await fates([], [])).toEqual([{fate: 'stalled', attempts: 1}]);
    expect(await fates([], ['Europe/Berlin'])).toEqual([{fate: 'stalled', attempts: 1}]);
    expect(await fates(['rejected_at'], ['Europe/Berlin'])).toEqual([{fate: 'rejected_underworked', attempts: 1}]);
  });

  test('counts as one within the agreed time of acceptance where it may have been', async () => {
    const {leads, activities} = closed('T04:00:00Z');
    const next = {...leads[0], accepted_at: null, lead_id: 'a day on', rejected_at: '2026-04-07T04:00:00Z'};
    const late = {...leads[0], lead_id: 'two days on', rejected_at: '2026-04-08T04:00:00Z'};
    const told = await withModel(
      {leads: [...leads, next, late], activities},
      async (session, model) => ({
        measures: await measureAcceptance(session, model, new Map()),
        kept: (await measureSla(session, model, new Map())).find(({id}) => id === 'sla.compliance'),
        states: await asked(session, 'select lead_id, state from acceptances order by lead_id'),
      }),
      smallDefinitions({acceptance: {accept_within: 86_400, clock: 'calendar', target: 0.9}}),
      {asOf: instant(AS_OF)},
    );
    expect(told.states).toEqual([
      {lead_id: 'a day on', state: 'closed_in_time'},
      {lead_id: 'on 06', state: 'closed_in_time'},
      {lead_id: 'on 07', state: 'closed_in_time'},
      {lead_id: 'on 08', state: 'closed_in_time'},
      {lead_id: 'two days on', state: 'late'},
    ]);
    expect(told.measures[0]?.reason).toContain('leads.rejected_at');
    // the promise is four hours
    expect(told.kept?.reason).toContain('2 handoffs were closed untouched on a date without a time of day');
  });

  test('its disposition is found on the day of the MQL, too', async () => {
    const reasons = await withModel(
      {
        leads: ['06', '07', '08'].map(day => ({lead_id: day, ...moment(`2026-04-${day}T14:00:00Z`)})),
        dispositions: ['06', '07', '08'].map(day => ({
          lead_id: day,
          at: `2026-04-${day}T04:00:00Z`,
          disposition: 'disqualified',
          reason: `of ${day}`,
        })),
      },
      session => asked(session, 'select close_kind, reason from handoffs order by lead_id'),
      undefined,
      {asOf: instant(AS_OF)},
    );
    expect(reasons).toEqual(['06', '07', '08'].map(day => ({close_kind: 'disqualified', reason: `of ${day}`})));
  });
});

function moment(at: string) {
  return {created_at: at, mql_at: at};
}

test('beside the handoffs of a window stand the leads of that window that never became MQLs', async () => {
  const lead = (lead_id: string, created_at: string, more: Record<string, string | null> = {}) => ({
    lead_id,
    created_at,
    mql_at: null,
    inquiry_at: null,
    ...more,
  });
  const judged = (window: ModelOptions) =>
    withModel(
      {
        leads: [
          lead('handed off', '2026-04-06T14:00:00Z', {mql_at: '2026-04-06T14:00:00Z'}),
          lead('of April', '2026-04-10T14:00:00Z'),
          // in New York it is March still
          lead('of March', '2026-04-01T02:00:00Z'),
          lead('asked in April', '2025-01-10T14:00:00Z', {inquiry_at: '2026-04-20T14:00:00Z'}),
        ],
      },
      session =>
        session.rows<{lead_id: string}>(
          'select l.lead_id from missed_leads join stg_leads l using (lead_key) order by lead_id',
        ),
      undefined,
      {asOf: instant(AS_OF), ...window},
    );
  const ids = async (window: ModelOptions) => (await judged(window)).map(({lead_id}) => lead_id);
  expect(await ids({})).toEqual(['asked in April', 'of April', 'of March']);
  expect(await ids({since: '2026-04-01'})).toEqual(['asked in April', 'of April']);
  expect(await ids({until: '2026-04-10'})).toEqual(['of April', 'of March']);
});

test('without any MQL every lead is a handoff from its creation', async () => {
  const leads = [{lead_id: 'a', created_at: '2026-04-06T14:00:00Z'}];
  const known = await withModel({leads}, async (session, model) => [
    model.mql_known,
    await session.rows('select start_from from handoffs'),
  ]);
  expect(known).toEqual([false, [{start_from: 'created'}]]);
});

describe('a promise is kept to the microsecond (METHODS 0.2, 2.1)', () => {
  const inFive = {sla: [{name: 'All', when: null, respond_within: 300, clock: 'calendar' as const, target: 0.9}]};
  const at = (mql_at: string) => ({created_at: mql_at, mql_at});
  tell([
    {
      tells: 'half a second late is late, and in the bucket after five minutes',
      more: {activities: [call('2026-04-06T14:05:00.500Z')]},
      definitions: inFive,
      expected: {sla_state: 'breached_late', wall_seconds: 301, sla_elapsed: 301, elapsed_b: 301},
    },
    {
      tells: 'five minutes from a start within a second are five minutes',
      lead: at('2026-04-06T14:00:00.999Z'),
      more: {activities: [call('2026-04-06T14:05:00.999Z')]},
      definitions: inFive,
      expected: {sla_state: 'met', wall_seconds: 300, sla_elapsed: 300},
    },
    {
      tells: 'closed half a second late, nobody closed it in time',
      lead: {rejected_at: '2026-04-06T14:05:00.500Z', rejection_reason: 'Bad timing'},
      definitions: inFive,
      expected: {outcome: 'closed_untouched', sla_state: 'breached_closed'},
    },
    {
      tells: 'half a second past the promise it is broken',
      lead: at('2026-06-01T11:54:59.500Z'),
      definitions: inFive,
      expected: {sla_state: 'breached_open', follow_wall: 301},
    },
  ]);
  const fromRep = {
    ...inFive,
    response: {...smallDefinitions().response, start: 'rep' as const},
  };
  tell([
    {
      tells: 'counted from the rep, both ends are within a second',
      more: {
        owner_history: [{lead_id: 'a', at: '2026-04-06T14:00:00.500Z', new_owner: 'ann'}],
        activities: [call('2026-04-06T14:05:00.900Z')],
      },
      definitions: fromRep,
      expected: {sla_state: 'breached_late', sla_elapsed: 301, rep_wall: 301},
    },
    {
      tells: 'and exactly five minutes after him it is kept',
      more: {
        owner_history: [{lead_id: 'a', at: '2026-04-06T14:00:00.500Z', new_owner: 'ann'}],
        activities: [call('2026-04-06T14:05:00.500Z')],
      },
      definitions: fromRep,
      expected: {sla_state: 'met', sla_elapsed: 300, wall_seconds: 301},
    },
  ]);
});

describe('ties within a second: touch, booking, progress, close (SPEC 13, Clock)', () => {
  const closed = (rejected_at: string) => ({rejected_at, rejection_reason: 'Bad timing'});
  tell([
    {
      tells: 'called half a second after the close, in the same second: the touch came first',
      lead: closed('2026-04-06T15:00:00.200Z'),
      more: {activities: [call('2026-04-06T15:00:00.700Z')]},
      expected: {outcome: 'responded', attempts: 1, response_at: '2026-04-06T15:00:00.700Z'},
    },
    {
      tells: 'called in the next second: after the close',
      lead: closed('2026-04-06T15:00:00.900Z'),
      more: {activities: [call('2026-04-06T15:00:01Z')]},
      expected: {outcome: 'closed_untouched', attempts: 0},
    },
    {
      tells: 'booked half a second after the close, in the same second',
      lead: closed('2026-04-06T15:00:00.200Z'),
      more: {activities: [call('2026-04-06T15:00:00.700Z', {type: 'meeting', direction: 'inbound', actor: null})]},
      expected: {outcome: 'self_booked', booked_at: '2026-04-06T15:00:00.700Z'},
    },
    {
      tells: 'a touch within the second of a close is of the cycle that closed, not of the next',
      lead: closed('2026-04-06T15:00:00.200Z'),
      more: {
        activities: [call('2026-04-06T15:00:00.700Z')],
        stage_history: [{lead_id: 'a', at: '2026-04-06T15:00:30Z', to_stage: 'MQL'}],
      },
      expected: [
        {cycle: 1, outcome: 'responded'},
        {cycle: 2, outcome: 'open_untouched', excluded: null},
      ],
    },
  ]);
});
