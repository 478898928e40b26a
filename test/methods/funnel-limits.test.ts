import {expect, test} from 'vitest';
import {funnelLimits, OUTSIDE, overdispersion, WATCH} from '../../src/methods/funnel-limits.ts';

const team = (shares: readonly number[]) => shares.map(share => ({x: share * 100, n: 100, expected: 50}));

test('the wider limits contain the narrower ones', () => {
  expect(funnelLimits(25, 0.6, WATCH)).toEqual({low: 10, high: 20});
  expect(funnelLimits(25, 0.6, OUTSIDE)).toEqual({low: 7, high: 22});
});

test('overdispersion moves the limits away from the centre, never past the ends', () => {
  expect(funnelLimits(25, 0.6, WATCH, 1.44)).toEqual({low: 9, high: 21});
  expect(funnelLimits(25, 0.6, WATCH, 100)).toEqual({low: 0, high: 25});
});

test.each([
  ['fewer than ten reps', [0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.5], 1],
  ['ten equal reps', Array(10).fill(0.5), 1],
  ['ten very different reps', [0.2, 0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8], 36],
  ['one odd rep is winsorised away', [...Array(9).fill(0.5), 0.95], 1],
])('overdispersion of %s', (_, shares, expected) => {
  expect(overdispersion(team(shares))).toBeCloseTo(expected, 9);
});

test('a rep without leads says nothing', () => {
  expect(overdispersion([...team(Array(9).fill(0.1)), {x: 0, n: 0, expected: 0}])).toBe(1);
});

test('reps who keep what is expected of the promises they have are not dispersed, however far apart those are', () => {
  const unequal = (x: number, expected: number) => Array.from({length: 6}, () => ({x, n: 100, expected}));
  expect(overdispersion([...unequal(20, 20), ...unequal(95, 95)])).toBe(1);
});
