import {describe, expect, test} from 'vitest';
import {estimate, notMeasurable, shareOf} from '../../src/measures/measure.ts';
import {measureVerdict} from '../../src/measures/verdict.ts';
import type {Measure} from '../../src/result.ts';

/** Of 200 MQLs, and of 100 rejections. */
interface Company {
  rejected: number;
  vague: number;
  untouched: number;
  supported: number;
  v: number;
  p?: number;
}

function inputs({rejected, vague, untouched, supported, v, p = 0.001}: Company): Measure[] {
  return [
    shareOf('dispositions.rejection', {}, rejected, 200),
    shareOf('dispositions.rejection', {source: 'Demo'}, 0, 200),
    shareOf('dispositions.vague', {}, vague, 100),
    shareOf('dispositions.untouched', {}, untouched, 100),
    shareOf('dispositions.verified', {verdict: 'supported'}, supported, 100),
    estimate('dispositions.consistency', {what: 'v'}, {unit: 'ratio', value: v, n: 100}),
    estimate('dispositions.consistency', {what: 'p'}, {unit: 'ratio', value: p, n: 100}),
  ];
}

// 95% limits by Wilson: 95/200 40.7 to 54.4; 90/200 38.3 to 51.9; 20/100 13.3 to 28.9; 21/100 14.2 to 30.0 (above);
// 12/100 7.0 to 19.8; 13/100 7.8 to 21.0; 40/100 30.9 to 49.8; 39/100 30.0 (above) to 48.8; 38/100 29.1 to 47.8
const sound = {rejected: 95, vague: 20, untouched: 12, supported: 70, v: 0.1};

const SOUND = 'definition/scoring problem: reasons are consistent and the data supports them';
const POOR = 'rejections cannot be told from poor follow-up: fix dispositions and follow-up first';
const HIDDEN = 'follow-up gap hidden in rejections';

describe('METHODS 4.5, row by row', () => {
  test.each<[string, Company, string, string | null]>([
    ['row 1', sound, 'definition_or_scoring', SOUND],
    ['row 2, vague', {...sound, vague: 40, untouched: 40}, 'poor_follow_up', POOR],
    ['row 2, by rep', {...sound, v: 0.3, untouched: 40, supported: 90}, 'poor_follow_up', POOR],
    ['row 4', {...sound, rejected: 60, untouched: 40}, 'follow_up_gap', HIDDEN],
    ['row 4: 45% is above 40%, but not confirmed', {...sound, rejected: 90, untouched: 40}, 'follow_up_gap', HIDDEN],
    ['few rejected, and tried first', {...sound, rejected: 60}, 'none', null],
    ['few rejected, tried or not', {...sound, rejected: 60, untouched: 38}, 'none', null],
  ])('%s', (_, company, verdict, reason) => {
    expect(measureVerdict(inputs(company))).toMatchObject([
      {id: 'dispositions.verdict', segment: {verdict}, value: 100, n: 100, status: 'ok', reason},
    ]);
  });

  test.each<[string, Company]>([
    ['a bit too vague for row 1', {...sound, vague: 23}],
    ['a bit too untried for row 1', {...sound, untouched: 13}],
    ['the data support too few', {...sound, supported: 69}],
    ['the reasons depend on the rep, but the leads were tried', {...sound, v: 0.3}],
    ['vague, but tried', {...sound, vague: 60}],
    ['untried, but not vague', {...sound, untouched: 60}],
    ['vague, and perhaps untried', {...sound, vague: 60, untouched: 38}],
  ])('row 3: %s', (_, company) => {
    const [verdict] = measureVerdict(inputs(company));
    expect(verdict?.segment).toEqual({verdict: 'undecided'});
    expect(verdict?.reason).toMatch(/^both \/ undecided: rejected 48% \(95 of 200\), vague /);
  });

  test('a V of 0.3 that chance can make is no dependence', () => {
    expect(measureVerdict(inputs({...sound, v: 0.4, p: 0.01}))).toMatchObject([{reason: SOUND}]);
  });

  test('the numbers of an undecided company', () => {
    expect(measureVerdict(inputs({...sound, supported: 40}))[0]?.reason).toBe(
      'both / undecided: rejected 48% (95 of 200), vague 20% (20 of 100), without contact 12% (12 of 100), ' +
        'supported by the data 40% (40 of 100), how far the reason depends on who rejects 0.10 of 1 (Cramér’s V)',
    );
  });
});

test('fifty rejections, not one less', () => {
  const of = (n: number) =>
    measureVerdict(inputs(sound).map(one => (one.id === 'dispositions.vague' ? shareOf(one.id, {}, 5, n) : one)));
  expect(of(50)).toMatchObject([{segment: {verdict: 'definition_or_scoring'}, value: 50}]);
  expect(of(49)).toMatchObject([{segment: {}, value: null, n: 49, status: 'small_n'}]);
});

describe('no verdict without all its inputs', () => {
  const ids = ['rejection', 'vague', 'untouched', 'verified', 'consistency'].map(name => `dispositions.${name}`);

  test.each(ids)('%s not measured', id => {
    const measures = inputs(sound).map(one =>
      one.id === id ? notMeasurable(id, 'share', 'add it', one.segment) : one,
    );
    expect(measureVerdict(measures)).toMatchObject([
      {segment: {}, value: null, status: 'not_measurable', reason: `no verdict without all its inputs; ${id}: add it`},
    ]);
  });

  test('columns that several of them lack are told once', () => {
    const measures = inputs(sound).flatMap(one => {
      if (one.id === 'dispositions.rejection') return [notMeasurable(one.id, 'share', 'add a to the export')];
      // without its data a family has one measure, of no verdict
      if (one.id === 'dispositions.verified') return [notMeasurable(one.id, 'share', 'add a and b to the export')];
      return [one];
    });
    expect(measureVerdict(measures)[0]?.reason).toBe('add a and b to the export');
  });

  test.each(ids)('%s in doubt', id => {
    const measures = inputs(sound).map(
      (one): Measure => (one.id === id ? {...one, status: 'degraded', reason: 'a doubt'} : one),
    );
    expect(measureVerdict(measures)[0]?.reason).toBe(`no verdict without all its inputs; ${id}: a doubt`);
  });
});
