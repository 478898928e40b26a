import {expect, test} from 'vitest';
import {runGates} from '../../src/gates/run.ts';
import {runMeasures} from '../../src/measures/run.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {instant, withModel} from '../support/with-model.ts';
import {DAY, find, HOUR} from './handoffs-table.ts';

const START = Date.parse('2026-03-02T14:00:00Z');
// not at the same time of day, which gate G1 would take for a date
const at = (lead: number, hours: number) =>
  new Date(START + lead * (DAY + 127) * 1000 + hours * HOUR * 1000).toISOString();

/** Forty leads, one a day: every fourth accepted after an hour, every fifth rejected after two days, half called after two hours. */
const leads = Array.from({length: 40}, (_, lead) => ({
  lead_id: `L${lead}`,
  email: `buyer${lead % 38}@x.io`,
  source: lead % 3 === 0 ? 'Demo' : lead % 3 === 1 ? 'demo' : null,
  created_at: at(lead, 0),
  mql_at: at(lead, 0),
  accepted_at: lead % 4 === 0 ? at(lead, 1) : null,
  sql_at: lead % 8 === 0 ? at(lead, 30) : null,
  rejected_at: lead % 5 === 1 ? at(lead, 48) : null,
  rejection_reason: lead % 5 === 1 ? 'Not a fit' : null,
  owner: 'ann',
}));
const activities = leads.flatMap(({lead_id}, lead) =>
  lead % 2 === 0
    ? [{activity_id: `A${lead}`, lead_id, at: at(lead, 2), type: 'call', actor: 'ann', direction: 'outbound'}]
    : [],
);
const owner_history = leads.map(({lead_id}, lead) => ({
  lead_id,
  at: at(lead, 0.5),
  old_owner: 'queue',
  new_owner: 'ann',
}));
const users = [
  {user_id: 'ann', team: 'inbound', active: true},
  {user_id: 'queue', team: null, active: true, kind: 'queue'},
];
const company = {leads, activities, owner_history, users};

const audited = (changes = {}) =>
  withModel(
    company,
    async (session, model) => {
      const gates = new Map((await runGates(session, model)).map(gate => [gate.id, gate]));
      const {handoffs} = await session.row<{handoffs: number}>('select count(*)::integer as handoffs from handoffs');
      return {...(await runMeasures(session, model, gates)), handoffs};
    },
    smallDefinitions(changes),
    {asOf: instant('2026-07-01T00:00:00Z')},
  );

test('on a model built from an export', async () => {
  const {measures, ledger, handoffs} = await audited();
  expect(ledger.reduce((sum, line) => sum + line.handoffs, 0)).toBe(handoffs);
  expect(find(measures, 'response.p50', {clock: 'buyer', time: 'wall'}).n).toBe(40);
  expect(find(measures, 'funnel.mql_to_sal')).toMatchObject({numerator: 10, denominator: 40});
  expect(find(measures, 'dispositions.rejection')).toMatchObject({numerator: 8, denominator: 40});
  expect(find(measures, 'response.p50', {clock: 'buyer', source: 'Demo', time: 'wall'}).n).toBe(27);
  const states = measures.filter(({id, segment}) => id === 'sla.state' && Object.keys(segment).join() === 'state');
  expect(states.reduce((sum, {value}) => sum + (value ?? 0), 0)).toBe(40);
});

test.each([
  ['calendar', 3600, 10],
  ['calendar', 3599, 0],
  // those of a weekend were accepted outside hours: at once on the business clock
  ['business', 3599, null],
] as const)('acceptance on the %s clock within %i s', async (clock, accept_within, expected) => {
  const {measures} = await audited({acceptance: {accept_within, clock, target: 0.9}});
  const measure = find(measures, 'sla.acceptance');
  expect(measure.denominator).toBe(40);
  if (expected !== null) expect(measure.numerator).toBe(expected);
  else expect(measure.numerator).toBeGreaterThan(0);
});

test('the same in every run, each measure once, and every number explains itself', async () => {
  const [first, second] = [await audited(), await audited()];
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  const keys = first.measures.map(({id, segment}) => JSON.stringify([id, Object.entries(segment).sort()]));
  expect(new Set(keys).size).toBe(keys.length);
  for (const {status, reason, value, unit, numerator, denominator, id} of first.measures) {
    if (status === 'not_measurable') expect([value, reason === '' || reason === null], id).toEqual([null, false]);
    if (status !== 'ok') expect(reason, id).not.toBeNull();
    if (unit === 'share' && numerator !== null && denominator) expect(value).toBe(numerator / denominator);
    if (unit === 'count' && status === 'ok' && numerator !== null) expect(value).toBe(numerator);
  }
});
