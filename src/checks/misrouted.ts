import {z} from 'zod';
import {rule} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {mergedLeads} from './merged-leads.ts';
import {drifted, practiceOf} from './practice.ts';
import ruleDrift from './rule-drift.ts';
import {level, minLeads, settingsOf, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'misrouted',
  family: 'routing',
  title: 'Where a routing rule is followed, few leads stray from it',
  failureTitle: 'Leads stray from routing rules that are followed',
  why: 'A lead with the wrong team is worked late, handed over, or rejected for a reason that is about the team.',
  how: 'The owner or team that the first matching rule expects, against the first human owner; leads with a missing attribute are out. By rule. A rule that surely more than a fifth do not follow is no longer a rule that leads stray from: that, and since when, is said by rule-drift and not here.',
  misleads: 'Where the written rules are not those of the CRM, it is the document that is wrong.',
  remedy: 'Compare the rule with the CRM’s; where they agree, see who reassigns by hand and why.',
  needs: ['leads.owner or owner_history'],
  asks: 'routing',
  about: rule,
  reads: ['routing.rules'],
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
        h.week::varchar as week,
        count(*)::integer as n,
        count(*) filter (h.misrouted)::integer as x,
        concerned(h.lead_id, h.misrouted) as leads
    from def_rule r
    join handoffs h using (rule_no)
    where h.misrouted is not null
    group by r.rule_no, r.rule, target, h.week
    order by r.rule_no, week`,
  row: z.object({
    rule: z.string(),
    target: z.string().nullable(),
    /** Null for a start before 1970, a typing error. */
    week: z.string().nullable(),
    n: z.int(),
    x: z.int(),
    leads: LEADS,
  }),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings, trust, weigh, model}) {
    const drift = settingsOf(ruleDrift, model.definitions) as {above: number; min_leads: number};
    return [...new Set(rows.map(({rule}) => rule))].flatMap(rule => {
      const own = rows.filter(row => row.rule === rule);
      const weeks = own.flatMap(({week, n, x}) => (week === null ? [] : [{week, n, x}]));
      const x = own.reduce((sum, row) => sum + row.x, 0);
      const n = own.reduce((sum, row) => sum + row.n, 0);
      const found = above(x, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null || drifted(practiceOf(weeks), drift)) return [];
      const text = `${rule}: ${shareText(x, n)} of its leads went to somebody other than ${own[0]?.target ?? 'its target'}.`;
      return [{level: settings.level, ...found, subject: rule, text, leads: mergedLeads(own)}];
    });
  },
});
