import {z} from 'zod';
import {createEscalations, escalationUnasked} from '../measures/escalation.ts';
import {plural, shortDuration} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'escalation',
  family: 'routing',
  title: 'Leads nobody works are escalated as written',
  failureTitle: 'Leads nobody works are not escalated',
  why: 'An escalation that is written and does not run is worse than none: everybody relies on it, and the lead lies.',
  how: 'Leads without a touch, booking, close or progress for longer than routing.escalate.unworked_after on its clock; of these, the share whose owner changed, before anybody touched them, to whom the rule names (the manager of somebody who had the lead, a user, a team, a queue), by the history of owners.',
  misleads: 'An alert or a call from the manager leaves the owner as it was: it cannot be proven from an export.',
  remedy: 'Let the CRM reassign these leads and not only notify, and test the workflow on the oldest of them.',
  needs: ['owner_history', 'activities'],
  about: always('routing', 'escalate'),
  reads: ['routing.escalate'],
  gates: ['G1', 'G8', 'G13', 'G15'],
  settings: z.object({
    level: level('warn'),
    below: share(0.9, 'share of unworked leads that are passed on'),
    min_leads: minLeads(10),
  }),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (escalated)::integer as escalated,
        count(*) filter (not escalated and moved_elsewhere)::integer as elsewhere,
        concerned(lead_id, not escalated) as leads
    from escalations
    order by n`,
  row: z.object({n: z.int(), escalated: z.int(), elsewhere: z.int(), leads: LEADS}),
  unasked: escalationUnasked,
  prepare: createEscalations,
  judge(rows, {settings, trust, weigh, model, person}) {
    const {escalate} = model.definitions.routing;
    return rows.flatMap(({n, escalated, elsewhere, leads}) => {
      const found = below(escalated, n, settings.below, {min_leads: settings.min_leads, trust, weigh});
      if (found === null || escalate === null) return [];
      const {unworked_after, clock, to} = escalate;
      const target = to.toLowerCase() === 'manager' ? 'the manager' : person(to);
      const others = elsewhere === 0 ? '' : `; ${plural(elsewhere, 'more went', 'more went')} to somebody else`;
      const time = clock === 'business' ? ' of business time' : '';
      const text = `Of ${plural(n, 'lead')} that nobody worked for ${shortDuration(unworked_after)}${time}, ${shareText(escalated, n)} ${n === 1 ? 'is' : 'are'} known to have been passed on to ${target}${others}.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
