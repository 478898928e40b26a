import {childrenOf, lookUp} from '../definitions/criteria-walk.ts';
import type {Criteria, Definitions} from '../definitions/definitions.ts';
import {describeCriteria} from '../definitions/describe.ts';
import type {Session} from '../engine/session.ts';
import type {Export} from '../ingest/export.ts';
import {createJudge, createJudged} from '../model/judged.ts';

/** A top-level clause of a definition, and the definition without it. */
export interface Clause {
  name: string;
  without: Criteria;
}

/**
 * `impact_sets`: one row per handoff as of its MQL and per lead never handed off as of as_of, with both definitions' word on it
 * and the set it falls into. Both are judged in one model, that of the new definitions: the same leads, cycles and moments.
 */
export async function judgeBoth(
  session: Session,
  source: Export,
  sides: {old: Definitions; new: Definitions},
): Promise<{old: readonly Clause[]; new: readonly Clause[]}> {
  await session.run(`create or replace view impact_moments as ${MOMENTS}`);
  const clauses = {old: clausesOf(sides.old), new: clausesOf(sides.new)};
  for (const side of ['old', 'new'] as const) {
    const {mql} = sides[side].stages;
    const judge = createJudge(sides[side], source);
    const compiled = (criteria: Criteria | null) => (criteria === null ? 'null::boolean' : judge.compile(criteria));
    await createJudged(session, `impact_${side}`, {relation: 'impact_moments', key: 'key'}, judge, [
      ['meets', compiled(mql)],
      ...clauses[side].map(({without}, index) => [`without_${index + 1}`, compiled(without)] as const),
    ]);
  }
  await session.run(`create or replace table impact_sets as ${SETS_OF_LEADS}`);
  return clauses;
}

/** Of `all`, `any` and `at_least`; a definition of another shape is one clause, and leaving it out leaves nothing. */
function clausesOf({stages, icp, criteria}: Definitions): Clause[] {
  if (stages.mql === null) return [];
  const whole = opened(stages.mql, icp === null ? criteria : {...criteria, icp});
  const children = childrenOf(whole).map(([, child]) => child);
  if ('none' in whole || children.length < 2) return [];
  return children.map((child, index) => {
    const rest = children.filter((_, other) => other !== index);
    return {name: child.name ?? describeCriteria(child), without: withChildren(whole, rest)};
  });
}

function opened(whole: Criteria, named: Readonly<Record<string, Criteria>>): Criteria {
  if (!('use' in whole)) return whole;
  const target = lookUp(named, whole.use);
  return target === undefined ? whole : opened(target, named);
}

function withChildren(whole: Criteria, rest: readonly Criteria[]): Criteria {
  if ('any' in whole) return {any: rest};
  // leaving a test out asks for no more of the others than there are
  if ('of' in whole) return {at_least: Math.min(whole.at_least, rest.length), of: rest};
  return {all: rest};
}

// a lead never handed off has the negative of its key: no handoff has one
const MOMENTS = /* sql */ `
  select m.handoff_key as key, m.lead_key, m.at, m.score_at_mql from handoffs_at_mql m
  union all
  select -1 - n.lead_key::bigint, n.lead_key, n.at, n.score_at_mql from no_mql_at_cutoff n`;

// unknown on either side: nobody can say whether the lead changes sides
const SETS_OF_LEADS = /* sql */ `
  select
      m.key,
      m.lead_key,
      m.key >= 0 as handed_off,
      b.meets as old,
      a.meets as new,
      case
          when b.meets is null or a.meets is null then 'undetermined'
          when b.meets and a.meets then 'kept'
          when b.meets then 'leaves'
          when a.meets then 'enters'
          else 'neither'
      end as side
  from impact_moments m
  join impact_old b using (key)
  join impact_new a using (key)`;
