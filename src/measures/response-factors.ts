import {kruskalWallis, type RankedCell} from '../methods/kruskal-wallis.ts';
import type {Measure} from '../result.ts';
import {estimate} from './measure.ts';
import type {Dimension, SegmentedWaits, Segments} from './response-waits.ts';
import {isAnswered, secondsOf} from './steps.ts';

/** METHODS 1.7: groups of five and fifty leads in all. */
const MIN_GROUP = 5;
const MIN_LEADS = 50;
/** Not answered within it is "never"; leads followed for less are too young to say. */
const WEEK = 604_800;

const DIMENSION_OF: Readonly<Partial<Record<string, Dimension>>> = {source: 'source', rep: 'owner', team: 'team'};

export const FACTORS = ['arrival_hour', 'source', 'rep', 'team', 'rule'];

/**
 * `response.factors`: the share of rank variation of the waiting that each factor carries (METHODS 1.7), to be read in
 * order of size: it answers where the process breaks. The waits are those of the wall clock.
 */
export function factorMeasures(waits: SegmentedWaits, segments: Segments): Measure[] {
  const rows = followedRows(waits);
  return FACTORS.map(what => factorMeasure(what, waits, rows, groupsOf(what, waits, segments)));
}

/** Leads with 7 days of follow-up: the answered in order, then as one tie those who were not answered in them. */
function followedRows({keys, arrivals}: SegmentedWaits): Int32Array {
  const rows = new Int32Array(keys.length);
  let place = 0;
  for (const inTime of [true, false])
    keys.forEach((key, row) => {
      const followed = (arrivals[row] as number) % 2 === 1;
      if (followed && inTime === (secondsWithin(key) !== null)) rows[place++] = row;
    });
  return rows.subarray(0, place);
}

/** Null: not answered within seven days. */
function secondsWithin(key: number): number | null {
  const seconds = secondsOf(key);
  return isAnswered(key) && seconds <= WEEK ? seconds : null;
}

/** Each lead's group; -1 where it is blank: nobody can mend a blank by working on that factor. */
function groupsOf(what: string, waits: SegmentedWaits, segments: Segments): Int32Array {
  const dimension = DIMENSION_OF[what];
  if (dimension === undefined) return arrivalsOf(what, waits);
  const blank = segments[dimension].indexOf(null);
  return waits.numbers(dimension).map(no => (no === blank ? -1 : no));
}

/** The other places of arrival_code: rule (0: none) and block of four hours. */
function arrivalsOf(what: string, {arrivals}: SegmentedWaits): Int32Array {
  const groups = new Int32Array(arrivals.length);
  arrivals.forEach((code, row) => {
    groups[row] = what === 'rule' ? Math.floor(code / 12) - 1 : Math.floor(code / 2) % 6;
  });
  return groups;
}

function factorMeasure(what: string, waits: SegmentedWaits, rows: Int32Array, groups: Int32Array): Measure {
  const {cells, n, blank, small} = cellsOf(waits, rows, groups);
  const found = kruskalWallis(cells);
  return estimate(
    'response.factors',
    {what},
    {
      unit: 'share',
      value: found?.eta2 ?? null,
      n,
      min_n: MIN_LEADS,
      note: found === null ? 'one group: nothing to compare' : null,
      excluded: {blank, small_groups: small},
    },
  );
}

interface Cells {
  cells: RankedCell[];
  n: number;
  blank: number;
  small: number;
}

/** One cell per value and group of those large enough; within a value in order of group, so that sums come out alike. */
function cellsOf({keys}: SegmentedWaits, rows: Int32Array, groups: Int32Array): Cells {
  const sizes: number[] = [];
  for (const row of rows)
    if (groupAt(groups, row) >= 0) sizes[groupAt(groups, row)] = (sizes[groupAt(groups, row)] ?? 0) + 1;
  const blank = rows.length - sizes.reduce((sum, size) => sum + size, 0);
  const cells: RankedCell[] = [];
  let tie: RankedCell[] = [];
  let value: number | null | undefined;
  let n = 0;
  for (const row of rows) {
    const group = groupAt(groups, row);
    if (group < 0 || (sizes[group] as number) < MIN_GROUP) continue;
    n++;
    const seconds = secondsWithin(keys[row] as number);
    if (seconds !== value) {
      cells.push(...Object.values(tie));
      tie = [];
      value = seconds;
    }
    const cell = tie[group];
    if (cell === undefined) tie[group] = {group: String(group), value: seconds, count: 1};
    else cell.count++;
  }
  cells.push(...Object.values(tie));
  return {cells, n, blank, small: rows.length - n - blank};
}

function groupAt(groups: Int32Array, row: number): number {
  return groups[row] as number;
}
