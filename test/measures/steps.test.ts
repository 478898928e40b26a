import fc from 'fast-check';
import {expect, test} from 'vitest';
import {answeredBy, curveOf} from '../../src/measures/curve.ts';
import {keysBySegment, orderOf, stepsOf} from '../../src/measures/steps.ts';
import {kaplanMeier, percentile} from '../../src/methods/kaplan-meier.ts';

const answered = (seconds: number) => seconds * 2;
const waiting = (seconds: number) => seconds * 2 + 1;
const keys = (...values: number[]) => Float64Array.from(values).sort();

test('leads that leave sight are folded into the answer before them; the last is kept', () => {
  expect(
    stepsOf(keys(waiting(1), waiting(2), answered(3), answered(3), waiting(3), waiting(5), answered(6), waiting(9))),
  ).toEqual({
    time: Float64Array.of(2, 3, 6, 9),
    events: Float64Array.of(0, 2, 1, 0),
    censored: Float64Array.of(2, 2, 0, 1),
  });
});

test('the folded curve answers like the full one', () => {
  const wait = fc.record({seconds: fc.integer({min: 0, max: 12}), done: fc.boolean()});
  fc.assert(
    fc.property(fc.array(wait, {minLength: 1, maxLength: 40}), waits => {
      const times = [...new Set(waits.map(({seconds}) => seconds))].sort((a, b) => a - b);
      const at = (time: number, done: boolean) =>
        waits.filter(wait => wait.seconds === time && wait.done === done).length;
      const full = kaplanMeier(times.map(time => ({time, events: at(time, true), censored: at(time, false)})));
      const folded = curveOf(keys(...waits.map(({seconds, done}) => (done ? answered(seconds) : waiting(seconds)))));
      expect(folded.n).toBe(full.n);
      for (const p of [0.25, 0.5, 0.9]) expect(percentile(folded, p)).toEqual(percentile(full, p));
      for (let t = 0; t <= 13; t++)
        expect(answeredBy(folded, t)?.share ?? null).toBe(answeredBy(full, t)?.share ?? null);
    }),
  );
});

test('once everybody is answered, the share stays 1', () => {
  expect(answeredBy(curveOf(keys(answered(3))), 1000)?.share).toBe(1);
  expect(answeredBy(curveOf(keys(answered(3), waiting(4))), 1000)).toBeNull();
});

test('rows are put in order of their keys, ties by row, and split by segment', () => {
  const unordered = Float64Array.of(5, 1, 5, 0);
  expect([...orderOf(unordered)]).toEqual([3, 1, 0, 2]);
  expect(keysBySegment(Float64Array.of(0, 1, 5, 5), Int32Array.of(1, 0, 1, 0), 2).map(part => [...part])).toEqual([
    [1, 5],
    [0, 5],
  ]);
});
