import fc from 'fast-check';
import {expect, test} from 'vitest';
import {benjaminiHochberg} from '../../src/methods/benjamini-hochberg.ts';
import {fisher} from '../../src/methods/fisher.ts';
import {kaplanMeier, percentile} from '../../src/methods/kaplan-meier.ts';
import {kitagawa} from '../../src/methods/kitagawa.ts';
import {newcombe} from '../../src/methods/newcombe.ts';
import {stepsOf} from '../../src/methods/response-complete.ts';
import {shapley3} from '../../src/methods/shapley.ts';
import {wilson} from '../../src/methods/wilson.ts';

/** x of n, n at least 1. */
const fraction = fc.tuple(fc.nat(5000), fc.nat(5000)).map(([x, rest]) => ({x, n: Math.max(1, x + rest)}));
const count = fc.nat(60);
const stratum = fc.constantFrom('demo', 'content', 'webinar', 'list');
const bucket = fc.constantFrom('fast', 'slow', 'never');

test('a Wilson interval contains its share and stays within 0 and 1', () => {
  fc.assert(
    fc.property(fraction, ({x, n}) => {
      const {share, low, high} = wilson(x, n) ?? {share: -1, low: 0, high: 0};
      expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
    }),
  );
});

test('a difference turned around has its limits turned around, and contains the difference', () => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      const there = newcombe(a.x, a.n, b.x, b.n);
      const back = newcombe(b.x, b.n, a.x, a.n);
      expect(there?.low).toBeCloseTo(-(back?.high ?? 9), 12);
      expect((there?.low ?? 9) <= (there?.difference ?? 9) && (there?.difference ?? 9) <= (there?.high ?? -9)).toBe(
        true,
      );
    }),
  );
});

test('a percentile is quantile_disc where nothing is censored', () => {
  const times = fc.array(fc.nat(300), {minLength: 1, maxLength: 200});
  fc.assert(
    fc.property(times, fc.constantFrom(0.25, 0.5, 0.75, 0.9, 0.95), (values, p) => {
      const inOrder = values.toSorted((a, b) => a - b);
      const discrete = inOrder[Math.ceil(p * values.length - 1e-9) - 1];
      const curve = kaplanMeier(stepsOf(values.map(time => ({time, event: true}))));
      expect(percentile(curve, p).value).toBe(discrete);
    }),
  );
});

test('the curve falls, its limits contain it, and so do those of a percentile', () => {
  const leads = fc.array(fc.record({time: fc.nat(100), event: fc.boolean()}), {minLength: 1, maxLength: 100});
  fc.assert(
    fc.property(leads, followed => {
      const curve = kaplanMeier(stepsOf(followed));
      curve.survival.forEach((survival, i) => {
        expect(survival).toBeLessThanOrEqual(curve.survival[i - 1] ?? 1);
        expect(curve.low[i] as number).not.toBeGreaterThan(survival + 1e-12);
        expect(curve.high[i] as number).not.toBeLessThan(survival - 1e-12);
      });
      const {value, low, high} = percentile(curve, 0.5);
      if (low !== null && value !== null) expect(low).toBeLessThanOrEqual(value);
      if (high !== null) expect(high).toBeGreaterThanOrEqual(value ?? Infinity);
    }),
  );
});

test('adjusted p-values keep the order of the raw ones and are not below them', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({min: 0, max: 1, noNaN: true}))), p => {
      const adjusted = benjaminiHochberg(p);
      const pairs = p.flatMap((raw, i) => (raw === null ? [] : [{raw, adjusted: adjusted[i] as number}]));
      pairs.sort((a, b) => a.raw - b.raw);
      pairs.forEach((pair, i) => {
        expect(pair.adjusted).toBeGreaterThanOrEqual(pair.raw * (1 - 1e-12));
        expect(pair.adjusted).toBeGreaterThanOrEqual(pairs[i - 1]?.adjusted ?? 0);
      });
    }),
  );
});

test('Fisher does not care which way the table is turned', () => {
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisher(a, b, c, d);
      expect(p > 0 && p <= 1).toBe(true);
      for (const turned of [fisher(a, c, b, d), fisher(b, a, d, c), fisher(c, d, a, b)])
        expect(turned).toBeCloseTo(p, 9);
    }),
  );
});

test('mix and rate sum to the difference, also where strata come and go', () => {
  const group = fc.uniqueArray(fc.tuple(stratum, fraction), {minLength: 1, selector: ([name]) => name});
  const shares = group.map(parts => parts.map(([name, share]) => ({stratum: name, ...share})));
  fc.assert(
    fc.property(shares, shares, (a, b) => {
      const parts = kitagawa(a, b);
      expect((parts?.mix ?? 9) + (parts?.rate ?? 9)).toBeCloseTo(parts?.total ?? -9, 9);
    }),
  );
});

test('quality, handling and rate sum to the difference, also where strata and buckets come and go', () => {
  const cell = fc.tuple(stratum, bucket, fraction).map(([name, of, share]) => ({stratum: name, bucket: of, ...share}));
  const shares = fc.uniqueArray(cell, {minLength: 1, selector: ({stratum, bucket}) => `${stratum} ${bucket}`});
  fc.assert(
    fc.property(shares, shares, (a, b) => {
      const parts = shapley3(a, b);
      expect((parts?.quality ?? 9) + (parts?.handling ?? 9) + (parts?.rate ?? 9)).toBeCloseTo(parts?.total ?? -9, 9);
    }),
  );
});
