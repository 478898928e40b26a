import type {Session} from '../engine/session.ts';
import {kruskalWallis, type RankedCell} from '../methods/kruskal-wallis.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {estimate} from './measure.ts';
import {type Gates, measureUnder, outreachCautions, standing} from './needs.ts';

/** METHODS 1.7: groups of five and fifty leads in all. */
const MIN_GROUP = 5;
const MIN_LEADS = 50;

/** In the order of the columns of `FOLLOWED`. */
const FACTORS = ['arrival_hour', 'source', 'rep', 'team', 'rule'] as const;

/**
 * `response.factors`: the share of rank variation of the waiting that each factor carries (METHODS 1.7), to be read in
 * order of size: it answers where the process breaks.
 */
export async function measureFactors(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['activities'],
    gates: ['G1', 'G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15'],
    doubts: ['G16'],
    cautions: outreachCautions(model),
  };
  const blanks = FACTORS.map(what => ({id: 'response.factors', unit: 'share' as const, segment: {what}}));
  return measureUnder(standing(needs, model, gates), blanks, async () => {
    const [seconds = new Float64Array(), ...groups] = await session.numbers(FOLLOWED);
    return FACTORS.map((what, index) => factorMeasure(what, seconds, groups[index] ?? new Float64Array()));
  });
}

// leads with 7 days of follow-up; not answered within them is one tie above everything (NULL)
const FOLLOWED = /* sql */ `
  select
      case when answered = 1 and buyer_wall <= 604800 then buyer_wall end::double as seconds,
      (start_hour // 4)::double,
      case when not source_blank then source_no end::double,
      case when not owner_blank then owner_no end::double,
      case when not team_blank then team_no end::double,
      rule_no::double
  from curve_handoffs
  where follow_wall >= 604800
  order by seconds nulls last`;

/** A blank is no group: nobody can mend it by working on that factor. */
function factorMeasure(what: string, seconds: Float64Array, groups: Float64Array): Measure {
  const {cells, n, blank, small} = cellsOf(seconds, groups);
  const found = kruskalWallis(cells);
  return estimate('response.factors', {what}, {
    unit: 'share',
    value: found?.eta2 ?? null,
    n,
    min_n: MIN_LEADS,
    note: found === null ? 'one group: nothing to compare' : null,
    excluded: {blank, small_groups: small},
  });
}

interface Cells {
  cells: RankedCell[];
  n: number;
  blank: number;
  small: number;
}

/** One cell per value and group; the rows come in order of value, so equal values are neighbours. */
export function cellsOf(seconds: Float64Array, groups: Float64Array): Cells {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const blank = sizes.get(Number.NaN) ?? 0;
  const cells: RankedCell[] = [];
  let n = 0;
  let tie = new Map<number, RankedCell>();
  let previous: number | null | undefined;
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    if ((sizes.get(group) as number) < MIN_GROUP || Number.isNaN(group)) continue;
    const value = Number.isNaN(seconds[row]) ? null : (seconds[row] as number);
    if (value !== previous) tie = new Map();
    previous = value;
    n++;
    const cell = tie.get(group);
    if (cell !== undefined) cell.count++;
    else {
      const first = {group: String(group), value, count: 1};
      tie.set(group, first);
      cells.push(first);
    }
  }
  return {cells, n, blank, small: groups.length - n - blank};
}
