import {describe, expect, test} from 'vitest';
import {scan} from '../../src/checks/scan.ts';
import {above, below, shareText} from '../../src/checks/threshold.ts';
import {UNWATCHED} from '../../src/checks/weighed.ts';
import {codesDifferByRep, type Rejections} from '../../src/measures/reason-consistency.ts';

const rule = {min_leads: 30, trust: 'confirmed', weigh: UNWATCHED} as const;

describe('thresholds (METHODS 0.7, 0.9)', () => {
  // the least n at which METHODS 0.9 lets a finding be raised
  test.each([
    {finding: '5% is below 10%', x: 6, n: 127, threshold: 0.1, compare: below, strength: 'confirmed'},
    {finding: '7% is below 10%', x: 25, n: 362, threshold: 0.1, compare: below, strength: 'confirmed'},
    {finding: '30% is above 20%', x: 19, n: 59, threshold: 0.2, compare: above, strength: 'confirmed'},
    {finding: '40% is above 30%', x: 30, n: 74, threshold: 0.3, compare: above, strength: 'confirmed'},
    {finding: '40% is above 30%, on half as many', x: 15, n: 37, threshold: 0.3, compare: above, strength: 'likely'},
  ])('$finding: $strength', ({x, n, threshold, compare, strength}) => {
    expect(compare(x, n, threshold, rule)).toMatchObject({strength, value: x / n, n});
  });

  test('a soft gate makes the surest finding likely', () => {
    expect(above(90, 100, 0.1, {...rule, trust: 'likely'})?.strength).toBe('likely');
  });

  test.each([
    {why: 'at the threshold', x: 30, n: 100},
    {why: 'too few', x: 29, n: 29},
    {why: 'none', x: 0, n: 0},
  ])('nothing is raised $why', ({x, n}) => {
    expect(above(x, n, 0.3, rule)).toBeNull();
  });

  test('nor of a share that is at its threshold from below', () => {
    expect(below(30, 100, 0.3, rule)).toBeNull();
    expect(below(29, 100, 0.3, rule)?.strength).toBe('likely');
    expect(below(0, 0, 0.3, {...rule, min_leads: 0})).toBeNull();
  });

  test.each([
    [21, 34, '62% (21 of 34)'],
    [3, 7, '3 of 7'],
    [1200, 4000, '30% (1,200 of 4,000)'],
  ])('%d of %d reads %s', (x, n, text) => {
    expect(shareText(x, n)).toBe(text);
  });
});

describe('a scan over segments (METHODS 0.8)', () => {
  const rest = {x: 390, n: 3000};
  const found = (segments: {x: number; n: number}[]) =>
    scan(segments, {rest: () => rest, min_leads: 30, weigh: UNWATCHED}).map(difference => difference !== null);

  test('a bad one among equals stands out', () => {
    expect(found([{x: 6, n: 150}, ...Array(20).fill({x: 20, n: 150})])).toEqual([true, ...Array(20).fill(false)]);
  });

  test('what would stand out alone is lost among two hundred', () => {
    expect(found([{x: 9, n: 150}])).toEqual([true]);
    expect(found([{x: 9, n: 150}, ...Array(200).fill({x: 20, n: 150})])[0]).toBe(false);
  });

  test('a small one is not tested and does not count', () => {
    expect(found([{x: 0, n: 29}, {x: 9, n: 150}, ...Array(200).fill({x: 0, n: 29})]).slice(0, 2)).toEqual([
      false,
      true,
    ]);
  });

  test('a difference that does not matter is not raised, however sure', () => {
    const segments = [{x: 15_000, n: 100_000}];
    expect(scan(segments, {rest: () => ({x: 13_000, n: 100_000}), min_leads: 30, weigh: UNWATCHED})).toEqual([null]);
  });
});

describe('reasons by rep (METHODS 4.3)', () => {
  const limits = {association: 0.3, one_button: 0.8};
  const rep = (actor: string, codes: Record<string, number>): Rejections[] =>
    Object.entries(codes).map(([code, n]) => ({actor, code, n}));

  test('alike for all', () => {
    const codes = {icp: 10, timing: 10, budget: 10};
    expect(codesDifferByRep([...rep('a', codes), ...rep('b', codes)], limits)).toEqual({association: null, habits: []});
  });

  test('rare codes are pooled before anybody is accused', () => {
    const rare = Object.fromEntries(Array.from({length: 12}, (_, index) => [`code ${index}`, 1]));
    const rows = [...rep('a', {icp: 20, ...rare}), ...rep('b', {icp: 20, ...rare})];
    expect(codesDifferByRep(rows, limits).association).toBeNull();
  });

  test('a rep with nine rejections is not compared', () => {
    expect(codesDifferByRep([...rep('a', {icp: 40}), ...rep('b', {timing: 9})], limits).association).toBeNull();
  });

  test('one button, outside the team’s limits', () => {
    const rows = [
      ...rep('a', {icp: 38, timing: 2}),
      ...rep('b', {icp: 40, timing: 60}),
      ...rep('c', {icp: 40, timing: 60}),
    ];
    expect(codesDifferByRep(rows, limits).habits).toMatchObject([{actor: 'a', code: 'icp', x: 38, n: 40}]);
  });

  test('one button, as everybody', () => {
    const rows = ['a', 'b', 'c'].flatMap(actor => rep(actor, {icp: 36, timing: 4}));
    expect(codesDifferByRep(rows, limits).habits).toEqual([]);
  });
});
