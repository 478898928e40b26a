import {describe, expect, test} from 'vitest';
import {impactBlocks} from '../../src/cli/diff/impact-blocks.ts';
import type {Definitions} from '../../src/definitions/definitions.ts';
import {openSession} from '../../src/engine/session.ts';
import {measureImpact} from '../../src/impact/impact.ts';
import type {Impact} from '../../src/impact/result.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {createSmallExport, type SmallExport} from '../support/small-export.ts';
import {instant} from '../support/with-model.ts';

const rules = [{name: 'All', when: null, to: {user: 'ann'}, distribute: null}] as const;
const base = smallDefinitions();
const OLD = smallDefinitions({
  stages: {mql: {field: 'employees', gte: 50}, sql: null},
  routing: {...base.routing, rules},
});
const NEW: Definitions = {
  ...OLD,
  stages: {mql: {field: 'employees', gte: 100}, sql: null},
  sla: base.sla.map(policy => ({...policy, respond_within: 3600})),
};

/** Forty handoffs on forty days, called two hours after their MQL, half of them an SQL a week later. */
function company(change: {calls?: (at: Date) => string; sqlAt?: (at: Date) => string} = {}): SmallExport {
  const {calls = iso(7_200_000), sqlAt = iso(7 * 86_400_000)} = change;
  const leads: SmallRow[] = [];
  const activities: SmallRow[] = [];
  for (let index = 0; index < 40; index++) {
    const at = new Date(Date.UTC(2026, 0, 5 + index, 15, index, index));
    const lead_id = `L${index}`;
    leads.push({
      lead_id,
      employees: index % 4 === 0 ? 60 : 200,
      created_at: at.toISOString(),
      mql_at: at.toISOString(),
      sql_at: index % 2 === 0 ? sqlAt(at) : null,
      owner: 'ann',
    });
    activities.push({lead_id, at: calls(at), type: 'call', actor: 'ann'});
  }
  return {leads, activities, owner_history: [{lead_id: 'L0', at: '2026-01-05T15:30:00Z', new_owner: 'ann'}]};
}

function iso(milliseconds: number): (at: Date) => string {
  return at => new Date(at.getTime() + milliseconds).toISOString();
}

async function impactOn(tables: SmallExport): Promise<Impact> {
  const session = await openSession({threads: 2});
  try {
    const source = await createSmallExport(session, tables);
    const options = {asOf: instant('2026-06-01T00:00:00Z'), practiceDiffers: true};
    return await measureImpact(session, source, {old: OLD, now: NEW}, options);
  } finally {
    session.close();
  }
}

const sqlOf = ({sets}: Impact, name: string) =>
  sets.find(({set}) => set === name)?.stages.find(({id}) => id === 'impact.sql');
const page = (impact: Impact) =>
  impactBlocks(impact)
    .flatMap(({rows, after = []}) => [...rows.map(row => row.join(' | ')), ...after])
    .join('\n');

describe('what a gate casts doubt on in an audit it casts doubt on in an impact', () => {
  test('an export that passes: nothing is degraded', async () => {
    const impact = await impactOn(company());
    // 10 of 40 have 60 employees, and all of these are SQLs; so are 10 of the other 30
    expect(sqlOf(impact, 'leaves')).toMatchObject({numerator: 10, n: 10, status: 'ok'});
    expect(sqlOf(impact, 'kept')).toMatchObject({numerator: 10, n: 30, status: 'ok'});
    expect(impact.promises.map(({old, new: now}) => [old?.status, now?.status])).toContainEqual(['ok', 'ok']);
    expect(impact.routing[0]?.new).toMatchObject({status: 'ok', numerator: 0, n: 40});
    expect(page(impact)).not.toMatch(/Degraded|G\d+:/);
  });

  test('calls with a date but no time of day (G1): no promise is measured, and the rates stand', async () => {
    const impact = await impactOn(company({calls: at => `${at.toISOString().slice(0, 10)}T00:00:00Z`}));
    expect(impact.promises).toHaveLength(1);
    expect(impact.promises[0]).toMatchObject({
      name: null,
      what: 'all',
      old: {status: 'not_measurable', value: null},
      new: {status: 'not_measurable', value: null},
      difference: {status: 'not_measurable', value: null},
    });
    expect(impact.promises[0]?.new?.reason).toMatch(/^G1: /);
    expect(sqlOf(impact, 'kept')?.status).toBe('ok');
    expect(page(impact)).toMatch(/all handoffs \| not measurable \| not measurable \| \n.*Not measurable: G1: /);
  });

  test('SQLs dated before their MQL (G7): rates are degraded and say so once', async () => {
    // within a cycle that began days before: the stamp is 30 hours early
    const impact = await impactOn(company({sqlAt: iso(-30 * 3_600_000)}));
    for (const set of ['kept', 'leaves']) expect(sqlOf(impact, set)?.status).toBe('degraded');
    expect(sqlOf(impact, 'kept')?.reason).toMatch(/^G7: /);
    expect(impact.leaves_against_kept?.difference.status).toBe('degraded');
    expect(impact.quality[0]?.recall.status).toBe('not_measurable');
    const became = impactBlocks(impact).find(({title}) => title.startsWith('What they became'));
    expect(became?.after?.filter(line => line.startsWith('Degraded: G7'))).toHaveLength(1);
  });

  test('no history of owners (G13): misrouted is degraded under both', async () => {
    const {owner_history: _, ...tables} = company();
    const impact = await impactOn(tables);
    expect(impact.routing.map(({old, new: now}) => [old?.status, now?.status])).toContainEqual([
      'degraded',
      'degraded',
    ]);
    expect(impact.routing[0]?.difference?.reason).toMatch(/G13: /);
    expect(sqlOf(impact, 'kept')?.status).toBe('ok');
  });
});
