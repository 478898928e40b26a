import type {Session} from '../engine/session.ts';
import {estimate, notMeasurable, shareOf} from '../measures/measure.ts';
import {lift} from '../methods/lift.ts';
import {newcombe} from '../methods/newcombe.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import type {Clause} from './judge.ts';
import type {ClauseImpact, DefinitionQuality, Impact, SetImpact, Trial} from './result.ts';
import {MIN_WORKED, missing} from './sets.ts';

/** METHODS 6: x1/n1 - x2/n2 with Newcombe's limits; null where a side has nothing. */
export function differenceOf(id: string, first: Measure | null, second: Measure | null): Measure | null {
  const [x1, n1, x2, n2] = [first?.numerator, first?.n, second?.numerator, second?.n];
  if (x1 == null || n1 == null || x2 == null || n2 == null) return null;
  const found = newcombe(x1, n1, x2, n2);
  if (found === null) return null;
  const interval = {low: found.low, high: found.high, method: 'newcombe'};
  return estimate(id, {}, {unit: 'share', value: found.difference, n: n1 + n2, interval});
}

/** Who would change sides no more if one clause were left out (leave-one-out), by definition and clause; the clauses that move nobody too. */
export async function readClauses(session: Session, clauses: Clauses): Promise<ClauseImpact[]> {
  const found: ClauseImpact[] = [];
  for (const of of ['old', 'new'] as const) {
    if (clauses[of].length === 0) continue;
    // a clause of one definition decided if without it the lead would be on the other side
    const columns = clauses[of].map(({name: _}, index) => {
      const without = `j.without_${index + 1}`;
      return `count(*) filter (s.side = 'leaves' and ${without} is distinct from j.meets)::integer as leaves_${index},
        count(*) filter (s.side = 'enters' and ${without} is distinct from j.meets)::integer as enters_${index}`;
    });
    const row = await session.row<Record<string, number>>(
      `select ${columns.join(', ')} from impact_${of} j join impact_sets s using (key)`,
    );
    clauses[of].forEach(({name}, index) => {
      found.push({of, clause: name, leaves: row[`leaves_${index}`] ?? 0, enters: row[`enters_${index}`] ?? 0});
    });
  }
  return found;
}

/** Leads of whom there is such a clause in either definition. Of `at_least` a lead can have several, so the clauses do not sum to this. */
export async function readDecided(session: Session, clauses: Clauses): Promise<Impact['decided']> {
  const turned = (['old', 'new'] as const).flatMap(of =>
    clauses[of].map((_, index) => `${of}_side.without_${index + 1} is distinct from ${of}_side.meets`),
  );
  return session.row(`
    select
      count(*) filter (s.side = 'leaves' and (${turned.join(' or ') || 'false'}))::integer as leaves,
      count(*) filter (s.side = 'enters' and (${turned.join(' or ') || 'false'}))::integer as enters
    from impact_sets s
    join impact_old old_side using (key)
    join impact_new new_side using (key)`);
}

interface Clauses {
  old: readonly Clause[];
  new: readonly Clause[];
}

/** METHODS 6: precision and lift over handoffs old enough to have been won, recall over everything won so far that the definition can judge. */
export async function readQuality(session: Session, model: Model): Promise<DefinitionQuality[]> {
  const quality: DefinitionQuality[] = [];
  for (const of of ['old', 'new'] as const) {
    const segment = {definition: of};
    const absent = missing('won', model);
    const row = await session.row<
      Record<'x' | 'n' | 'whole_x' | 'whole_n' | 'won' | 'all_won' | 'undetermined', number>
    >(countsFor(of));
    const limits = lift(row.x, row.n, row.whole_x, row.whole_n);
    quality.push({
      of,
      precision:
        absent === null
          ? shareOf('impact.precision', segment, row.x, row.n)
          : notMeasurable('impact.precision', 'share', absent, segment),
      recall: model.has('opportunities')
        ? shareOf('impact.recall', segment, row.won, row.all_won, {excluded: {undetermined: row.undetermined}})
        : notMeasurable('impact.recall', 'share', 'add opportunities to the export', segment),
      lift:
        absent === null
          ? estimate('impact.lift', segment, {
              unit: 'ratio',
              value: limits?.lift ?? null,
              n: row.n,
              interval: limits === null ? null : {low: limits.low, high: limits.high, method: 'log-ratio'},
              note: limits === null ? 'nothing was won' : null,
            })
          : notMeasurable('impact.lift', 'ratio', absent, segment),
    });
  }
  return quality;
}

const countsFor = (of: 'old' | 'new') => /* sql */ `
  select
      count(*) filter (due and ${of} and reached_won)::integer as x,
      count(*) filter (due and ${of})::integer as n,
      count(*) filter (due and reached_won)::integer as whole_x,
      count(*) filter (due)::integer as whole_n,
      count(*) filter (won and ${of})::integer as won,
      -- of a win that the definition cannot judge nobody knows
      count(*) filter (won and ${of} is not null)::integer as all_won,
      count(*) filter (won and ${of} is null)::integer as undetermined
  from (select *, matured_won and ${of} is not null as due from impact_rows)`;

/** What dropping those that leave costs in SQLs a quarter: their share, and its upper limit, times their weeks (METHODS 6). */
export function compareLeaves(sets: readonly SetImpact[], leavesPerWeek: number | null): Impact['leaves_against_kept'] {
  const leaves = sqlShare(sets, 'leaves');
  const difference = differenceOf('impact.leaves_against_kept', leaves, sqlShare(sets, 'kept'));
  if (difference === null) return null;
  const aQuarter = (share: number | null | undefined) =>
    share == null || leavesPerWeek === null ? null : share * leavesPerWeek * WEEKS_A_QUARTER;
  const [expected, most] = [aQuarter(leaves?.value), aQuarter(leaves?.interval?.high)];
  return {
    difference,
    expected_sqls_a_quarter: expected === null ? null : Math.round(expected),
    most_sqls_a_quarter: most === null ? null : Math.ceil(most),
  };
}

const WEEKS_A_QUARTER = 13;

/** What a pilot of the entering leads would have to look like; null where nothing enters. */
export function planTrial(sets: readonly SetImpact[]): Trial | null {
  const enters = sets.find(({set}) => set === 'enters');
  if (enters === undefined || enters.leads === 0) return null;
  const worked = enters.worked ?? 0;
  const measurable = worked >= MIN_WORKED;
  return {worked, measurable, pilot: measurable ? null : pilotSize(sqlShare(sets, 'kept'))};
}

/** The smallest pilot in which half of the kept leads' conversion is below theirs beyond noise (Newcombe, at the point). */
export function pilotSize(kept: Measure | null): number | null {
  const [x, n] = [kept?.numerator ?? 0, kept?.n ?? 0];
  if (x === 0 || n === 0) return null;
  for (let size = MIN_WORKED; size <= MOST_PILOTED; size++) {
    const found = newcombe(Math.round((x / n / 2) * size), size, x, n);
    if (found !== null && found.high < 0) return size;
  }
  return null;
}

const MOST_PILOTED = 5000;

function sqlShare(sets: readonly SetImpact[], set: SetImpact['set']): Measure | null {
  const stages = sets.find(other => other.set === set)?.stages ?? [];
  return stages.find(({id}) => id === 'impact.sql') ?? null;
}
