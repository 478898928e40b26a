import {z} from 'zod';
import {grouped} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'mql-definition',
  family: 'definitions',
  title: 'What is called an MQL meets the definition, and what meets it is called one',
  failureTitle: 'The MQL label and the written definition disagree',
  why: 'Marketing hands over by the label, sales judges by the definition. Where they differ both are right, and the argument never ends.',
  how: 'Two shares: of all handoffs, those known not to meet the written definition as of their MQL; of all leads that never became MQLs, those known to meet it as of the cut-off. A lead with a missing field counts in the denominator only, so both are at least that large.',
  misleads:
    'Attributes are today’s, only signals are dated. Where a field the definition asks for is not exported, a lead can be known to fail but never to pass.',
  remedy:
    'Read the leads that differ with both teams. Then change the definition (handoff diff shows the effect) or the automation that sets the label.',
  needs: ['leads.mql_at or stage_history'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    unsupported: share(0.2, 'share of MQLs that do not meet the definition'),
    missed: share(0.2, 'share of the other leads that do'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        'unsupported' as cell,
        count(*)::integer as n,
        count(*) filter (mql_definition = false)::integer as x,
        count(*) filter (mql_definition is null)::integer as undetermined,
        concerned(lead_id, mql_definition = false) as leads
    from handoffs
    union all
    select
        'missed',
        count(*)::integer,
        count(*) filter (m.mql_definition)::integer,
        count(*) filter (m.mql_definition is null)::integer,
        concerned(l.lead_id, m.mql_definition)
    from missed_leads m
    join stg_leads l using (lead_key)
    order by cell`,
  row: z.object({cell: z.enum(['unsupported', 'missed']), n: z.int(), x: z.int(), undetermined: z.int(), leads: LEADS}),
  unasked({definitions, mql_known}) {
    if (definitions.stages.mql === null) return 'the definitions do not say what an MQL is (stages.mql)';
    return mql_known ? null : 'no lead of the export was ever an MQL';
  },
  judge(rows, {settings, trust}) {
    return rows.flatMap(({cell, n, x, undetermined, leads}) => {
      const found = above(x, n, settings[cell], {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const text =
        cell === 'unsupported'
          ? `${shareText(x, n)} of the MQLs do not meet the written definition.`
          : `${shareText(x, n)} of the leads that never became MQLs meet the written definition.`;
      const unknown = undetermined === 0 ? '' : ` ${grouped(undetermined)} cannot be judged and count as neither.`;
      return [{level: settings.level, ...found, subject: cell, text: text + unknown, leads}];
    });
  },
});
