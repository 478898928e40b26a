import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {shareOf} from './measure.ts';
import {type Gates, lackText, measureUnder, type Needs, standing} from './needs.ts';

interface RuleRow {
  whole: boolean;
  rule: string | null;
  judged: number;
  misrouted: number;
  unjudged: number;
}

/** `routing.misrouted` and `routing.uncovered`: the written rules against where leads went (METHODS 8). */
export async function measureRules(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = misroutedNeeds(model);
  return [
    await measureUnder(standing(needs, model, gates), [{id: 'routing.misrouted', unit: 'share'}], () =>
      misroutedMeasures(session),
    ),
    await measureUnder(
      standing({missing: needs.missing ?? null}, model, gates),
      [{id: 'routing.uncovered', unit: 'share'}],
      () => uncoveredMeasures(session),
    ),
  ].flat();
}

/** What every figure about misrouted leads rests on. */
export function misroutedNeeds(model: Model): Needs {
  const {rules} = model.definitions.routing;
  const toTeam = rules.some(({to}) => to.team !== undefined);
  return {
    columns: ['leads.owner or owner_history', ...(toTeam ? ['users.team'] : [])],
    // without a history the first owner is taken to be the present one
    doubts: ['G13'],
    missing:
      rules.length === 0 ? 'the definitions have no routing rules: write routing.rules' : lackText(model, 'routing'),
  };
}

async function misroutedMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<RuleRow>(`
    select
        grouping(routing_rule) = 1 as whole,
        routing_rule as rule,
        count(misrouted)::integer as judged,
        count(*) filter (misrouted)::integer as misrouted,
        count(*) filter (misrouted is null)::integer as unjudged
    from handoffs
    group by grouping sets ((), (routing_rule))
    order by whole desc, rule nulls last`);
  return rows
    .filter(({whole, rule}) => whole || rule !== null)
    .map(({whole, rule, judged, misrouted, unjudged}) =>
      shareOf('routing.misrouted', whole ? {} : {rule}, misrouted, judged, {excluded: {undetermined: unjudged}}),
    );
}

/** No rule is true of them; where an attribute a rule asks for is missing, nobody can tell (SPEC 13, Routing). */
async function uncoveredMeasures(session: Session): Promise<Measure[]> {
  const {matched, uncovered, undetermined} = await session.row<
    Record<'matched' | 'uncovered' | 'undetermined', number>
  >(`
    select
        count(*) filter (routing_state = 'matched')::integer as matched,
        count(*) filter (routing_state = 'uncovered')::integer as uncovered,
        count(*) filter (routing_state = 'undetermined')::integer as undetermined
    from handoffs`);
  return [shareOf('routing.uncovered', {}, uncovered, matched + uncovered, {excluded: {undetermined}})];
}
