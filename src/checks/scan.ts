import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {fisher} from '../methods/fisher.ts';
import {newcombe} from '../methods/newcombe.ts';
import type {Interval} from '../result.ts';
import {underFloor, type Weigh} from './weighed.ts';

/** METHODS 0.8. */
const FALSE_DISCOVERY_RATE = 0.1;
const MIN_POINTS = 0.05;
const MIN_RATIO = 1.5;

export interface Counted {
  x: number;
  n: number;
}

export interface Different {
  /** x of the segment and of the rest of its family. */
  share: number;
  rest: number;
  others: Counted;
  difference: number;
  /** Newcombe's limits of the difference. */
  interval: Interval | null;
}

interface Scan<Segment> {
  /** The rest of the family that a segment is compared with. */
  rest: (segment: Segment) => Counted;
  min_leads: number;
  weigh: Weigh;
}

/**
 * METHODS 0.8: which segments of one family differ from the rest of it, by Fisher's exact test, Benjamini-Hochberg at
 * q = 0.10 and a difference that matters. In the order given, null where a segment does not.
 */
export function scan<Segment extends Counted>(
  segments: readonly Segment[],
  {rest, min_leads, weigh}: Scan<Segment>,
): (Different | null)[] {
  const p = segments.map(segment => {
    const others = rest(segment);
    if (segment.n < min_leads || others.n < min_leads) return null;
    return fisher(segment.x, segment.n - segment.x, others.x, others.n - others.x);
  });
  weigh(() =>
    weighedScan(
      segments.map(segment => [segment.n, rest(segment).n]),
      min_leads,
    ),
  );
  const adjusted = benjaminiHochberg(p);
  return segments.map((segment, index) => {
    const q = adjusted[index];
    if (q === null || q === undefined || q > FALSE_DISCOVERY_RATE) return null;
    return different(segment, rest(segment));
  });
}

/** The outcome that differs the most: all of a segment, none of its rest. By the two that have the most leads. */
function weighedScan(sides: readonly (readonly [own: number, rest: number])[], min_leads: number) {
  const [own, rest] = sides.toSorted((a, b) => Math.min(...b) - Math.min(...a))[0] ?? [0, 0];
  const n = Math.min(own, rest);
  const p = fisher(own, 0, 0, rest);
  const chance =
    p <= FALSE_DISCOVERY_RATE
      ? null
      : `even all of ${own} against none of ${rest} could be chance (p = ${p.toFixed(2)})`;
  return {of: 'min_leads', n, never: chance, ...underFloor(n, min_leads)};
}

function different(segment: Counted, others: Counted): Different | null {
  const share = segment.x / segment.n;
  const rest = others.x / others.n;
  const larger = Math.max(share, rest);
  const smaller = Math.min(share, rest);
  if (larger - smaller < MIN_POINTS && larger < smaller * MIN_RATIO) return null;
  const limits = newcombe(segment.x, segment.n, others.x, others.n);
  const interval = limits === null ? null : {low: limits.low, high: limits.high, method: 'newcombe'};
  return {share, rest, others, difference: share - rest, interval};
}
