import {z} from 'zod';
import {reason} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'reason-contradicted',
  family: 'dispositions',
  title: 'The leads’ own data support the reasons given',
  failureTitle: 'The leads’ own data contradict the reasons given',
  why: '“120 rejected as wrong ICP, 71 of them meet the written ICP” ends an argument that opinions cannot. It is the strongest check there is on a reason.',
  how: 'Reasons that carry a predicate (true_if): of the rejected and disqualified handoffs that can be judged, the share whose data contradict it, by reason (METHODS 4.3).',
  misleads:
    'An attribute without a history (field_history) is today’s: an employee count corrected after the rejection contradicts a reason that was true then.',
  remedy: 'Hand these leads back, then settle the definition the two teams read differently.',
  needs: ['leads.rejected_at or dispositions or stage_history', 'leads.rejection_reason or dispositions.reason'],
  about: reason,
  reads: ['dispositions.reasons'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.2, 'share of a reason’s rejections that the data contradict'),
    min_leads: minLeads(10),
  }),
  sql: /* sql */ `
    select
        reason_code,
        count(*) filter (reason_verdict in ('supported', 'contradicted'))::integer as n,
        count(*) filter (reason_verdict = 'contradicted')::integer as contradicted,
        count(*) filter (reason_verdict = 'undetermined')::integer as undetermined,
        concerned(lead_id, reason_verdict = 'contradicted') as leads
    from handoffs
    where close_kind in ('rejected', 'disqualified') and reason_verdict is not null
    group by reason_code
    order by reason_code`,
  row: z.object({reason_code: z.string(), n: z.int(), contradicted: z.int(), undetermined: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.dispositions.reasons.some(({true_if}) => true_if !== null)
      ? null
      : 'no reason in the definitions says when it is true (true_if)',
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({reason_code, n, contradicted, undetermined, leads}) => {
      const found = above(contradicted, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${reason_code}: ${shareText(contradicted, n)} of the rejections that can be checked are contradicted by the lead’s own data (${undetermined} cannot be checked).`;
      return [{level: settings.level, ...found, subject: reason_code, text, leads}];
    });
  },
});
