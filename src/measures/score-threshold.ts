import {childrenOf, expanded} from '../definitions/criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {newcombe} from '../methods/newcombe.ts';
import type {Measure} from '../result.ts';
import {type Extra, estimate, shareOf} from './measure.ts';
import {quarterSegment, type ScoredQuarter, STEPS} from './score-cells.ts';

/** METHODS 10: 10 points of 100 on each side. */
const REACH = STEPS / 10;
/** METHODS 0.9. */
const MIN_SIDE = 10;

export interface Least {
  /** Points from which a lead is an MQL. */
  points: number;
  /** False for `gt`: the points themselves do not do. */
  inclusive: boolean;
  /** What to write; null where there is exactly one threshold. */
  lack: string | null;
}

const SCORE_FIELDS = ['score', 'score_at_mql'];
const NONE: Least = {
  points: 0,
  inclusive: true,
  lack: 'the definitions name no least score: write {field: score_at_mql, gte: ...} into stages.mql',
};

/** The one least score that the written MQL definition asks for. No percentile stands in for it: below that are no MQLs to compare. */
export function scoreThreshold({stages, criteria, icp}: Definitions): Least {
  if (stages.mql === null) return NONE;
  const found: Least[] = [];
  const visit = (node: Criteria): void => {
    // what rules a lead out is no threshold
    if ('none' in node) return;
    const least = leastOf(node);
    if (
      least !== null &&
      !found.some(({points, inclusive}) => points === least.points && inclusive === least.inclusive)
    )
      found.push(least);
    for (const [, child] of childrenOf(node)) visit(child);
  };
  visit(expanded(stages.mql, icp === null ? criteria : {...criteria, icp}));
  const [only, ...more] = found;
  if (only === undefined) return NONE;
  if (more.length === 0) return only;
  const points = found.map(({points}) => points).sort((a, b) => a - b);
  return {
    ...only,
    lack: `stages.mql asks for several least scores (${points.join(', ')}): there is no one threshold to look at`,
  };
}

function leastOf(node: Criteria): Least | null {
  if (!('field' in node) || !SCORE_FIELDS.includes(node.field.trim().toLowerCase())) return null;
  if ('gte' in node) return {points: node.gte, inclusive: true, lack: null};
  if ('gt' in node) return {points: node.gt, inclusive: false, lack: null};
  return 'between' in node ? {points: node.between[0], inclusive: true, lack: null} : null;
}

/** Conversion to SQL of the leads just above the least score, and of those handed over although just below it. */
export function threshold(quarter: ScoredQuarter, scale: number, least: Least): Measure[] {
  const segment = quarterSegment(quarter);
  // in steps; `gt` starts one step above
  const from = Math.floor((least.points / scale) * STEPS + 1e-6) + (least.inclusive ? 0 : 1);
  const side = (low: number) => {
    const cells = quarter.cells.filter(({score}) => score >= low && score < low + REACH);
    const x = cells.reduce((sum, {sql}) => sum + sql.positives, 0);
    return {
      x,
      n: x + cells.reduce((sum, {sql}) => sum + sql.negatives, 0),
      young: cells.some(({sql}) => sql.young > 0),
    };
  };
  const [above, below] = [side(from), side(from - REACH)];
  const pending =
    quarter.quarter !== null && (above.young || below.young) ? 'leads of the quarter are too young' : null;
  const extra: Extra = {pending};
  const limits = newcombe(above.x, above.n, below.x, below.n);
  const difference = estimate(
    'score.threshold',
    {...segment, what: 'difference'},
    {
      unit: 'share',
      value: limits?.difference ?? null,
      n: above.n + below.n,
      interval: limits === null ? null : {low: limits.low, high: limits.high, method: 'newcombe'},
      pending,
    },
  );
  const few = `${above.n} leads just above and ${below.n} just below; it takes ${MIN_SIDE} of each`;
  return [
    shareOf('score.threshold', {...segment, what: 'above'}, above.x, above.n, extra),
    shareOf('score.threshold', {...segment, what: 'below'}, below.x, below.n, extra),
    Math.min(above.n, below.n) >= MIN_SIDE ? difference : {...difference, status: 'small_n', reason: few},
  ];
}
