import type {Criteria} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import {lift} from '../methods/lift.ts';
import type {Level, Performance, Rule} from './result.ts';

/** METHODS 7, 4: conditions used at most, candidates at most a tenth of the wins, and the false discoveries allowed. */
const MOST_USED = 5;
const WINS_A_CANDIDATE = 10;
const MOST_CANDIDATES = 10;
const Q = 0.1;

/** Leads that meet the same candidates. */
interface Pattern {
  bits: number;
  older: boolean;
  won: boolean;
  n: number;
}

interface Scored {
  points: readonly number[];
  threshold: number;
  gain: number;
}

/** A scorecard of integer points, found on the older part of the sample and tried on the newer; null where nothing stands out. */
export async function findRule(session: Session, levels: readonly Level[]): Promise<Rule | null> {
  const wins = await session.row<{n: number}>(
    'select count(*) filter (won and older)::integer as n from derive_sample',
  );
  const most = Math.min(MOST_CANDIDATES, Math.floor(wins.n / WINS_A_CANDIDATE));
  const candidates = levels
    .map((level, index) => ({level, index}))
    .filter(({level}) => (level.q ?? 1) <= Q && pointsOf(level) >= 1)
    .sort((a, b) => (a.level.p ?? 1) - (b.level.p ?? 1) || b.level.log_odds - a.level.log_odds || a.index - b.index)
    .slice(0, most);
  if (candidates.length === 0) return null;
  const patterns = await readPatterns(
    session,
    candidates.map(({index}) => index),
  );
  const older = patterns.filter(pattern => pattern.older);
  const {points, threshold} = greedy(
    older,
    candidates.map(({level}) => pointsOf(level)),
  );
  const conditions = candidates.flatMap(({level}, index) => {
    const own = points[index] ?? 0;
    return own > 0 ? [{level, points: own}] : [];
  });
  return {
    conditions,
    threshold,
    criteria: criteriaOf(conditions, threshold),
    older: performance(older, points, threshold),
    newer: performance(
      patterns.filter(pattern => !pattern.older),
      points,
      threshold,
    ),
  };
}

/** One point doubles the odds. */
function pointsOf({log_odds}: Level): number {
  return Math.round(log_odds / Math.LN2);
}

/** Adds the condition that tells wins from others best, as long as it tells them better than without (share met: wins less others). */
function greedy(patterns: readonly Pattern[], points: readonly number[]): Scored {
  let best: Scored = {points: points.map(() => 0), threshold: 1, gain: 0};
  for (let used = 0; used < MOST_USED; used++) {
    let next = best;
    points.forEach((own, index) => {
      if ((best.points[index] ?? 0) > 0) return;
      const tried = bestThreshold(
        patterns,
        best.points.map((other, at) => (at === index ? own : other)),
      );
      if (tried.gain > next.gain) next = tried;
    });
    if (next.gain <= best.gain) break;
    best = next;
  }
  return best;
}

function bestThreshold(patterns: readonly Pattern[], points: readonly number[]): Scored {
  const highest = points.reduce((sum, own) => sum + own, 0);
  let best: Scored = {points, threshold: 1, gain: Number.NEGATIVE_INFINITY};
  for (let threshold = 1; threshold <= highest; threshold++) {
    const {won, met, all_won, all} = performance(patterns, points, threshold);
    const gain = won / all_won - (met - won) / (all - all_won);
    if (gain > best.gain) best = {points, threshold, gain};
  }
  return best;
}

function performance(patterns: readonly Pattern[], points: readonly number[], threshold: number): Performance {
  const score = (bits: number) => points.reduce((sum, own, index) => sum + ((bits >> index) & 1) * own, 0);
  const count = (of: (pattern: Pattern) => boolean) => patterns.filter(of).reduce((sum, {n}) => sum + n, 0);
  const meets = ({bits}: Pattern) => score(bits) >= threshold;
  const [won, met] = [count(pattern => pattern.won && meets(pattern)), count(meets)];
  const [all_won, all] = [count(pattern => pattern.won), count(() => true)];
  const limits = all_won === 0 ? null : lift(won, met, all_won, all);
  return {
    won,
    met,
    all_won,
    all,
    precision: met === 0 ? null : won / met,
    recall: all_won === 0 ? null : won / all_won,
    lift: limits === null ? null : {value: limits.lift, low: limits.low, high: limits.high},
  };
}

/** A condition of two points stands twice: `at_least` counts. */
function criteriaOf(conditions: Rule['conditions'], threshold: number): Criteria {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only.level.criteria;
  if (conditions.every(({points}) => points >= threshold)) return {any: conditions.map(({level}) => level.criteria)};
  const of = conditions.flatMap(({level, points}) => Array.from({length: points}, () => level.criteria));
  return threshold === of.length ? {all: conditions.map(({level}) => level.criteria)} : {at_least: threshold, of};
}

/** At most ten candidates: a thousand kinds of leads. */
async function readPatterns(session: Session, indexes: readonly number[]): Promise<Pattern[]> {
  const bits = indexes.map((index, bit) => `l_${index}::integer * ${2 ** bit}`).join(' + ');
  return session.rows<Pattern>(
    `select (${bits})::integer as bits, older, won, count(*)::integer as n
     from derive_sample join derive_levels using (handoff_key)
     group by all
     order by bits, older, won`,
  );
}
