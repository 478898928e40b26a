import type {Steps} from '../methods/kaplan-meier.ts';

/**
 * Waits as one number each, their key: twice the seconds, plus 1 where the lead was not answered but last seen then. In
 * order of the keys an answer precedes those who leave sight in the same second, as Kaplan-Meier wants it.
 */
export function isAnswered(key: number): boolean {
  return key % 2 === 0;
}

export function secondsOf(key: number): number {
  return (key - (key % 2)) / 2;
}

/**
 * Kaplan-Meier steps of keys in order. Leads that only leave sight change the curve at the next answer alone, so they are
 * folded into the step before; the last such time is kept as the longest follow-up. A million leads then are a few
 * hundred thousand steps.
 */
export function stepsOf(keys: Float64Array): Steps {
  const column = () => new Float64Array(keys.length);
  const steps = {time: column(), events: column(), censored: column()};
  let length = 0;
  let answered = false;
  let unseen = 0;
  let unseenAt = 0;
  const add = (time: number, events: number, censored: number) => {
    steps.time[length] = time;
    steps.events[length] = events;
    steps.censored[length] = censored;
    length++;
  };
  for (const key of keys) {
    const time = secondsOf(key);
    if (!isAnswered(key)) {
      unseen++;
      unseenAt = time;
      continue;
    }
    if (answered && steps.time[length - 1] === time) {
      (steps.events[length - 1] as number)++;
      continue;
    }
    if (answered) (steps.censored[length - 1] as number) += unseen;
    else if (unseen > 0) add(unseenAt, 0, unseen);
    unseen = 0;
    answered = true;
    add(time, 1, 0);
  }
  if (answered && unseen > 0 && steps.time[length - 1] === unseenAt) (steps.censored[length - 1] as number) += unseen;
  else if (unseen > 0) add(unseenAt, 0, unseen);
  const used = (column: Float64Array) => column.subarray(0, length);
  return {time: used(steps.time), events: used(steps.events), censored: used(steps.censored)};
}

/** The rows in order of their keys, ties in order of row. A typed sort of one packed number beats any ORDER BY. */
export function orderOf(keys: Float64Array): Int32Array {
  const n = keys.length;
  const packed = keys.map((key, row) => key * n + row);
  if (packed.some(value => value > Number.MAX_SAFE_INTEGER))
    throw new Error('too many waits, or too long, for one number');
  packed.sort();
  return Int32Array.from(packed, value => value % n);
}

/** The keys of each segment, in the order given; `numbers` holds each key's segment from 0 on. */
export function keysBySegment(keys: Float64Array, numbers: Int32Array, segments: number): Float64Array[] {
  const sizes = new Int32Array(segments);
  for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
  const parts = Array.from(sizes, size => new Float64Array(size));
  const filled = new Int32Array(segments);
  keys.forEach((key, row) => {
    const number = numbers[row] as number;
    const place = filled[number] as number;
    (parts[number] as Float64Array)[place] = key;
    filled[number] = place + 1;
  });
  return parts;
}
