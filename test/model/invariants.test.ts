import fc from 'fast-check';
import {expect, test} from 'vitest';
import {instant, withModel} from '../support/with-model.ts';

const hour = (hours: number) => new Date(Date.parse('2026-03-02T08:00:00Z') + hours * 3_600_000).toISOString();

const lead = fc.record({
  mql: fc.option(fc.integer({min: 0, max: 2000}), {nil: null}),
  inquiry: fc.option(fc.integer({min: 0, max: 2000}), {nil: null}),
  sql: fc.option(fc.integer({min: 0, max: 2000}), {nil: null}),
  rejected: fc.option(fc.integer({min: 0, max: 2000}), {nil: null}),
  again: fc.option(fc.integer({min: 0, max: 2000}), {nil: null}),
  touches: fc.array(
    fc.record({
      at: fc.integer({min: -200, max: 2200}),
      type: fc.constantFrom('call', 'meeting', 'email'),
      direction: fc.constantFrom('outbound', 'inbound'),
      automated: fc.boolean(),
    }),
    {maxLength: 4},
  ),
  owners: fc.array(fc.record({at: fc.integer({min: 0, max: 2000}), to: fc.constantFrom('ann', 'bob', 'queue')}), {
    maxLength: 3,
  }),
});

test('whatever the export says, exclusions sum, fates sum and gaps sum', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lead, {minLength: 1, maxLength: 12}), async leads => {
      const at = (hours: number | null) => (hours === null ? null : hour(hours));
      await withModel(
        {
          leads: leads.map((row, index) => ({
            lead_id: `l${index}`,
            created_at: hour(0),
            mql_at: at(row.mql),
            inquiry_at: at(row.inquiry),
            sql_at: at(row.sql),
            rejected_at: at(row.rejected),
          })),
          stage_history: leads.flatMap((row, index) =>
            row.again === null ? [] : [{lead_id: `l${index}`, at: hour(row.again), to_stage: 'MQL'}],
          ),
          activities: leads.flatMap((row, index) =>
            row.touches.map((touch, number) => ({
              activity_id: `${index}-${number}`,
              lead_id: `l${index}`,
              at: hour(touch.at),
              type: touch.type,
              direction: touch.direction,
              automated: touch.automated,
              actor: 'ann',
            })),
          ),
          users: [{user_id: 'ann'}, {user_id: 'bob'}, {user_id: 'queue', kind: 'queue'}],
          owner_history: leads.flatMap((row, index) =>
            row.owners.map(change => ({lead_id: `l${index}`, at: hour(change.at), new_owner: change.to})),
          ),
        },
        async (session, {population}) => {
          const steps = new Map(population.map(({step, leads}) => [step, leads]));
          const sum = (...names: string[]) => names.reduce((total, name) => total + (steps.get(name) ?? 0), 0);
          expect(sum('after_cutoff', 'merged', 'no_mql', 'out_of_window', 'eligible_leads')).toBe(leads.length);
          const excluded = ['already_working', 'bulk_import', 'before_activities', 'self_booked', 'unlogged'];
          if (leads.some(({touches}) => touches.length > 0)) expect(sum(...excluded, 'measured')).toBe(sum('handoffs'));
          const {handoffs, fates} = await session.row<{handoffs: number; fates: number}>(
            'select (select count(*) from starts) as handoffs, count(fate) as fates from handoffs',
          );
          expect(fates).toBe(handoffs);
          const wrong = await session.rows(`
            select handoff_key from handoffs h
            join (select handoff_key, sum(wall_seconds)::bigint as wall, sum(business_seconds)::bigint as business, min(wall_seconds) as shortest
                  from clock_ledger group by handoff_key) c using (handoff_key)
            where c.wall != h.follow_wall or abs(c.business - h.follow_business) > 1 or c.shortest < 0`);
          expect(wrong).toEqual([]);
          expect(
            await session.rows(
              'select * from handoffs where elapsed_a < elapsed_b or elapsed_b < elapsed_c or wall_seconds < 0 or business_seconds > wall_seconds',
            ),
          ).toEqual([]);
        },
        undefined,
        {asOf: instant(hour(2100))},
      );
    }),
    {numRuns: 12, seed: 20261124},
  );
});
