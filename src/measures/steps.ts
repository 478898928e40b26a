import type {Step} from '../methods/kaplan-meier.ts';

/** In order of time, at a tie answers first; answered is 1, or 0 where the lead still waited when last seen. */
export interface Waits {
  time: Float64Array;
  answered: Float64Array;
}

/**
 * Kaplan-Meier steps of some rows of `waits`. Leads that only leave sight change the curve at the next answer alone, so
 * they are folded into the step before; the last such time is kept as the longest follow-up. A million leads then are a
 * few hundred thousand steps.
 */
export function stepsOf({time, answered}: Waits, rows: Int32Array): Step[] {
  const steps: Step[] = [];
  let last: Step | undefined;
  let unseen = 0;
  let unseenAt = 0;
  for (const row of rows) {
    const at = time[row] as number;
    if (answered[row] === 0) {
      unseen++;
      unseenAt = at;
      continue;
    }
    if (last?.time === at) {
      last.events++;
      continue;
    }
    if (last !== undefined) last.censored += unseen;
    else if (unseen > 0) steps.push({time: unseenAt, events: 0, censored: unseen});
    unseen = 0;
    last = {time: at, events: 1, censored: 0};
    steps.push(last);
  }
  if (last !== undefined && unseen > 0 && last.time === unseenAt) last.censored += unseen;
  else if (unseen > 0) steps.push({time: unseenAt, events: 0, censored: unseen});
  return steps;
}

/** Every row, in the order they stand. */
export function allRows({time}: Waits): Int32Array {
  return Int32Array.from(time, (_, row) => row);
}

/** The rows of each segment, in the order they stand; `numbers` holds each row's segment from 0 on. */
export function rowsBySegment(numbers: Float64Array, segments: number): Int32Array[] {
  const sizes = new Int32Array(segments);
  for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
  const rows = Array.from(sizes, size => new Int32Array(size));
  const filled = new Int32Array(segments);
  numbers.forEach((number, row) => {
    const place = filled[number] ?? 0;
    (rows[number] as Int32Array)[place] = row;
    filled[number] = place + 1;
  });
  return rows;
}
