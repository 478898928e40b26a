import type {Session} from '../engine/session.ts';
import {shareOf} from '../measures/measure.ts';
import type {Measure} from '../result.ts';
import {differenceOf} from './figures.ts';
import type {BothSides, Impact} from './result.ts';

export const PROMISES = 'impact.sla_compliance';
export const MISROUTED = 'impact.misrouted';

/** `impact_old_practice`, `impact_new_practice`: one row per handoff with its promise and its routing under one definition. */
export async function keepPractice(session: Session, side: 'old' | 'new'): Promise<void> {
  await session.run(`create or replace table impact_${side}_practice as
    select lead_key, cycle, sla_policy, sla_state::varchar as sla_state, routing_rule, expected_team, misrouted,
      mql_definition as in_definition
    from handoffs`);
}

/** Kept promises by policy under both definitions: met of those whose deadline has passed (METHODS 2.1). */
export function readPromises(session: Session): Promise<BothSides[]> {
  return bothSides(session, PROMISES, {
    name: 'sla_policy',
    counted: "sla_state in ('met', 'breached_late', 'breached_open', 'breached_closed')",
    hit: "sla_state = 'met'",
  });
}

/** Misrouted of what can be determined, by routing rule, under both definitions (METHODS 8). */
export function readRouting(session: Session): Promise<BothSides[]> {
  return bothSides(session, MISROUTED, {
    name: 'routing_rule',
    counted: 'misrouted is not null',
    hit: 'misrouted',
  });
}

interface Question {
  name: string;
  counted: string;
  hit: string;
}

type Row = {name: string | null; what: BothSides['what']} & Record<
  'old_x' | 'old_n' | 'new_x' | 'new_n',
  number | null
>;

async function bothSides(session: Session, id: string, {name, counted, hit}: Question): Promise<BothSides[]> {
  const counts = (side: string, what: string) => `
    select ${what === 'all' ? name : 'null::varchar'} as name, '${what}' as what, '${side}' as side,
      count(*) filter (${hit})::integer as x, count(*)::integer as n
    from impact_${side}_practice
    where ${counted} and ${what === 'all' ? `${name} is not null` : 'in_definition'}
    group by all`;
  const whole = (side: string) => `
    select null::varchar as name, 'all' as what, '${side}' as side, count(*) filter (${hit})::integer as x, count(*)::integer as n
    from impact_${side}_practice where ${counted}`;
  const parts = ['old', 'new'].flatMap(side => [counts(side, 'all'), whole(side), counts(side, 'in_definition')]);
  const rows = await session.rows<Row>(`
    select name, what,
      max(x) filter (side = 'old')::integer as old_x, max(n) filter (side = 'old')::integer as old_n,
      max(x) filter (side = 'new')::integer as new_x, max(n) filter (side = 'new')::integer as new_n
    from (${parts.join(' union all ')})
    group by name, what
    order by what, name nulls first`);
  return rows.map(row => {
    const [old, now] = [share(id, row, 'old'), share(id, row, 'new')];
    return {name: row.name, what: row.what, old, new: now, difference: differenceOf(`${id}_change`, now, old)};
  });
}

function share(id: string, row: Row, side: 'old' | 'new'): Measure | null {
  const [x, n] = [row[`${side}_x`], row[`${side}_n`]];
  return x === null || n === null || n === 0 ? null : shareOf(id, {definition: side}, x, n);
}

/** Handoffs that change their policy or expected team, and those only one of the two has. */
export async function readMoved(session: Session): Promise<Impact['moved']> {
  return session.row(`
    select
      count(*) filter (o.lead_key is not null and n.lead_key is not null and o.sla_policy is distinct from n.sla_policy)::integer as policy,
      count(*) filter (o.lead_key is not null and n.lead_key is not null and o.expected_team is distinct from n.expected_team)::integer as expected_team,
      count(*) filter (n.lead_key is null)::integer as only_old,
      count(*) filter (o.lead_key is null)::integer as only_new
    from impact_old_practice o
    full join impact_new_practice n using (lead_key, cycle)`);
}
