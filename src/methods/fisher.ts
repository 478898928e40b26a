import {hypergeometric, noLikelier} from './discrete.ts';

/** p of the 2 x 2 table [[a, b], [c, d]], exact and two-sided (METHODS 0.8: a segment against the rest of its family). */
export function fisher(a: number, b: number, c: number, d: number): number {
  return noLikelier(hypergeometric(a + b, a + c, a + b + c + d), a);
}
