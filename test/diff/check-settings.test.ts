import {expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {checkChanges} from '../../src/diff/checks.ts';
import {smallDefinitions} from '../support/small-definitions.ts';

/** Higher finds more here and less there. */
const BOTH_WAYS = ['response-by-source.within', 'duplicate-collision.within', 'score-power.points'];

test('every number among the settings of a check is tighter or looser when it changes', () => {
  const numbers = CHECKS.flatMap(({id, settings}) =>
    Object.entries(settings.parse({})).flatMap(([key, value]) => (typeof value === 'number' ? [{id, key, value}] : [])),
  );
  expect(numbers.length).toBeGreaterThan(100);
  const undecided = numbers.flatMap(({id, key, value}) => {
    const [old, now] = [value, value * 2].map(size => smallDefinitions({checks: {[id]: {[key]: size}}}));
    const [change] = old === undefined || now === undefined ? [] : checkChanges(old, now);
    return change?.effect === 'different' ? [`${id}.${key}`] : [];
  });
  expect(undecided).toEqual(BOTH_WAYS);
});

test.each([
  ['over-capacity', 'days_above', '25%', '50%', 'looser'],
  ['over-capacity', 'effect_above', '6%', '3%', 'tighter'],
  ['round-robin', 'off_by', '10%', '20%', 'looser'],
  ['score-drift', 'drop', '5%', '10%', 'looser'],
  ['score-power', 'worthwhile', '60%', '70%', 'tighter'],
  ['pipeline-unworked', 'quiet_for', '30d', '14d', 'tighter'],
  ['pipeline-unworked', 'owner_deals', 10, 20, 'looser'],
])('%s.%s from %s to %s is %s', (id, key, before, after, effect) => {
  const side = (value: string | number) => smallDefinitions({checks: {[id]: {[key]: value}}});
  expect(checkChanges(side(before), side(after))).toMatchObject([{path: `checks.${id}.${key}`, effect}]);
});
