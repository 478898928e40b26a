import {z} from 'zod';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'rule-coverage',
  family: 'routing',
  title: 'Every lead is covered by a routing rule',
  failureTitle: 'Leads match no routing rule',
  why: 'What no rule covers goes to a default owner or to nobody, and nobody decided that.',
  how: 'Handoffs that no rule matches at the start of their clock, of those that can be told (no rule lacked an attribute), with the sources most of them come from.',
  misleads: 'The CRM may have a last rule that the definitions file leaves out.',
  remedy: 'End the list with a rule for everything else, and watch what it catches.',
  needs: [],
  asks: 'routing',
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.05, 'share of leads that no rule covers'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        source,
        count(*)::integer as n,
        count(*) filter (routing_state = 'uncovered')::integer as uncovered,
        concerned(lead_id, routing_state = 'uncovered') as leads
    from handoffs
    where routing_state in ('matched', 'uncovered')
    group by source
    order by uncovered desc, source`,
  row: z.object({source: z.string().nullable(), n: z.int(), uncovered: z.int(), leads: LEADS}),
  unasked: ({definitions}) => (definitions.routing.rules.length === 0 ? 'the definitions have no routing rules' : null),
  judge(rows, {settings, trust}) {
    const n = rows.reduce((sum, row) => sum + row.n, 0);
    const uncovered = rows.reduce((sum, row) => sum + row.uncovered, 0);
    const found = above(uncovered, n, settings.above, {min_leads: settings.min_leads, trust});
    if (found === null) return [];
    const top = rows
      .filter(row => row.uncovered > 0)
      .slice(0, 3)
      .map(({source, uncovered: count}) => `${subjectOf(source)} (${count})`);
    const ids = [...new Set(rows.flatMap(({leads}) => leads.ids))].sort().slice(0, 1000);
    const count = rows.reduce((sum, {leads}) => sum + leads.count, 0);
    const text = `${shareText(uncovered, n)} of leads match no routing rule; most come from ${top.join(', ')}.`;
    return [{level: settings.level, ...found, text, leads: {count, ids}}];
  },
});
