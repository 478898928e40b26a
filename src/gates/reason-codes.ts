import {percent, plural} from '../words.ts';
import {defineGate, tooFew} from './define-gate.ts';

/** METHODS 9, G14. */
const CODED_SHARE = 0.6;
const MIN_REJECTIONS = 20;

/** G14: reasons can only be compared where they are given. */
export default defineGate({
  id: 'G14',
  title: 'Rejections carry a reason',
  async judge(session) {
    const {n, coded} = await session.row<{n: number; coded: number}>(`
      select count(*)::integer as n, count(*) filter (not reason_blank)::integer as coded
      from handoffs
      where close_kind in ('rejected', 'disqualified')`);
    if (n < MIN_REJECTIONS) return tooFew(n, 'rejection', 'rejections', 'too few to compare reasons');
    const share = coded / n;
    return {
      state: share < CODED_SHARE ? 'hard' : 'pass',
      text: `${coded} of ${plural(n, 'rejection')} (${percent(share)}) carry a reason.`,
      value: share,
      n,
      remedy:
        'Export the rejection reason (leads.rejection_reason or dispositions.reason) and make it a required field.',
    };
  },
});
