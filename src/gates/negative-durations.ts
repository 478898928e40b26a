import {grouped, percent} from '../words.ts';
import {defineGate, tooFew} from './define-gate.ts';

/** METHODS 9, G6. */
const SOFT_SHARE = 0.02;
const HARD_SHARE = 0.1;
const MIN_OUTREACH = 50;

/** G6: nobody calls a lead before it exists; where many seem to, two clocks disagree. */
export default defineGate({
  id: 'G6',
  title: 'Nothing happens to a lead before it exists',
  async judge(session) {
    const {n, negative} = await session.row<{n: number; negative: number}>(BEFORE_CREATION);
    if (n < MIN_OUTREACH) return tooFew(n, 'human touch', 'human touches', 'too few to compare the clocks');
    const share = negative / n;
    const text = `${grouped(negative)} of ${grouped(n)} human touches (${percent(share)}) are dated more than 5 min before their lead was created.`;
    const state = share > HARD_SHARE ? 'hard' : share > SOFT_SHARE ? 'soft' : 'pass';
    return {
      state,
      text,
      value: share,
      n,
      remedy:
        'Check the time zones of the two files (export.tables.<table>.source_time_zone), and that created_at is the creation of the lead.',
    };
  },
});

// a merged lead's touches may be older than the lead it was merged into
const BEFORE_CREATION = /* sql */ `
  with merged_into as (
      select distinct merged_into as lead_id from stg_leads where merged_into is not null
  )

  select
      count(*)::integer as n,
      count(*) filter (epoch_us(a.at) < epoch_us(l.created_at) - 300000000)::integer as negative
  from stg_activities a
  join stg_leads l using (lead_key)
  anti join merged_into m on m.lead_id = l.lead_id
  where a.counts`;
