import {binomial, noLikelier} from './discrete.ts';

/** p of x in n against a share, exact and two-sided: all outcomes no likelier than this one. */
export function binomialTest(x: number, n: number, share: number): number {
  return noLikelier(binomial(n, share), x);
}
