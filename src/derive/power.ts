import {fisher} from '../methods/fisher.ts';

/** METHODS 7, 3: some thirty attributes tried, against a thousand other leads. */
const P = 0.0025;
const OTHERS = 1000;

/** The least share of so many wins that can be told from a base share; null where none can. */
export function leastShare(wins: number, base: number): number | null {
  const others = Math.round(OTHERS * base);
  for (let k = Math.ceil(wins * base); k <= wins; k++)
    if (fisher(k, wins - k, others, OTHERS - others) < P) return k / wins;
  return null;
}

export function powerTable(own: number): {wins: number; base: number; least: number | null}[] {
  const sizes = [...new Set([own, 50, 75, 100])].filter(size => size >= 25).sort((a, b) => a - b);
  return [0.2, 0.6].flatMap(base => sizes.map(wins => ({wins, base, least: leastShare(wins, base)})));
}
