import {expect, test} from 'vitest';
import {auc} from '../../src/methods/auc.ts';
import {benjaminiHochberg} from '../../src/methods/benjamini-hochberg.ts';
import {cochranArmitage} from '../../src/methods/cochran-armitage.ts';
import {cramersV} from '../../src/methods/cramers-v.ts';
import {normalizedEntropy} from '../../src/methods/entropy.ts';
import {excessIfFast} from '../../src/methods/excess-if-fast.ts';
import {goodnessOfFit} from '../../src/methods/goodness-of-fit.ts';
import {icc1} from '../../src/methods/icc.ts';
import {jaccard} from '../../src/methods/jaccard.ts';
import {kappa} from '../../src/methods/kappa.ts';
import {kitagawa} from '../../src/methods/kitagawa.ts';
import {kruskalWallis} from '../../src/methods/kruskal-wallis.ts';
import {riskDifference, riskRatio} from '../../src/methods/mantel-haenszel.ts';
import {newcombe} from '../../src/methods/newcombe.ts';
import {shapley3} from '../../src/methods/shapley.ts';
import {twoProportions} from '../../src/methods/two-proportions.ts';
import {wilson} from '../../src/methods/wilson.ts';

// no method prints 0 for "unknown" (METHODS 0.3): what cannot be computed is null, never NaN
test.each([
  ['a share of nothing', wilson(0, 0)],
  ['a difference to nothing', newcombe(1, 2, 0, 0)],
  ['two shares that are both 0', twoProportions(0, 5, 0, 9)],
  ['two shares, one of nothing', twoProportions(1, 5, 0, 0)],
  [
    'a trend where all succeed',
    cochranArmitage([
      {x: 5, n: 5},
      {x: 6, n: 6},
    ]),
  ],
  ['a trend of one period', cochranArmitage([{x: 2, n: 5}])],
  [
    'association with one row',
    cramersV([
      [3, 4],
      [0, 0],
    ]),
  ],
  ['association of no rows', cramersV([])],
  ['fairness with a weight of 0', goodnessOfFit([1, 2], [1, 0])],
  ['fairness without assignments', goodnessOfFit([0, 0], [1, 1])],
  ['entropy of no codes', normalizedEntropy([0, 0], 3)],
  ['rank variation of one group', kruskalWallis([{group: 'a', value: 1, count: 9}])],
  [
    'rank variation where none ever answered',
    kruskalWallis([
      {group: 'a', value: null, count: 9},
      {group: 'b', value: null, count: 5},
    ]),
  ],
  [
    'intraclass correlation of equal values',
    icc1([
      [1, 1],
      [1, 1],
    ]),
  ],
  ['overlap of two empty definitions', jaccard(0, 0, 0)],
  [
    'agreement about no leads',
    kappa([
      [0, 0],
      [0, 0],
    ]),
  ],
  ['a split with an empty group', kitagawa([{stratum: 'a', x: 1, n: 2}], [])],
  ['a three-way split with an empty group', shapley3([], [{stratum: 'a', bucket: 'b', x: 1, n: 2}])],
  ['a risk difference without slow leads', riskDifference([{x1: 1, n1: 2, x0: 0, n0: 0}])],
  ['a risk ratio where the slow never convert', riskRatio([{x1: 1, n1: 2, x0: 0, n0: 2}])],
  ['an excess where every arm is small', excessIfFast([{x1: 1, n1: 9, x0: 0, n0: 50}])],
  ['score power without conversions', auc([{score: 1, positives: 0, negatives: 5}])],
])('%s is null', (_, result) => {
  expect(result).toBeNull();
});

test('nothing tested, nothing adjusted', () => {
  expect(benjaminiHochberg([])).toEqual([]);
  expect(benjaminiHochberg([null, null])).toEqual([null, null]);
});

test('one conversion has an area but no error', () => {
  const cells = [
    {score: 1, positives: 0, negatives: 5},
    {score: 2, positives: 1, negatives: 0},
  ];
  expect(auc(cells)).toEqual({auc: 1, se: null, low: null, high: null});
});
