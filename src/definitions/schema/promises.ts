import type {z} from 'zod';
import {criteria} from './criteria.ts';
import {clock, duration, durationOrAuto, list, oneOf, section, share, text, whole, yesOrNo} from './values.ts';

/** What was promised and how long things may take: sla, acceptance, follow_up, funnel, response. */

const ACTIVITY_TYPES = ['call', 'email', 'meeting', 'sms', 'social', 'note', 'task', 'other'] as const;

export const slaPolicy = section({
  name: text().describe('The policy as reports name it.'),
  when: criteria
    .optional()
    .describe('The leads it is for, judged at the start of the clock. Without it: all that reach it.'),
  respond_within: duration().describe('The promise: time to the first response.'),
  clock: clock().optional(),
  target: share().optional().describe('Share of leads that must be answered in time. Default 90%.'),
});

export const acceptance = section({
  accept_within: duration().describe('Time for sales to accept or reject the handoff.'),
  clock: clock().optional(),
  target: share().optional().describe('Share that must be accepted in time. Default 90%.'),
}).describe('The handoff itself: sales acknowledges.');

export const followUp = section({
  min_attempts: whole(1, 100).optional().describe('Attempts before a lead may be given up. Default 6.'),
  within: duration().optional().describe('Time for these attempts, from the start. Default 10d.'),
  stalled_after: duration().optional().describe('An open lead without a touch for longer is stalled. Default 14d.'),
  never_after: duration()
    .optional()
    .describe('An untouched lead older than this counts as never answered. Default 30d.'),
}).describe('How a lead is worked to standard.');

const horizonOf = (what: string, fallback: string) =>
  durationOrAuto()
    .optional()
    .describe(`Time in which ${what} is judged; auto is the company's own p90 lag (METHODS 3.2). Default ${fallback}.`);

export const funnel = section({
  horizon: section({
    mql_to_sal: horizonOf('MQL to acceptance', '7d'),
    mql_to_sql: horizonOf('MQL to SQL', '30d'),
    sql_to_opportunity: horizonOf('SQL to opportunity', '60d'),
    opportunity_to_won: horizonOf('opportunity to won', 'auto'),
  })
    .optional()
    .describe('Time in which a lead must take the next step to count.'),
  rejection: duration().optional().describe('Time in which a rejection counts. Default 30d.'),
}).describe('Horizons of the conversion rates.');

export const response = section({
  start: oneOf(['buyer', 'rep'])
    .optional()
    .describe('The headline clock: from the inquiry, or from the first human owner. Default buyer.'),
  counts: list(oneOf(ACTIVITY_TYPES), 'activity types')
    .min(1, 'at least one activity type')
    .optional()
    .describe('Activities that count as a response. Default call, email, meeting, sms, social.'),
  automated_counts: yesOrNo().optional().describe('Whether automated outreach counts. Default false.'),
  inquiry_within: duration()
    .optional()
    .describe('An inquiry older than this before the MQL did not cause it. Default 30d.'),
}).describe('What counts as a response.');

export type WrittenSla = z.input<typeof slaPolicy>;
export type WrittenHorizon = z.input<ReturnType<typeof durationOrAuto>>;
