import type {Session} from '../engine/session.ts';
import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {fisher} from '../methods/fisher.ts';
import {logOdds} from '../methods/log-odds.ts';
import {wilson} from '../methods/wilson.ts';
import {type Candidate, MIN_LEADS} from './attributes.ts';
import type {Level} from './result.ts';

/** METHODS 7, 2: a level needs so many wins. */
const MIN_WINS = 10;

interface Counts {
  wins: number;
  others: number;
  lost: number;
  /** Of the level. */
  counts: readonly {wins: number; others: number; lost: number}[];
}

/** Prevalence in wins and elsewhere, level by level; tested where there are enough (METHODS 7, 2), each by itself. */
export async function readLevels(
  session: Session,
  candidates: readonly Candidate[],
  part: 'all' | 'older',
): Promise<Level[]> {
  const {wins, others, counts} = await countLevels(session, candidates.length, part);
  return candidates.map((candidate, index): Level => {
    const {wins: a, others: c, lost} = counts[index] ?? {wins: 0, others: 0, lost: 0};
    const limits = wilson(a, wins);
    const all = wins + others;
    return {
      ...candidate,
      wins: a,
      others: c,
      lost,
      share: limits === null ? null : {value: limits.share, low: limits.low, high: limits.high},
      base: others === 0 ? 0 : c / others,
      lift: a + c === 0 || wins === 0 ? null : a / (a + c) / (wins / all),
      ...shrunk(a, wins - a, c, others - c),
      p: a >= MIN_WINS && a + c >= MIN_LEADS ? fisher(a, wins - a, c, others - c) : null,
      q: null,
    };
  });
}

/** METHODS 7, 2: Benjamini-Hochberg over the levels that are tried; what leaks is not among them, or its tiny p would let others pass. */
export function adjusted(levels: readonly Level[], leaks: (index: number) => boolean): Level[] {
  const tried = levels.map((level, index) => (leaks(index) ? {...level, p: null} : level));
  const q = benjaminiHochberg(tried.map(({p}) => p));
  return tried.map((level, index) => ({...level, q: q[index] ?? null}));
}

function shrunk(a: number, b: number, c: number, d: number): {log_odds: number; se: number} {
  const {log_odds, se} = logOdds(a, b, c, d);
  return {log_odds, se};
}

async function countLevels(session: Session, levels: number, part: 'all' | 'older'): Promise<Counts> {
  const counted = Array.from(
    {length: levels},
    (_, index) => `,
      count(*) filter (l_${index} and won)::integer as w${index},
      count(*) filter (l_${index} and not won)::integer as o${index},
      count(*) filter (l_${index} and lost)::integer as t${index}`,
  ).join('');
  const row = await session.row<Record<string, number>>(
    `select count(*) filter (won)::integer as wins, count(*) filter (not won)::integer as others,
       count(*) filter (lost)::integer as lost${counted}
     from derive_sample join derive_levels using (handoff_key)
     where ${part === 'all' ? 'true' : 'older'}`,
  );
  const {wins = 0, others = 0, lost = 0} = row;
  const counts = Array.from({length: levels}, (_, index) => ({
    wins: row[`w${index}`] ?? 0,
    others: row[`o${index}`] ?? 0,
    lost: row[`t${index}`] ?? 0,
  }));
  return {wins, others, lost, counts};
}

/** METHODS 7, 1: what only won leads have was filled in because they were won. */
export function leakOf(level: Level, levels: readonly Level[], wins: number, others: number): string | null {
  const missing = levels.find(({attribute, name}) => attribute === level.attribute && name === 'missing');
  if (missing !== undefined && wins > 0 && others > 0) {
    const gap = missing.others / others - missing.wins / wins;
    if (gap > MOST_FILL_GAP)
      return `filled in for ${Math.round(gap * 100)} points more of the wins than of the others: a leak`;
  }
  if ((level.share?.value ?? 0) > 0.95 && level.base < 0.2)
    return 'in more than 95% of the wins and less than 20% elsewhere: it looks written after the win';
  return null;
}

const MOST_FILL_GAP = 0.4;
