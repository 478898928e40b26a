import type {Session} from '../engine/session.ts';
import {once} from '../measures/once.ts';
import {createJudge, createJudged} from '../model/judged.ts';
import type {Model} from '../model/model.ts';

/**
 * `rule_matches`: one row per routing rule, with the handoffs it is true of by itself (matches), those it gets as the first
 * (first_matches), those it cannot judge (unknown), and the earlier rule that takes most of its matches.
 */
export async function createRuleMatches(session: Session, model: Model): Promise<void> {
  await once(model, 'rule_matches', () => matchRules(session, model));
}

async function matchRules(session: Session, {definitions, export: source}: Model): Promise<void> {
  const judge = createJudge(definitions, source);
  const columns = definitions.routing.rules.map(
    ({when}, index) => [`r${index + 1}`, when === null ? 'true' : judge.compile(when)] as const,
  );
  await createJudged(session, 'rule_truths', {relation: 'handoffs_at_start', key: 'handoff_key'}, judge, columns);
  const numbers = columns.map((_, index) => index + 1).join(', ');
  const truths = columns.map(([name]) => name).join(', ');
  await session.run(`
    create or replace table rule_matches as
    with
    truths as (
        select handoff_key, unnest([${numbers}]) as rule_no, unnest([${truths}]) as truth from rule_truths
    ),

    judged as (
        select t.rule_no, t.truth, h.lead_id, h.rule_no as first_rule_no
        from truths t
        join handoffs h using (handoff_key)
    ),

    takers as (
        select rule_no, first_rule_no as taken_by
        from judged
        where truth and first_rule_no < rule_no
        group by rule_no, first_rule_no
        qualify row_number() over (partition by rule_no order by count(*) desc, first_rule_no) = 1
    )

    select
        j.rule_no,
        count(*)::integer as n,
        (count(*) filter (j.truth))::integer as matches,
        (count(*) filter (j.truth is null))::integer as unknown,
        (count(*) filter (j.truth and j.first_rule_no = j.rule_no))::integer as first_matches,
        min(k.taken_by)::integer as taken_by,
        concerned(j.lead_id, j.truth) as leads
    from judged j
    left join takers k using (rule_no)
    group by j.rule_no`);
}
