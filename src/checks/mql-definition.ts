import {always} from './about.ts';
import {defineCheck} from './define-check.ts';
import {judgeLabels, LABEL_ROW, type LabelWords, labelSettings} from './stage-labels.ts';

const WORDS: LabelWords = {
  stage: 'mql',
  stamped: 'MQLs',
  unstamped: 'leads that never became MQLs',
  missed: null,
};

export default defineCheck({
  id: 'mql-definition',
  family: 'definitions',
  title: 'What is called an MQL meets the definition, and what meets it is called one',
  failureTitle: 'The MQL label and the definition disagree',
  why: 'Marketing hands over by the label, sales judges by the definition. Where they differ both are right, and the argument never ends.',
  how: 'Two shares: of all handoffs, those known not to meet the written definition as of their MQL; of all leads that never became MQLs, those known to meet it as of the cut-off. A lead with a missing field counts in the denominator only, so both are at least that large. Beside each what became of the leads: the furthest of won, deal, SQL and closed. Where nobody wrote stages.mql the built-in definition stands in, as information. definitions.agreement has the whole table, with Jaccard, kappa and PABAK.',
  misleads:
    'Attributes without a history (field_history) are today’s. Where a field the definition asks for is not exported, a lead can be known to fail but never to pass. Missed leads were not worked as MQLs: that few of them were won says little about the definition.',
  remedy:
    'Read the leads that differ with both teams. Then change the definition (handoff diff shows the effect) or the automation that sets the label.',
  needs: ['leads.mql_at or stage_history'],
  about: always('stages', 'mql'),
  reads: ['stages.mql'],
  gates: [],
  settings: labelSettings('MQLs', 'leads'),
  sql: /* sql */ `
    with
    deals as (
        select d.lead_key, bool_or(o.is_won) as won
        from lead_deals d
        join stg_opportunities o using (opportunity_id)
        group by d.lead_key
    ),

    closes as (
        select distinct lead_key from lead_closes
    ),

    judged as (
        select
            'unsupported' as cell,
            lead_id,
            not mql_definition as differs,
            case
                when reached_won then 'won'
                when reached_opportunity then 'deal'
                when reached_sql then 'qualified'
                when close_kind is not null then 'closed'
            end as became
        from handoffs
        union all
        select
            'missed',
            l.lead_id,
            m.mql_definition,
            case
                when d.won then 'won'
                when d.lead_key is not null then 'deal'
                when coalesce(l.sql_at, l.converted_at) is not null then 'qualified'
                when c.lead_key is not null then 'closed'
            end
        from missed_leads m
        join stg_leads l using (lead_key)
        left join deals d using (lead_key)
        left join closes c using (lead_key)
    )

    select
        cell,
        count(*)::integer as n,
        count(*) filter (differs)::integer as x,
        count(*) filter (differs is null)::integer as undetermined,
        count(*) filter (differs and became = 'won')::integer as won,
        count(*) filter (differs and became = 'deal')::integer as deal,
        count(*) filter (differs and became = 'qualified')::integer as qualified,
        count(*) filter (differs and became = 'closed')::integer as closed,
        concerned(lead_id, differs) as leads
    from judged
    group by cell
    order by cell`,
  row: LABEL_ROW,
  unasked({definitions, mql_known}) {
    if (definitions.stages.mql === null) return 'the definitions do not say what an MQL is (stages.mql)';
    return mql_known ? null : 'no lead of the export was ever an MQL';
  },
  judge: (rows, context) => judgeLabels(rows, WORDS, context),
});
