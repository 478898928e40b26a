import {expect, test} from 'vitest';
import {deriveDefinition} from '../../src/derive/derive.ts';
import {openSession} from '../../src/engine/session.ts';
import {hiddenDerivation, hiddenImpact} from '../../src/handoff/privacy/hidden-answers.ts';
import {measureImpact} from '../../src/impact/impact.ts';
import {AS_OF, planted} from '../derive/planted.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {createSmallExport, type SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';

/** The demo requests that win are called after a firm of the export, and its leads belong to two people. */
const TABLES = ((): SmallExport => {
  const {leads = [], opportunities = []} = planted(400, 7);
  return {
    leads: leads.map((lead, index) => ({
      ...lead,
      source: lead['source'] === 'Demo' ? 'Demo at Acme Labs' : (lead['source'] ?? null),
      company: index === 0 ? 'Acme Labs' : (lead['company'] ?? null),
      owner: index % 4 === 0 ? 'Zoe Young' : 'Ann Old',
    })),
    opportunities,
  };
})();

test('derive: a level and a rule that name a firm, the numbers as they are', async () => {
  await withModel(
    TABLES,
    async (session, model) => {
      const derived = await deriveDefinition(session, model, 100);
      expect(JSON.stringify(derived.rule)).toContain('Demo at Acme Labs');
      const opened = {session, model, loaded: null as never};
      const hidden = await hiddenDerivation(opened, derived, {redact: true});
      expect(hidden).toEqual(JSON.parse(JSON.stringify(derived).replaceAll('Acme Labs', '[company]')));
      expect(await hiddenDerivation(opened, derived, {})).toBe(derived);
    },
    undefined,
    AS_OF,
  );
});

test('impact: reps by number, in the order of their load and then of what they are called', async () => {
  const old = smallDefinitions({stages: {mql: {field: 'source', present: true}, sql: null}});
  const now = smallDefinitions({stages: {mql: {field: 'source', is: 'Demo at Acme Labs'}, sql: null}});
  const session = await openSession({threads: 1});
  try {
    const source = await createSmallExport(session, TABLES);
    const asked = {asOf: instant('2026-03-20T00:00:00Z'), practiceDiffers: false, leads: true};
    const impact = await measureImpact(session, source, {old, now}, asked);
    const changes = [{path: 'company', before: 'Halden', after: null}];
    const found = {impact, changes};
    const told = await hiddenImpact(session, found, {sides: [old, now], redact: true, anonymizeReps: true});
    const loads = (all: typeof impact) => all.load?.per_rep.map(({before, after}) => [before, after]);
    expect(impact.load?.per_rep.map(({rep}) => rep)).toEqual(['Ann Old', 'Zoe Young']);
    // the first lead fell to Zoe
    expect(told.impact.load?.per_rep.map(({rep}) => rep)).toEqual(['Rep 2', 'Rep 1']);
    expect(loads(told.impact)).toEqual(loads(impact));
    expect(told.impact.sets).toEqual(impact.sets);
    expect(told.changes).toEqual([{path: 'company', before: '[company]', after: null}]);
    expect(await hiddenImpact(session, found, {sides: [old, now]})).toBe(found);
  } finally {
    session.close();
  }
});
