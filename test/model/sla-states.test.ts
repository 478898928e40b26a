import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Schedule} from '../../src/definitions/definitions.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {instant, withModel} from '../support/with-model.ts';

const VECTORS = '../shared/vectors';

interface Lead {
  start: string;
  rejected_at?: string;
  progressed_at?: string;
  merged?: boolean;
}

interface VectorActivity {
  type: string;
  direction: string;
  actor: 'human' | 'automation';
  status: 'completed' | 'planned';
  at: string;
}

interface VectorSchedule {
  tz: string;
  week: Schedule['week'];
  holidays: string[];
  exceptions: Schedule['exceptions'];
}

interface Case {
  id: string;
  input: {lead: Lead; activities: VectorActivity[]; target_s: number; schedule: VectorSchedule | null; as_of: string};
  expected: {state: string; elapsed_s: number | null};
}

function readCases(name: string): Case[] {
  if (!existsSync(VECTORS)) return [];
  const {cases} = JSON.parse(readFileSync(`${VECTORS}/${name}.json`, 'utf8')) as {cases: Case[]};
  return cases.filter(({input}) => 'lead' in input);
}

interface State {
  state: string;
  elapsed: number | null;
}

/** The states of cases that share promise, calendar and cut-off: one lead each in one export. */
async function statesOf(cases: readonly Case[]): Promise<Map<string, State>> {
  const [{input}] = cases as [Case];
  const definitions = smallDefinitions({
    sla: [
      {
        name: 'All',
        when: null,
        respond_within: input.target_s,
        clock: input.schedule ? 'business' : 'calendar',
        target: 0.9,
      },
    ],
    ...(input.schedule === null
      ? {}
      : {business_hours: {company: companySchedule(input.schedule), teams: {}, holidays_known: true}}),
  });
  // an early activity of somebody else's lead: without it G15 would cut the export off
  const other = {activity_id: 'other', lead_id: 'survivor', actor: 'Bob', automated: false, completed: true};
  const rows = await withModel(
    {
      leads: [
        ...cases.map(leadRow),
        {lead_id: 'survivor', created_at: '2026-01-01T10:00:00Z', mql_at: '2026-01-01T10:00:00Z'},
      ],
      activities: [
        ...cases.flatMap(activityRows),
        {...other, type: 'note', direction: 'outbound', at: '2026-01-01T10:00:00Z'},
      ],
    },
    session => session.rows<State & {id: string}>(STATES),
    definitions,
    {asOf: instant(input.as_of)},
  );
  return new Map(rows.map(({id, state, elapsed}) => [id, {state, elapsed}]));
}

// a lead that is no handoff has the state of the step at which it left
const STATES = `
  select
      p.lead_id as id,
      coalesce(h.sla_state, 'excluded_' || p.step) as state,
      case when h.sla_state in ('met', 'met_not_due', 'breached_late') then h.sla_elapsed end as elapsed
  from population p
  left join handoffs h using (lead_id)`;

function leadRow({id, input: {lead}}: Case): SmallRow {
  return {
    lead_id: id,
    created_at: lead.start,
    mql_at: lead.start,
    rejected_at: lead.rejected_at ?? null,
    sql_at: lead.progressed_at ?? null,
    merged_into: lead.merged ? 'survivor' : null,
  };
}

function activityRows({id, input}: Case): SmallRow[] {
  return input.activities.map(({actor, status, ...activity}, index) => ({
    activity_id: `${id}-${index}`,
    lead_id: id,
    actor: 'Ann',
    automated: actor === 'automation',
    completed: status === 'completed',
    ...activity,
  }));
}

/** Cases by the setting they share. */
function grouped(cases: readonly Case[]): Case[][] {
  const groups = new Map<string, Case[]>();
  for (const vector of cases) {
    const {target_s, schedule, as_of} = vector.input;
    const key = JSON.stringify([target_s, schedule, as_of]);
    groups.set(key, [...(groups.get(key) ?? []), vector]);
  }
  return [...groups.values()];
}

function companySchedule({tz, week, holidays, exceptions}: VectorSchedule): Schedule {
  return {time_zone: tz, week, holidays, exceptions};
}

describe.skipIf(!existsSync(VECTORS))(
  'the verified SLA states of METHODS 2.1 (skipped where ../shared is absent)',
  () => {
    for (const name of ['sla_states', 'sla_states_business'])
      for (const cases of grouped(readCases(name))) {
        const states = statesOf(cases);
        test.each(cases)(`${name}: $id`, async ({id, expected}) => {
          expect((await states).get(id)).toEqual({state: expected.state, elapsed: expected.elapsed_s});
        });
      }
  },
);
