import type {ThreeParts} from '../methods/shapley.ts';
import {grouped, percent} from '../words.ts';

/** Two groups and what their difference is made of. */
export interface Split {
  /** What the first and the second group are called, e.g. two quarters. */
  names: readonly [before: string, after: string];
  /** Did one thing change, or are they two things side by side? */
  over_time: boolean;
  before: {x: number; n: number};
  after: {x: number; n: number};
  parts: ThreeParts;
  /** Newcombe's limits of the total. */
  low: number;
  high: number;
  /** False where all leads are of one stratum: then no mix can be told. */
  mix_known: boolean;
}

/** METHODS 5.5: smaller parts are not told from chance. */
export function noiseOf({low, high}: Split): number {
  return (high - low) / 2;
}

interface Part {
  size: number;
  words: string;
}

/** Ready to read out: "of the 4.1-point fall, 0.9 is a poorer mix, 2.6 is slower handling, 0.6 is neither". */
export function splitSentence(split: Split): string {
  const {names, before, after, parts, low, high} = split;
  const rates = `${names[0]} ${fraction(before)}, ${names[1]} ${fraction(after)}`;
  const telling = partsOf(split).filter(({size}) => Math.abs(size) > noiseOf(split));
  if (low <= 0 && high >= 0) {
    if (telling.length === 0) return `${rates}: no difference beyond noise`;
    const offset = telling.map(({words, size}) => `${words} (${size < 0 ? '-' : '+'}${points(size)} points)`);
    return `${rates}: no difference beyond noise in all, but ${offset.join(' and ')}`;
  }
  const change = parts.total < 0 ? 'fall' : 'rise';
  const whole = `of the ${points(parts.total)}-point ${split.over_time ? change : 'gap'}`;
  if (telling.length === 0) return `${rates}: ${whole}, no part is beyond noise (${points(noiseOf(split))} points)`;
  const along = telling.filter(({size}) => size < 0 === parts.total < 0);
  const against = telling.filter(({size}) => size < 0 !== parts.total < 0);
  const said = along.map(({size, words}) => `${points(size)} is ${words}`).join(', ');
  const opposed = against.map(({size, words}) => `${words}, ${points(size)}`).join(' and ');
  const rest =
    telling.length < partsOf(split).length ? `; the rest is within noise (${points(noiseOf(split))} points)` : '';
  return `${rates}: ${whole}, ${said}${opposed === '' ? '' : `; against it stands ${opposed}`}${rest}`;
}

function partsOf({parts, mix_known}: Split): Part[] {
  const {quality, handling, rate} = parts;
  return [
    ...(mix_known ? [{size: quality, words: quality < 0 ? 'a poorer mix' : 'a better mix'}] : []),
    {size: handling, words: handling < 0 ? 'slower handling' : 'faster handling'},
    {size: rate, words: 'neither'},
  ];
}

function points(share: number): string {
  return (Math.abs(share) * 100).toFixed(1);
}

function fraction({x, n}: {x: number; n: number}): string {
  return `${percent(x / n)} (${grouped(x)} of ${grouped(n)})`;
}
