import {describe, expect, test} from 'vitest';
import {durationText, moneyText, shareText} from '../../src/report/numbers.ts';

const interval = (low: number | null, high: number | null) => ({low, high, method: 'wilson'});

describe('a percentage never without its fraction', () => {
  test.each([
    [
      'with an interval',
      {value: 21 / 34, numerator: 21, denominator: 34, interval: interval(0.45, 0.76)},
      '62% (21 of 34; 45-76%)',
    ],
    [
      'below ten only the fraction',
      {value: 3 / 7, numerator: 3, denominator: 7, interval: interval(0.16, 0.75)},
      '3 of 7',
    ],
    [
      'small shares with a decimal',
      {value: 0.012, numerator: 12, denominator: 1000, interval: interval(0.007, 0.021)},
      '1.2% (12 of 1,000; 0.7-2.1%)',
    ],
    ['without an interval', {value: 0.5, numerator: 10, denominator: 20, interval: null}, '50% (10 of 20)'],
    ['of nothing', {value: null, numerator: 0, denominator: 0, interval: null}, '0 of 0'],
  ] as const)('%s', (_, measure, text) => {
    expect(shareText(measure)).toBe(text);
  });
});

describe('a percentile', () => {
  test.each([
    ['with limits of one unit', 18_720, interval(17_280, 21_240), '5.2 h (4.8-5.9 h)'],
    ['with limits of two units', 3000, interval(1800, 7200), '50 min (30 min-2 h)'],
    ['without an upper limit', 18_720, interval(17_280, null), '5.2 h (4.8 h or more)'],
    ['that was never reached', null, null, 'not reached'],
  ] as const)('%s', (_, value, limits, text) => {
    expect(durationText({segment: {}, value, interval: limits})).toBe(text);
  });
});

test.each([
  [90_000, '900'],
  [1_250_000, '13k'],
  [99_949_000, '999k'],
  [99_950_000, '1.0M'],
  [420_000_000, '4.2M'],
])('%i cents are %s', (cents, text) => {
  expect(moneyText(cents)).toBe(text);
});
