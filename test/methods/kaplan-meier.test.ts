import {describe, expect, test} from 'vitest';
import {kaplanMeier, percentile, shareBy} from '../../src/methods/kaplan-meier.ts';

/** Ten leads: answered after 5, 5 and 40 minutes, one last seen unanswered at 20, six at 100. */
const CURVE = kaplanMeier([
  {time: 5, events: 2, censored: 0},
  {time: 20, events: 0, censored: 1},
  {time: 40, events: 1, censored: 0},
  {time: 100, events: 0, censored: 6},
]);

describe('share answered by a time', () => {
  test.each([
    ['before the first answer', 4, {share: 0, at_risk: 10}],
    ['at an answer', 5, {share: 0.2, at_risk: 10}],
    ['between', 30, {share: 0.2, at_risk: 7}],
    ['after a censoring the rest weighs more', 40, {share: 1 - 0.8 * (6 / 7), at_risk: 7}],
    ['at the longest follow-up', 100, {share: 1 - 0.8 * (6 / 7), at_risk: 6}],
  ])('%s', (_, t, {share, at_risk}) => {
    const found = shareBy(CURVE, t);
    expect(found?.share).toBeCloseTo(share, 12);
    expect(found?.at_risk).toBe(at_risk);
  });

  test('is unknown beyond the longest follow-up, and without leads', () => {
    expect(shareBy(CURVE, 101)).toBeNull();
    expect(shareBy(kaplanMeier([]), 5)).toBeNull();
  });

  test('has no limits where nobody or everybody has answered', () => {
    expect(shareBy(CURVE, 1)).toMatchObject({low: null, high: null});
    expect(shareBy(kaplanMeier([{time: 3, events: 4, censored: 0}]), 3)).toMatchObject({
      share: 1,
      low: null,
      high: null,
    });
  });
});

test('a percentile the curve never reaches is null', () => {
  expect(percentile(CURVE, 0.2)).toMatchObject({value: 5});
  expect(percentile(CURVE, 0.5)).toMatchObject({value: null});
  expect(percentile(kaplanMeier([]), 0.5)).toEqual({value: null, low: null, high: null});
});

test('steps out of order are refused', () => {
  const step = {events: 1, censored: 0};
  expect(() =>
    kaplanMeier([
      {time: 2, ...step},
      {time: 1, ...step},
    ]),
  ).toThrow('order');
  expect(() =>
    kaplanMeier([
      {time: 2, ...step},
      {time: 2, ...step},
    ]),
  ).toThrow('order');
});

test('a hundred thousand distinct times are one pass', () => {
  const steps = Array.from({length: 100_000}, (_, i) => ({time: i, events: i % 2, censored: (i + 1) % 2}));
  const started = performance.now();
  const curve = kaplanMeier(steps);
  expect(percentile(curve, 0.5).value).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(2000);
});
