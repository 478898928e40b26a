import {describe, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {type Checked, runChecks} from '../../src/checks/run.ts';
import type {Definitions} from '../../src/definitions/definitions.ts';
import {runGates} from '../../src/gates/run.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';
import {COLUMNS} from './tables.ts';

const HOUR = 3600;
const ZERO = Date.parse('2026-03-02T15:00:00Z');

function at(hours: number): string {
  return new Date(ZERO + hours * HOUR * 1000 + 17_000).toISOString();
}

/** Two hundred leads over a hundred days, one in four never touched, with everything an export can carry. */
const leads: SmallRow[] = Array.from({length: 200}, (_, index) => ({
  lead_id: `L${index}`,
  email: `buyer${index % 190}@example.com`,
  source: index % 2 === 0 ? 'Demo Request' : 'Webinar',
  campaign: 'Spring',
  country: index % 3 === 0 ? 'GB' : 'US',
  title: 'VP Sales',
  phone: '1',
  created_at: at(index * 12),
  mql_at: at(index * 12),
  owner: index % 2 === 0 ? 'u1' : 'u2',
  accepted_at: index % 4 === 0 ? null : at(index * 12 + 1),
  sql_at: index % 8 === 1 ? at(index * 12 + 60) : null,
  rejected_at: index % 8 === 2 ? at(index * 12 + 90) : null,
  rejection_reason: index % 8 === 2 ? 'Other' : null,
  first_response_at: at(index * 12 + 1),
}));

const EXPORT: SmallExport = {
  leads,
  activities: leads.flatMap((_, index) =>
    index % 4 === 0
      ? []
      : [1, 30].map(hours => ({
          activity_id: `A${index}-${hours}`,
          lead_id: `L${index}`,
          at: at(index * 12 + hours),
          logged_at: at(index * 12 + hours),
          actor: index % 2 === 0 ? 'u1' : 'u2',
          type: 'call',
          direction: 'outbound',
          automated: false,
          completed: true,
          subject: 'Call',
        })),
  ),
  dispositions: [{lead_id: 'L2', at: at(24 + 90), disposition: 'rejected', reason: 'Other', actor: 'u1'}],
  opportunities: [
    {
      opportunity_id: 'O1',
      lead_id: 'L1',
      amount: 100,
      created_at: at(200),
      is_closed: true,
      is_won: true,
      closed_at: at(300),
    },
  ],
  users: [
    {user_id: 'u1', name: 'Ann', team: 'inbound', active: true, kind: 'person', deactivated_at: null},
    {user_id: 'u2', name: 'Ben', team: 'emea', active: false, kind: 'person', deactivated_at: at(100)},
    {user_id: 'q1', name: 'Inbound Queue', team: null, active: true, kind: 'queue', deactivated_at: null},
  ],
  owner_history: leads.map((_, index) => ({
    lead_id: `L${index}`,
    at: at(index * 12 + 0.5),
    old_owner: 'q1',
    new_owner: index % 2 === 0 ? 'u1' : 'u2',
  })),
  stage_history: [{lead_id: 'L3', at: at(36), to_stage: 'MQL'}],
  signals: [{lead_id: 'L3', at: at(36), signal: 'demo_request'}],
};

const DEFINITIONS: Definitions = smallDefinitions({
  stages: {mql: {field: 'title', present: true}, sql: {field: 'phone', present: true}},
  context: {required: ['campaign', 'source'], signals: 0},
  routing: {
    owner: null,
    last_reviewed: null,
    rules: [
      {name: 'Nobody', when: {field: 'country', is: 'FR'}, to: {team: 'emea'}, distribute: null},
      {name: 'All', when: null, to: {user: 'u1'}, distribute: null},
      {name: 'Hidden', when: {field: 'country', is: 'GB'}, to: {user: 'Cleo'}, distribute: null},
    ],
    queues: ['Inbound Queue'],
    capacity: null,
    out_of_office: null,
    escalate: null,
  },
  dispositions: {
    contact_required: null,
    reasons: [
      {
        code: 'other',
        labels: ['Other'],
        kind: 'rejected',
        vague: true,
        contact_required: null,
        needs_attempts: null,
        true_if: {field: 'country', is: 'FR'},
      },
    ],
  },
});

describe('on the model itself', async () => {
  const {checked, handoffs} = await withModel(
    EXPORT,
    async (session, model) => {
      const gates = await runGates(session, model);
      const again: Checked = await runChecks(session, model, gates, []);
      const checked: Checked = await runChecks(session, model, gates, []);
      expect(checked).toEqual(again);
      const handoffs = await session.rows<{column_name: string}>('select column_name from (describe handoffs)');
      return {checked, handoffs: handoffs.map(({column_name}) => column_name)};
    },
    DEFINITIONS,
    {asOf: instant(at(200 * 12))},
  );
  const results = checked.checks.map(result => [result.id, result] as const);

  test('every check answers', () => {
    expect(results.map(([id]) => id)).toEqual(CHECKS.map(({id}) => id));
  });

  test.each(results)('%s runs', (_, {status, reason}) => {
    expect({status, reason}).not.toMatchObject({status: 'broken'});
  });

  test('what was planted is found', () => {
    const keys = checked.findings.map(({key}) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        'rule-never-matched/Nobody',
        'rule-shadowed/Hidden',
        'rule-target-gone/Hidden',
        'rule-target-gone/Nobody',
        'inactive-owner/u2',
        'rule-drift/All',
        'rejection-reasons/vague',
        'never-answered',
      ]),
    );
  });

  test('texts are whole and keys are unique', () => {
    const keys = checked.findings.map(({key}) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const {text} of checked.findings) expect(text).not.toMatch(/undefined|NaN|null/);
  });

  test('the hand-made table of the stories has only columns that the model has', () => {
    expect(handoffs).toEqual(expect.arrayContaining(Object.keys(COLUMNS.handoffs)));
  });
});
