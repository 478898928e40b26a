import {z} from 'zod';
import {percent, plural, shortDuration} from '../words.ts';
import {policy} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'sla-compliance',
  family: 'sla',
  title: 'Leads get their first response inside the promised time',
  failureTitle: 'Leads wait longer than promised for a first response',
  why: 'Without a documented SLA that is kept you have a handoff process on paper and a coin flip in practice.',
  how: 'Per policy, kept promises among the handoffs whose deadline has passed, against the policy’s target (METHODS 2.1). Leads still inside their time, self-booked, unlogged or closed inside the window are in neither number.',
  misleads:
    'On the buyer’s clock the promise includes the time a lead waits for an owner; see queue-parking before you blame reps.',
  remedy:
    'Start with the leads that are still open and overdue. Then shorten the way to an owner, or promise what you can keep.',
  needs: ['activities'],
  asks: 'sla',
  about: policy,
  reads: ['sla', 'response'],
  gates: ['G1', 'G5', 'G8', 'G9', 'G12', 'G15'],
  settings: z.object({level: level('error'), min_leads: minLeads(20)}),
  sql: /* sql */ `
    select
        p.policy_no,
        p.policy,
        p.within_seconds::integer as within,
        p.clock,
        p.target,
        count(*) filter (h.sla_state in ('met', 'breached_late', 'breached_open', 'breached_closed'))::integer as n,
        count(*) filter (h.sla_state = 'met')::integer as met,
        count(*) filter (h.sla_state = 'breached_open')::integer as still_open,
        concerned(h.lead_id, h.sla_state in ('breached_late', 'breached_open', 'breached_closed')) as leads
    from def_sla p
    join handoffs h using (policy_no)
    group by p.policy_no, p.policy, p.within_seconds, p.clock, p.target
    order by p.policy_no`,
  row: z.object({
    policy_no: z.int(),
    policy: z.string(),
    within: z.int(),
    clock: z.string(),
    target: z.number(),
    n: z.int(),
    met: z.int(),
    still_open: z.int(),
    leads: LEADS,
  }),
  unasked: ({definitions}) => (definitions.sla.length === 0 ? 'the definitions promise no response time (sla:)' : null),
  judge(rows, {settings, trust, weigh, gates}) {
    return rows.flatMap(({policy_no, policy, within, clock, target, n, met, still_open, leads}) => {
      // stamps cut to the minute cannot tell a promise of minutes
      const coarse = gates.get('G2')?.state === 'soft' && within <= 300;
      const found = below(met, n, target, {
        min_leads: settings.min_leads,
        trust: coarse ? 'likely' : trust,
        weigh,
        of: ['sla', policy_no - 1, 'target'],
      });
      if (found === null) return [];
      const clockText = clock === 'business' ? ' of business time' : '';
      const text = `${policy}: ${shareText(met, n)} of leads were answered within ${shortDuration(within)}${clockText}, promised ${percent(target)}. ${plural(still_open, 'of the others is', 'of the others are')} still open.`;
      return [{level: settings.level, ...found, subject: policy, text, leads}];
    });
  },
});
