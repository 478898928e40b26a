import {z} from 'zod';
import {grouped} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'sql-definition',
  family: 'definitions',
  title: 'What is called an SQL meets the definition',
  failureTitle: 'The SQL label and the written definition disagree',
  why: 'An SQL without budget, need or a phone number is a hope, and the forecast is built on it.',
  how: 'Of the handoffs at the SQL stage, those known not to meet the written definition as of their stamp; of the others, those known to meet it as of the cut-off (as information). A lead with a missing field counts in the denominator only.',
  misleads: 'Attributes are today’s; fields that sales fills in later make old SQLs look better than they were.',
  remedy: 'Make the fields of the definition required at the SQL stage, or change the definition.',
  needs: ['leads.sql_at or leads.converted_at or stage_history or opportunities'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    unsupported: share(0.2, 'share of SQLs that do not meet the definition'),
    missed: share(0.2, 'share of the other handoffs that do'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        case when reached_sql then 'unsupported' else 'missed' end as cell,
        count(*)::integer as n,
        count(*) filter (sql_definition != reached_sql)::integer as x,
        count(*) filter (sql_definition is null)::integer as undetermined,
        concerned(lead_id, sql_definition != reached_sql) as leads
    from handoffs
    group by reached_sql
    order by cell`,
  row: z.object({cell: z.enum(['unsupported', 'missed']), n: z.int(), x: z.int(), undetermined: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.stages.sql === null ? 'the definitions do not say what an SQL is (stages.sql)' : null,
  judge(rows, {settings, trust}) {
    return rows.flatMap(({cell, n, x, undetermined, leads}) => {
      const found = above(x, n, settings[cell], {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const text =
        cell === 'unsupported'
          ? `${shareText(x, n)} of the SQLs do not meet the written definition.`
          : `${shareText(x, n)} of the handoffs that are no SQLs meet the written definition of one.`;
      const unknown = undetermined === 0 ? '' : ` ${grouped(undetermined)} cannot be judged and count as neither.`;
      return [
        {
          level: cell === 'missed' ? ('info' as const) : settings.level,
          ...found,
          subject: cell,
          text: text + unknown,
          leads,
        },
      ];
    });
  },
});
