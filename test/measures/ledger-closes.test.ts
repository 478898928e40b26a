import {expect, test} from 'vitest';
import {runGates} from '../../src/gates/run.ts';
import {closeCautions} from '../../src/measures/needs.ts';
import {runMeasures} from '../../src/measures/run.ts';
import type {Measure} from '../../src/result.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';

const at = (day: number, hour: number) => `2026-03-${String(day).padStart(2, '0')}T${hour}:07:31Z`;

/** Ten handoffs, all called within the hour: four closed as rejected, two recycled, four open. */
const leads = Array.from({length: 10}, (_, lead) => ({
  lead_id: `L${lead}`,
  created_at: at(2 + lead, 14),
  mql_at: at(2 + lead, 14),
  owner: 'ann',
  rejected_at: lead < 4 ? at(4 + lead, 15) : null,
  rejection_reason: lead < 4 ? 'Not a fit' : null,
  recycled_at: lead === 4 || lead === 5 ? at(4 + lead, 15) : null,
}));
// enough attempts that nothing was left undone before a close
const activities = leads.flatMap(({lead_id}, lead) =>
  Array.from({length: 8}, (_, call) => ({
    activity_id: `A${lead}-${call}`,
    lead_id,
    at: at(2 + lead, 15 + call),
    type: 'call',
    actor: 'ann',
    direction: 'outbound',
  })),
);
const users = [{user_id: 'ann', team: 'inbound', active: true}];

function ledger(
  tables: SmallExport,
): Promise<{find(id: string, segment: object): Measure | undefined; cautions: string[]}> {
  return withModel(
    tables,
    async (session, model) => {
      const gates = new Map((await runGates(session, model)).map(gate => [gate.id, gate]));
      const {measures} = await runMeasures(session, model, gates);
      const find = (id: string, segment: object) =>
        measures.find(measure => measure.id === id && JSON.stringify(measure.segment) === JSON.stringify(segment));
      return {find, cautions: closeCautions(model)};
    },
    undefined,
    {asOf: instant('2026-03-20T14:00:00Z')},
  );
}

test('what stands behind closes that nothing contradicts sums to their fate', async () => {
  const {find, cautions} = await ledger({leads, activities, users});
  const fate = find('ledger', {fate: 'rejected_sound'});
  const parts = ['supported', 'unchecked', 'recycled'].map(what => find('ledger.sound', {what})?.value);
  expect({fate: fate?.value, parts, cautions}).toEqual({fate: 6, parts: [0, 4, 2], cautions: []});
});

test('where no close is exported nothing is said of quality, and that every lead counts as open is', async () => {
  const open = leads.map(({rejected_at: _, rejection_reason: __, recycled_at: ___, ...lead}) => lead);
  const {find, cautions} = await ledger({leads: open, activities, users});
  for (const segment of [{family: 'quality'}, {family: 'disputed'}, {fate: 'rejected_untouched'}])
    expect(find('ledger', segment)).toMatchObject({
      status: 'not_measurable',
      value: null,
      reason: 'add leads.rejected_at or leads.recycled_at or dispositions or stage_history to the export',
    });
  expect(find('ledger', {family: 'follow_up'})).toMatchObject({status: 'degraded'});
  expect(cautions).toHaveLength(1);
});
