import type {BothSides, Impact} from '../../impact/result.ts';
import {plural} from '../../words.ts';
import {type Block, points} from './block.ts';
import {cell, doubtsOf} from './impact-cells.ts';

/** Most reps that a page shows; JSON has all. */
const MOST = 20;

export function load({load: found}: Impact): Block {
  if (found === null) return {title: 'Load', columns: [], rows: []};
  const {weeks, reps, before, after, per_rep} = found;
  // what nobody has so far is no rep's load
  const owned = per_rep.filter(({rep}) => rep !== null);
  const of = (side: 'before' | 'after') => owned.reduce((sum, row) => sum + row[side], 0);
  const rate = (count: number) => (count / weeks).toFixed(1);
  const each = (count: number) => (reps === 0 ? '' : (count / weeks / reps).toFixed(1));
  return {
    title: `Load: MQLs a week by definition, last ${plural(weeks, 'full week')}`,
    columns: ['rep', 'before', 'after'],
    rows: [
      ['all', rate(before), rate(after)],
      ...(reps === 0 ? [] : [[`each of ${plural(reps, 'rep')}`, each(of('before')), each(of('after'))]]),
      ...per_rep.slice(0, MOST).map(row => [row.name ?? row.rep ?? 'nobody yet', rate(row.before), rate(row.after)]),
    ],
    after: per_rep.length > MOST ? [`${per_rep.length - MOST} more; -f json has all.`] : [],
  };
}

export function practice({promises, routing, moved}: Impact): Block[] {
  const policies = moved.policy === 0 ? [] : [`${plural(moved.policy, 'handoff')} would be under another policy.`];
  const teams =
    moved.expected_team === 0 ? [] : [`${plural(moved.expected_team, 'handoff')} would be expected at another team.`];
  return [
    compared('Promises kept', 'policy', promises, policies),
    compared('Misrouted, of what can be determined', 'rule', routing, teams),
  ];
}

function compared(title: string, column: string, all: readonly BothSides[], moved: readonly string[]): Block {
  const differing = all.filter(row => !same(row));
  const rest = all.length - differing.length;
  return {
    title,
    columns: [column, 'old', 'new', 'difference'],
    rows: differing.map(bothRow),
    after: [
      ...moved,
      ...(rest === 0
        ? []
        : [
            `${differing.length === 0 ? 'All' : 'The other'} ${plural(rest, 'line')} ${rest === 1 ? 'is' : 'are'} the same under both.`,
          ]),
      ...doubtsOf(all.flatMap(({old, new: now}) => [old, now])),
      ...(differing.every(({difference}) => difference?.value == null)
        ? []
        : ['Both sides share leads, so the limits of a difference are wider than they need to be.']),
    ],
  };
}

function same({old, new: now}: BothSides): boolean {
  if (old?.status === 'not_measurable' || now?.status === 'not_measurable') return false;
  return old?.numerator === now?.numerator && old?.n === now?.n;
}

function bothRow(row: BothSides): string[] {
  const {name, what, old, new: now, difference} = row;
  const label = what === 'in_definition' ? 'all that meet the MQL definition' : (name ?? 'all handoffs');
  return [
    label,
    old === null ? '' : cell(old),
    now === null ? '' : cell(now),
    difference?.value == null ? '' : points(difference),
  ];
}
