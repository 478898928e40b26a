import {z} from 'zod';
import {percent, shortDuration} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'rejection-rate',
  family: 'dispositions',
  title: 'Sales rejects few of the leads it is handed',
  failureTitle: 'Sales rejects many of the leads it is handed',
  why: 'Over 30% something is wrong with the definition or with follow-up, over 40% the handoff does not work. Which of the two it is, the other checks of this family say.',
  how: 'Cohort: rejected within funnel.rejection of the MQL, of all MQLs at least that old (METHODS 4.1). Disqualified and recycled leads are not rejected.',
  misleads: '“Rejected of decided” is higher, because it forgets the leads nobody decided on; see undecided.',
  remedy: 'Read rejection-reasons, rejected-untouched and reason-contradicted before the two teams meet.',
  needs: ['leads.rejected_at or dispositions or stage_history'],
  reads: ['funnel.rejection'],
  gates: [],
  settings: z.object({
    warn: share(0.3, 'rejected share that raises a warning'),
    error: share(0.4, 'rejected share that raises an error'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with decided as (
        select
            h.lead_id,
            coalesce(
                h.close_kind = 'rejected'
                    and epoch_us(h.closed_at) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.rejection_within_us,
                false
            ) as rejected
        from handoffs h
        cross join def_settings s
        where epoch_us(coalesce(h.mql_at, h.start_at)) <= epoch_us(s.as_of) - s.rejection_within_us
    )

    select
        count(*)::integer as n,
        count(*) filter (rejected)::integer as rejected,
        concerned(lead_id, rejected) as leads
    from decided
    order by n`,
  row: z.object({n: z.int(), rejected: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh, model}) {
    return rows.flatMap(({n, rejected, leads}) => {
      const rule = {min_leads: settings.min_leads, trust: model.mql_known ? trust : ('likely' as const), weigh};
      const warned = above(rejected, n, settings.warn, {...rule, of: 'warn'});
      const alarmed = above(rejected, n, settings.error, {...rule, of: 'error'});
      // a confirmed warning says more than a likely error
      const loud = alarmed !== null && (alarmed.strength === 'confirmed' || warned?.strength !== 'confirmed');
      const found = loud ? alarmed : warned;
      if (found === null) return [];
      const text = `${shareText(rejected, n)} of handoffs were rejected within ${shortDuration(model.definitions.funnel.rejection)}; ${percent(found.threshold)} is the limit.`;
      return [{level: loud ? ('error' as const) : ('warn' as const), ...found, text, leads}];
    });
  },
});
