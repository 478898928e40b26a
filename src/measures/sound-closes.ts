import type {Session} from '../engine/session.ts';
import type {Measure} from '../result.ts';
import {countOf} from './measure.ts';

export const SOUND = ['supported', 'unchecked', 'recycled'] as const;

type Counts = Record<(typeof SOUND)[number], number>;

/**
 * `ledger.sound`: what stands behind the fate rejected_sound, which only says that nothing speaks against the reason: the lead's
 * own data support it (`true_if`), nothing in the data can check it, or the lead was recycled. The three sum to the fate.
 */
export async function soundMeasures(session: Session): Promise<Measure[]> {
  const counts = await session.row<Counts>(COUNTS);
  const n = SOUND.reduce((sum, what) => sum + counts[what], 0);
  return SOUND.map(what => countOf('ledger.sound', {what}, counts[what], n));
}

const COUNTS = /* sql */ `
  select
      count(*) filter (close_kind is distinct from 'recycled' and reason_verdict = 'supported')::integer as supported,
      count(*) filter (close_kind is distinct from 'recycled' and reason_verdict is distinct from 'supported')::integer
          as unchecked,
      count(*) filter (close_kind = 'recycled')::integer as recycled
  from handoffs
  where fate = 'rejected_sound'`;
