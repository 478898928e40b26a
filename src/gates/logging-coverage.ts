import {percent, plural} from '../words.ts';
import {defineGate, notMeasurable, tooFew} from './define-gate.ts';

/** METHODS 9, G8. */
const SOFT_SHARE = 0.8;
const HARD_SHARE = 0.5;
const MIN_LEADS = 20;

/** G8: leads that reached an opportunity were certainly worked; how many of them show it is the share of work that is logged. */
export default defineGate({
  id: 'G8',
  title: 'The work that is done is logged',
  async judge(session, model) {
    if (!model.has('activities')) return notMeasurable('The export has no activities.', 'Add the activities table.');
    if (!model.has('opportunities') && !model.has('leads.opportunity_id'))
      return notMeasurable(
        'The export has no opportunities to check the logging against.',
        'Add the opportunities table.',
      );
    const {n, logged} = await session.row<{n: number; logged: number}>(LOGGED_BEFORE_OPPORTUNITY);
    if (n < MIN_LEADS)
      return tooFew(n, 'lead', 'leads', 'too few that reached an opportunity to tell how much work is logged');
    const share = logged / n;
    return {
      state: share < HARD_SHARE ? 'hard' : share < SOFT_SHARE ? 'soft' : 'pass',
      text: `${logged} of ${plural(n, 'lead')} that reached an opportunity (${percent(share)}) have a human touch logged before it.`,
      value: share,
      n,
      remedy:
        'Connect mailbox and dialler so that activities log themselves, or add the table they are in to the export.',
    };
  },
});

const LOGGED_BEFORE_OPPORTUNITY = /* sql */ `
  select
      count(*)::integer as n,
      count(*) filter (excluded = 'already_working' or first_attempt_at <= opportunity_at or booked_at <= opportunity_at)::integer
          as logged
  from handoffs
  where reached_opportunity and opportunity_at is not null
      and excluded is distinct from 'before_activities' and excluded is distinct from 'bulk_import'`;
