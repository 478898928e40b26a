/** Measures of which more is better. A measure in neither list changes without a verdict. */
const MORE_IS_BETTER = new Set([
  'context.coverage',
  'funnel.mql_to_sal',
  'funnel.mql_to_sql',
  'funnel.opportunity_to_won',
  'funnel.sql_to_opportunity',
  'pipeline.win_rate',
  'response.within',
  'sla.acceptance',
  'sla.compliance',
  'sla.follow_up',
]);

const LESS_IS_BETTER = new Set([
  'dispositions.blank',
  'dispositions.undecided',
  'dispositions.untouched',
  'dispositions.vague',
  'pipeline.stalled',
  'response.never',
  'response.p50',
  'response.p75',
  'response.p90',
  'response.p95',
  'routing.bounced',
  'routing.duplicates',
  'routing.inactive_owner',
  'routing.misrouted',
  'routing.over_capacity',
  'routing.pingpong',
  'routing.queue_time',
  'routing.uncovered',
  'routing.unowned',
]);

/** 1 where more is better, -1 where less is, 0 where it depends. */
export function directionOf(id: string): -1 | 0 | 1 {
  return MORE_IS_BETTER.has(id) ? 1 : LESS_IS_BETTER.has(id) ? -1 : 0;
}
