import {z} from 'zod';
import {plural} from '../words.ts';
import {reason} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'unreachable-untried',
  family: 'dispositions',
  title: 'Leads are called unreachable after the attempts that this takes',
  failureTitle: 'Leads are called unreachable after too few attempts',
  why: '“Could not be reached” after one call says nothing about the lead. It goes into the statistics as a bad one, and nobody calls again.',
  how: 'Rejected and disqualified handoffs whose reason claims attempts (needs_attempts): human attempts before the close, the median, and the share under the number claimed, by reason (METHODS 4.4). A lead that was reached needs no more of them.',
  misleads:
    'Attempts that are not logged look the same; see logging-coverage. A lead without a phone number or with a bouncing address cannot be tried six times.',
  remedy: 'Let the system offer the reason only after the attempts it claims; hand these back to be tried.',
  needs: [
    'activities',
    'leads.rejected_at or dispositions or stage_history',
    'leads.rejection_reason or dispositions.reason',
  ],
  about: reason,
  reads: ['dispositions.reasons'],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.3, 'share of a reason’s rejections with fewer attempts than it claims'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with claimed as (
        select
            h.reason_code::varchar as code,
            r.needs_attempts as claim,
            h.attempts,
            h.attempts < r.needs_attempts and h.first_contact_at is null as under,
            h.lead_id
        from handoffs h
        join def_reason r on r.reason_code = h.reason_code
        where h.close_kind in ('rejected', 'disqualified') and r.needs_attempts is not null
            and h.excluded is distinct from 'before_activities'
    )

    select
        code,
        claim,
        count(*)::integer as n,
        count(*) filter (under)::integer as under,
        quantile_disc(attempts, 0.5)::integer as median_attempts,
        concerned(lead_id, under) as leads
    from claimed
    group by code, claim
    order by code`,
  row: z.object({
    code: z.string(),
    claim: z.int(),
    n: z.int(),
    under: z.int(),
    median_attempts: z.int(),
    leads: LEADS,
  }),
  unasked: ({definitions}) =>
    definitions.dispositions.reasons.some(({needs_attempts}) => needs_attempts !== null)
      ? null
      : 'no reason in the definitions claims attempts (needs_attempts)',
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({code, claim, n, under, median_attempts, leads}) => {
      const found = above(under, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${code}: ${shareText(under, n)} were given up after fewer than ${plural(claim, 'logged attempt')}; half got ${median_attempts} or fewer.`;
      return [{level: settings.level, ...found, subject: code, text, leads}];
    });
  },
});
