import {always} from './about.ts';
import {defineCheck} from './define-check.ts';
import {judgeLabels, LABEL_ROW, type LabelWords, labelSettings} from './stage-labels.ts';

const WORDS: LabelWords = {
  stage: 'sql',
  stamped: 'SQLs',
  unstamped: 'handoffs without an SQL stamp',
  missed: 'info',
};

export default defineCheck({
  id: 'sql-definition',
  family: 'definitions',
  title: 'What is called an SQL meets the definition',
  failureTitle: 'The SQL label and the definition disagree',
  why: 'An SQL without budget, need or a phone number is a hope, and the forecast is built on it.',
  how: 'Of the handoffs with an SQL stamp (or a conversion), those known not to meet the written definition as of the stamp; of the others, those known to meet it as of the cut-off (as information), a deal without an SQL stamp among them. A lead with a missing field counts in the denominator only. Beside each what became of the leads: the furthest of won, deal, SQL and closed. Where nobody wrote stages.sql the built-in definition stands in, as information. definitions.agreement has the whole table.',
  misleads:
    'Attributes without a history (field_history) are today’s; fields that sales fills in later make old SQLs look better than they were.',
  remedy: 'Make the fields of the definition required at the SQL stage, or change the definition.',
  needs: ['leads.sql_at or leads.converted_at or stage_history or dispositions'],
  about: always('stages', 'sql'),
  reads: ['stages.sql'],
  gates: [],
  settings: labelSettings('SQLs', 'handoffs'),
  sql: /* sql */ `
    with
    -- the stamp is what is called an SQL; a deal alone is none (SPEC 13, Funnel)
    judged as (
        select
            lead_id,
            sql_at is not null as stamped,
            sql_definition != (sql_at is not null) as differs,
            case
                when reached_won then 'won'
                when reached_opportunity then 'deal'
                when sql_at is not null then 'qualified'
                when close_kind is not null then 'closed'
            end as became
        from handoffs
    )

    select
        case when stamped then 'unsupported' else 'missed' end as cell,
        count(*)::integer as n,
        count(*) filter (differs)::integer as x,
        count(*) filter (differs is null)::integer as undetermined,
        count(*) filter (differs and became = 'won')::integer as won,
        count(*) filter (differs and became = 'deal')::integer as deal,
        count(*) filter (differs and became = 'qualified')::integer as qualified,
        count(*) filter (differs and became = 'closed')::integer as closed,
        concerned(lead_id, differs) as leads
    from judged
    group by stamped
    order by cell`,
  row: LABEL_ROW,
  unasked: ({definitions}) =>
    definitions.stages.sql === null ? 'the definitions do not say what an SQL is (stages.sql)' : null,
  judge: (rows, context) => judgeLabels(rows, WORDS, context),
});
