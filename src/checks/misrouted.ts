import {z} from 'zod';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'misrouted',
  family: 'routing',
  title: 'Leads go where the rules send them',
  failureTitle: 'Leads do not go where the rules send them',
  why: 'A lead with the wrong team is worked late, handed over, or rejected for a reason that is about the team.',
  how: 'The owner or team that the first matching rule expects, against the first human owner; leads with a missing attribute are out. By rule.',
  misleads: 'Where the written rules are not those of the CRM, it is the document that is wrong.',
  remedy: 'Compare the rule with the CRM’s; where they agree, see who reassigns by hand and why.',
  needs: ['leads.owner or owner_history'],
  asks: 'routing',
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of a rule’s leads that went elsewhere'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    select
        r.rule,
        coalesce(r.to_team, r.to_user, r.to_queue) as target,
        count(h.misrouted)::integer as n,
        count(*) filter (h.misrouted)::integer as misrouted,
        concerned(h.lead_id, h.misrouted) as leads
    from def_rule r
    join handoffs h using (rule_no)
    group by r.rule_no, r.rule, target
    order by r.rule_no`,
  row: z.object({rule: z.string(), target: z.string().nullable(), n: z.int(), misrouted: z.int(), leads: LEADS}),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings, trust}) {
    return rows.flatMap(({rule, target, n, misrouted, leads}) => {
      const found = above(misrouted, n, settings.above, {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const text = `${rule}: ${shareText(misrouted, n)} of its leads went to somebody other than ${target ?? 'its target'}.`;
      return [{level: settings.level, ...found, subject: rule, text, leads}];
    });
  },
});
