import type {Step} from '../methods/kaplan-meier.ts';

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
export function stepsOf(keys: Float64Array): Step[] {
  const steps: Step[] = [];
  let last: Step | undefined;
  let unseen = 0;
  let unseenAt = 0;
  for (const key of keys) {
    const time = secondsOf(key);
    if (!isAnswered(key)) {
      unseen++;
      unseenAt = time;
      continue;
    }
    if (last?.time === time) {
      last.events++;
      continue;
    }
    if (last !== undefined) last.censored += unseen;
    else if (unseen > 0) steps.push({time: unseenAt, events: 0, censored: unseen});
    unseen = 0;
    last = {time, events: 1, censored: 0};
    steps.push(last);
  }
  if (last !== undefined && unseen > 0 && last.time === unseenAt) last.censored += unseen;
  else if (unseen > 0) steps.push({time: unseenAt, events: 0, censored: unseen});
  return steps;
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
