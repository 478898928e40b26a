import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {quoteText, type Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {createJudge, createJudged, type Judge} from './judged.ts';

/** `excluded_leads`: one row per lead that a rule of `exclude` keeps out, with the first such rule. */
export async function judgeExclusions(session: Session, definitions: Definitions, source: Export): Promise<void> {
  const judge = createJudge(definitions, source);
  const rule = firstTrue(definitions.exclude.map(({name, when}) => [judge.compile(when), quoteText(name)]));
  await createJudged(session, 'excluded_judged', {relation: 'leads_at_cutoff', key: 'lead_key'}, judge, [
    ['rule', `${rule}::varchar`],
  ]);
  await session.run('create or replace table excluded_leads as select * from excluded_judged where rule is not null');
}

/** `judged_at_start`: one row per handoff with the SLA policy and the routing rule that apply when its clock starts. */
export async function judgeStarts(session: Session, definitions: Definitions, source: Export): Promise<void> {
  const judge = createJudge(definitions, source);
  const policies = definitions.sla.map(({when}, index) => [`policy_${index + 1}`, truth(judge, when)] as const);
  const rules = definitions.routing.rules.map(({when}, index) => [`rule_${index + 1}`, truth(judge, when)] as const);
  const matches = rules.map(([name]) => name);
  await createJudged(
    session,
    'judged_at_start',
    {relation: 'handoffs_at_start', key: 'handoff_key'},
    judge,
    [
      ['policy_no', `${firstTrue(policies.map(([name], index) => [name, String(index + 1)]))}::integer`],
      ['rule_no', `${firstKnown(matches, index => String(index + 1), 'null')}::integer`],
      [
        'routing_state',
        rules.length === 0 ? "'no_rules'" : firstKnown(matches, () => "'matched'", "'undetermined'", "'uncovered'"),
      ],
    ],
    {truths: [...policies, ...rules]},
  );
}

/** `judged_at_mql`: one row per handoff with what the definitions say of the lead as of its MQL stamp. */
export async function judgeHandoffs(session: Session, definitions: Definitions, source: Export): Promise<void> {
  const judge = createJudge(definitions, source);
  const verdicts = definitions.dispositions.reasons.flatMap(({code, true_if}) =>
    true_if === null ? [] : [`when ${quoteText(code)} then ${judge.compile(true_if)}`],
  );
  const supported = verdicts.length === 0 ? 'null::boolean' : `case c.reason_code ${verdicts.join(' ')} end`;
  const verified = definitions.dispositions.reasons
    .filter(({true_if}) => true_if !== null)
    .map(({code}) => quoteText(code));
  await createJudged(
    session,
    'judged_at_mql',
    {relation: 'handoffs_at_mql', key: 'handoff_key'},
    judge,
    [
      ['mql_definition', truth(judge, definitions.stages.mql, 'null::boolean')],
      ['icp', truth(judge, definitions.icp, 'null::boolean')],
      ['context', contextReached(judge, definitions)],
      [
        'reason_verdict',
        `case when c.reason_code in (${verified.join(', ') || 'null'}) then
           case ${supported} when true then 'supported' when false then 'contradicted' else 'undetermined' end end`,
      ],
    ],
    {joins: 'left join cycle_closes c using (handoff_key)'},
  );
}

/** `judged_at_sql`: one row per handoff with the written SQL-stage definition as of the stamp, else as of as_of. */
export async function judgeQualified(session: Session, definitions: Definitions, source: Export): Promise<void> {
  const judge = createJudge(definitions, source);
  await createJudged(session, 'judged_at_sql', {relation: 'handoffs_at_sql', key: 'handoff_key'}, judge, [
    ['sql_definition', truth(judge, definitions.stages.sql, 'null::boolean')],
  ]);
}

/** `missed_leads`: one row per lead that never became an MQL, with the written definition as of as_of. */
export async function judgeMissed(session: Session, definitions: Definitions, source: Export): Promise<void> {
  const judge = createJudge(definitions, source);
  await createJudged(session, 'missed_leads', {relation: 'no_mql_at_cutoff', key: 'lead_key'}, judge, [
    ['mql_definition', truth(judge, definitions.stages.mql, 'null::boolean')],
  ]);
}

function truth(judge: Judge, criteria: Criteria | null, absent = 'true'): string {
  return criteria === null ? absent : judge.compile(criteria);
}

/** The result of the first condition that is true; an unknown one counts as false. */
function firstTrue(branches: readonly (readonly [condition: string, result: string])[]): string {
  if (branches.length === 0) return 'null';
  return `case ${branches.map(([condition, result]) => `when ${condition} then ${result}`).join(' ')} end`;
}

/** As `firstTrue`, but an unknown condition before the first true one leaves it undetermined (SPEC 13, Routing). */
function firstKnown(
  conditions: readonly string[],
  result: (index: number) => string,
  undetermined: string,
  none = 'null',
): string {
  if (conditions.length === 0) return 'null';
  const branches = conditions.map(
    (condition, index) => `when ${condition} then ${result(index)} when ${condition} is null then ${undetermined}`,
  );
  return `case ${branches.join(' ')} else ${none} end`;
}

/** Did what sales must get come with the lead? False as soon as one part is known to be missing. */
function contextReached(judge: Judge, {context}: Definitions): string {
  if (context === null) return 'null::boolean';
  const parts = context.required.map(field => judge.present(field));
  if (context.signals > 0) parts.push(`(${judge.anySignal()} >= ${context.signals})`);
  return parts.length === 0 ? 'null::boolean' : `(${parts.join(' and ')})`;
}
