import type {Session} from '../engine/session.ts';
import type {Measure} from '../result.ts';
import {countOf} from './measure.ts';

const CELLS = ['follow_up_only', 'quality_only', 'both', 'neither'] as const;

/** Who failed, or whether the lead was poor: each with the column that counts it apart from, and together with, the other. */
const RANGES = [
  {what: 'follow_up', alone: 'follow_up_only', shared: 'both'},
  {what: 'quality', alone: 'quality_only', shared: 'both'},
  {what: 'routing', alone: 'routing_only', shared: 'routing_both'},
  {what: 'rep', alone: 'rep_only', shared: 'rep_both'},
] as const;

type Column = (typeof CELLS)[number] | (typeof RANGES)[number]['alone' | 'shared'];
type Flags = Record<Column, number> & {young: number; converted: number; unclear: number};

/**
 * The loss ledger's second view (METHODS 5.5a), on matured handoffs that did not convert: two independent flags, and what
 * each explains at least (alone) and at most (with the leads both are true of, which are allocated to nobody). Follow-up
 * is routing's where no person ever owned the lead, else the rep's; these two sum to it.
 */
export async function flagMeasures(session: Session): Promise<Measure[]> {
  const {young, converted, unclear, ...counts} = await session.row<Flags>(FLAGS);
  const n = CELLS.reduce((sum, cell) => sum + counts[cell], 0);
  const excluded = {young, converted, unclear};
  return [
    ...CELLS.map(cell => countOf('ledger.flags', {cell}, counts[cell], n, {excluded})),
    ...RANGES.map(({what, alone, shared}) => ({
      ...countOf('ledger.flags', {what}, counts[alone], n, {excluded}),
      interval: {low: counts[alone], high: counts[alone] + counts[shared], method: 'alone to shared'},
    })),
  ];
}

const FLAGS = /* sql */ `
  with
  flagged as (
      select
          follow_up_flag,
          quality_flag,
          coalesce(unowned_for_good, false) as unowned,
          reached_sql,
          coalesce(matured, false) as matured,
          coalesce(matured, false) and not reached_sql and follow_up_flag is not null as counted
      from handoffs
  )
  select
      count(*) filter (counted and follow_up_flag and not quality_flag)::integer as follow_up_only,
      count(*) filter (counted and not follow_up_flag and quality_flag)::integer as quality_only,
      count(*) filter (counted and follow_up_flag and quality_flag)::integer as both,
      count(*) filter (counted and not follow_up_flag and not quality_flag)::integer as neither,
      count(*) filter (counted and follow_up_flag and not quality_flag and unowned)::integer as routing_only,
      count(*) filter (counted and follow_up_flag and quality_flag and unowned)::integer as routing_both,
      count(*) filter (counted and follow_up_flag and not quality_flag and not unowned)::integer as rep_only,
      count(*) filter (counted and follow_up_flag and quality_flag and not unowned)::integer as rep_both,
      count(*) filter (reached_sql)::integer as converted,
      count(*) filter (not reached_sql and not matured)::integer as young,
      count(*) filter (not reached_sql and matured and follow_up_flag is null)::integer as unclear
  from flagged`;
