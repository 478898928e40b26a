import {z} from 'zod';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'logging-coverage',
  family: 'response',
  title: 'The work that is done is logged',
  failureTitle: 'Leads reach an opportunity without a single logged touch',
  why: 'It is sales’s first objection, answered with their own deals: leads that became opportunities were certainly worked. Where even those show no touch, “never touched” means less than it says.',
  how: 'Of the handoffs that reached an opportunity, the share with a human touch (or a meeting the buyer booked) logged before it; over all and by team (METHODS 9, gate G8).',
  misleads: 'Opportunities have many touches, so this flatters: of ordinary leads less is logged.',
  remedy:
    'Connect mailbox and dialler so that activities log themselves; until then read every “untouched” with the range beside it.',
  needs: ['activities', 'opportunities or leads.opportunity_id'],
  reads: ['response'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    below: share(0.8, 'share of opportunities with a logged touch before them'),
    min_leads: minLeads(10),
  }),
  sql: /* sql */ `
    select
        w.whole::integer as whole,
        w.team,
        w.opportunities as n,
        w.logged,
        concerned(o.lead_id, not o.logged) as leads
    from logged_work w
    left join logged_opportunities o on w.whole or o.team = w.team or (o.team is null and w.team is null)
    group by w.whole, w.team, w.opportunities, w.logged
    order by w.whole desc, w.team`,
  row: z.object({whole: z.int(), team: z.string().nullable(), n: z.int(), logged: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({whole, team, n, logged, leads}) => {
      if (whole === 0 && team === null) return [];
      const found = below(logged, n, settings.below, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const whose = whole === 1 ? 'the leads' : `the leads of ${subjectOf(team)}`;
      const text = `${shareText(logged, n)} of ${whose} that reached an opportunity have a human touch logged before it.`;
      return [{level: settings.level, ...found, subject: whole === 1 ? '' : subjectOf(team), text, leads}];
    });
  },
});
