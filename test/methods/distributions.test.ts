import {expect, test} from 'vitest';
import {binomial, hypergeometric, noLikelier} from '../../src/methods/discrete.ts';
import {chiSquareTail, normalTails, Z_95} from '../../src/methods/distributions.ts';

// the references are scipy's, to all digits: 1e-9 absolute says nothing about a p of 1e-20

test.each([
  [0, 1],
  [Z_95, 0.05],
  [0.5, 0.6170750774519738],
  [2.8, 0.005110260660855866],
  [2.9, 0.003731626600768076],
  [6, 1.9731752900753e-9],
  [-10, 1.523970604832105e-23],
])('normal, both tails beyond %d', (z, expected) => {
  expect(normalTails(z) / expected).toBeCloseTo(1, 11);
});

test.each([
  [0, 4, 1],
  [0.5, 1, 0.4795001221869535],
  [66, 3, 3.065003175803402e-14],
  [120, 3, 7.716790355634162e-26],
  [2000, 2000, 0.4957947558197845],
  [20000, 20000, 0.4986701916600448],
])('chi-square beyond %d with %d degrees of freedom', (x, df, expected) => {
  expect(chiSquareTail(x, df) / expected).toBeCloseTo(1, 10);
});

test.each([
  ['none can succeed', binomial(5, 0), 0, 1],
  ['all must succeed', binomial(5, 1), 5, 1],
  ['impossible', binomial(5, 0), 1, 0],
  ['no leads', binomial(0, 0.3), 0, 1],
  ['a million leads', binomial(1_000_000, 0.5), 500_000, 1],
  ['a million leads, far out', binomial(1_000_000, 0.5), 400_000, 0],
  ['only one table possible', hypergeometric(4, 10, 10), 4, 1],
  ['half of a million drawn', hypergeometric(500_000, 1000, 1_000_000), 500, 1],
])('exact test: %s', (_, distribution, observed, expected) => {
  expect(noLikelier(distribution, observed)).toBeCloseTo(expected, 9);
});
