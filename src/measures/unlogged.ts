import type {Session} from '../engine/session.ts';
import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {degrade} from './needs.ts';

/** Measures that rest on what is logged and are told by team or rep: G8 judges the whole export, this each team (METHODS 9). */
const RESTS_ON_LOGGING: ReadonlySet<string> = new Set([
  'dispositions.untouched',
  'ledger.split',
  'response.p50',
  'response.p75',
  'response.p90',
  'response.p95',
  'sla.compliance',
  'sla.follow_up',
]);

/** A team that does not log its work, with one of its reps; null for the team itself. */
interface Unlogged {
  team: string | null;
  owner: string | null;
  opportunities: number;
  logged: number;
}

/** Teams that log too little of their work, and the reps whose leads are theirs. */
export async function readUnlogged(session: Session): Promise<Unlogged[]> {
  return session.rows<Unlogged>(UNLOGGED);
}

const UNLOGGED = /* sql */ `
  select team::varchar as team, null as owner, opportunities, logged
  from logged_work
  where not whole and state in ('soft', 'hard')
  union all
  select distinct l.team::varchar, h.owner::varchar, l.opportunities, l.logged
  from handoffs h
  join logged_work l on l.team = h.team and not l.whole and l.state in ('soft', 'hard')
  where h.owner is not null
  order by team, owner nulls first`;

/**
 * The values of such a team, and of its reps, are degraded and say why: what they did not log looks as if it had not been done. A
 * team that logs under half keeps its values, too: the gate shuts a number where the whole of it cannot be trusted (METHODS 9), and
 * beside the other teams' a value with its doubt says more than a gap.
 */
export function doubtUnlogged(measures: readonly Measure[], unlogged: readonly Unlogged[]): Measure[] {
  if (unlogged.length === 0) return [...measures];
  const teams = new Map(unlogged.filter(({owner}) => owner === null).map(row => [row.team, row]));
  const reps = new Map(unlogged.flatMap(row => (row.owner === null ? [] : [[row.owner, row]])));
  return measures.map(measure => {
    if (!RESTS_ON_LOGGING.has(measure.id)) return measure;
    const {team, owner} = measure.segment;
    const found =
      team !== undefined ? teams.get(team) : owner === undefined || owner === null ? undefined : reps.get(owner);
    return found === undefined ? measure : degrade(measure, doubtOf(found));
  });
}

/** Of these reps, one sentence per team. */
export function doubtsAbout(unlogged: readonly Unlogged[], reps: readonly string[]): string[] {
  return [...new Set(unlogged.filter(({owner}) => owner !== null && reps.includes(owner)).map(doubtOf))];
}

function doubtOf({team, opportunities, logged}: Unlogged): string {
  const whose = team === null ? 'leads without a team' : `leads of ${team}`;
  return `G8: ${logged} of ${opportunities} ${whose} that reached an opportunity (${percent(logged / opportunities)}) have a human touch logged before it.`;
}
