import {z} from 'zod';
import {shortDuration} from '../words.ts';
import {type Draft, defineCheck, LEADS, NO_LEADS} from './define-check.ts';
import {level, minLeads, seconds, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'first-response-field',
  family: 'response',
  title: 'The CRM’s own first-response field tells the truth',
  failureTitle: 'The CRM’s own first-response field is absent or wrong',
  why: 'Dashboards and reps’ goals are built on this field. In HubSpot it counts from the current owner, so a lead that bounced for three days looks fast.',
  how: 'Of the answered handoffs, the share whose field is empty or differs from the first human outreach in the activities by more than a tolerance.',
  misleads:
    'The field may rightly count an automated acknowledgement or a reply by the buyer; then it answers another question than its name.',
  remedy: 'Do not steer by this field. Compute the first response from activities, or fix the workflow that stamps it.',
  needs: ['activities'],
  reads: ['response'],
  gates: ['G1', 'G9'],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of answered leads whose field is empty or wrong'),
    tolerance: seconds(900, 'difference that does not matter'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with compared as (
        select
            h.lead_id,
            l.first_response_at is null as empty,
            abs(epoch_us(l.first_response_at) - epoch_us(h.response_at)) > $tolerance::bigint * 1000000 as differs
        from handoffs h
        join stg_leads l using (lead_key)
        where h.outcome = 'responded' and h.excluded is null and h.cycle = 1
    )

    select
        count(*)::integer as n,
        count(*) filter (empty)::integer as empty,
        count(*) filter (differs)::integer as wrong,
        concerned(lead_id, empty or differs) as leads
    from compared
    order by n`,
  row: z.object({n: z.int(), empty: z.int(), wrong: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh, model}) {
    return rows.flatMap(({n, empty, wrong, leads}): Draft[] => {
      if (!model.has('leads.first_response_at')) {
        weigh(() => ({of: 'above', n, never: 'the export has no leads.first_response_at to judge'}));
        const text = 'The export has no first-response field (leads.first_response_at) to compare with the activities.';
        return [{level: 'info', strength: 'confirmed', text, leads: NO_LEADS}];
      }
      const found = above(empty + wrong, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `In ${shareText(empty + wrong, n)} of answered leads the CRM’s first-response field is empty (${empty}) or off by more than ${shortDuration(settings.tolerance)} (${wrong}).`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
