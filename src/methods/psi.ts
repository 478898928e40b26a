import {sum} from './sum.ts';

/** Population stability index over fixed bands, 0.5 added to each count (METHODS 10); .1 and .25 are folklore. */
export function psi(expected: readonly number[], actual: readonly number[]): number {
  const before = smoothed(expected);
  const after = smoothed(actual);
  return sum(
    before.map((share, band) => (share - (after[band] as number)) * Math.log(share / (after[band] as number))),
  );
}

function smoothed(counts: readonly number[]): number[] {
  const all = sum(counts) + counts.length / 2;
  return counts.map(count => (count + 0.5) / all);
}
