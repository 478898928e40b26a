import {z} from 'zod';
import {plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';

export default defineCheck({
  id: 'rejected-then-won',
  family: 'dispositions',
  title: 'No rejected lead became a customer',
  failureTitle: 'Rejected leads became customers',
  why: 'A customer that was first sent away is the clearest proof that a rejection was wrong, and a story both teams understand.',
  how: 'Rejected or disqualified handoffs whose lead, or another one with the same email, belongs to a deal won later. Counted, not estimated.',
  misleads: 'Somebody who was not ready in spring may rightly buy in autumn.',
  remedy: 'Read these few one by one: what did the second attempt know that the first did not?',
  needs: ['opportunities', 'leads.rejected_at or dispositions or stage_history'],
  gates: [],
  settings: z.object({level: level('info'), min_leads: minLeads(1)}),
  sql: /* sql */ `
    with
    rejections as (
        select h.handoff_key, h.lead_id, h.lead_key, l.email_key, h.closed_by
        from handoffs h
        join stg_leads l using (lead_key)
        where h.close_kind in ('rejected', 'disqualified')
    ),

    wins as (
        select h.handoff_key, h.lead_key, l.email_key, h.won_at, h.opportunity_id, h.amount_cents
        from handoffs h
        join stg_leads l using (lead_key)
        where h.reached_won and h.won_at is not null
    ),

    pairs as (
        select r.handoff_key, r.lead_id, w.opportunity_id, w.amount_cents
        from rejections r
        join wins w on w.lead_key = r.lead_key and w.won_at > r.closed_by
        union
        select r.handoff_key, r.lead_id, w.opportunity_id, w.amount_cents
        from rejections r
        join wins w on w.email_key = r.email_key and w.won_at > r.closed_by
    )

    select
        count(distinct handoff_key)::integer as rejections,
        count(distinct opportunity_id)::integer as deals,
        concerned(lead_id, true) as leads
    from pairs
    order by rejections`,
  row: z.object({rejections: z.int(), deals: z.int(), leads: LEADS}),
  judge(rows, {settings}) {
    return rows
      .filter(({rejections}) => rejections >= Math.max(1, settings.min_leads))
      .map(({rejections, deals, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        text: `${plural(rejections, 'rejected handoff')} became ${plural(deals, 'won deal')} later.`,
        value: rejections,
        threshold: 0,
        unit: 'count' as const,
        n: rejections,
        leads,
      }));
  },
});
