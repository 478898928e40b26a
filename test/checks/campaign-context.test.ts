import {afterAll, expect, test} from 'vitest';
import type {Measure} from '../../src/result.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {rows} from './rows.ts';
import {ask} from './story.ts';
import {closeTables} from './tables.ts';

afterAll(closeTables);

const definitions = smallDefinitions({context: {required: ['campaign'], signals: 0}});
const tables = {
  handoffs: rows(60, index => (index % 2 === 0 ? {context: true} : {context: false, campaign: null})),
};

const of = (what: string, found: Partial<Measure>): Measure => ({
  id: 'context.mql_to_sql',
  segment: {what},
  value: null,
  unit: 'share',
  n: null,
  numerator: null,
  denominator: null,
  interval: null,
  status: 'ok',
  reason: null,
  excluded: {},
  ...found,
});

const sides = [
  of('with', {value: 0.4, numerator: 12, denominator: 30}),
  of('without', {value: 0.1, numerator: 3, denominator: 30}),
];

const textWith = async (difference: Partial<Measure>) => {
  const interval = {low: 0.08, high: 0.49, method: 'newcombe'};
  const measures = [...sides, of('difference', {value: 0.3, interval, ...difference})];
  const {findings} = await ask('campaign-context', {definitions, tables, measures});
  return findings[0]?.text;
};

test('what came of both kinds is said beside the share', async () => {
  expect(await textWith({})).toBe(
    '50% (30 of 60) of handoffs came with their context, wanted 80%: 30 had no campaign, 0 no source. ' +
      '40% (12 of 30) of handoffs with their context became SQLs, 10% (3 of 30) of those without: ' +
      'a difference of 30 points (95% interval 8 to 49).',
  );
});

test('not where there are too few of one kind', async () => {
  expect(await textWith({status: 'small_n'})).not.toContain('difference');
});
