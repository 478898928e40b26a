import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';

/** METHODS 5.3, the third trap: in a shorter window late answers look worse by arithmetic. */
const MIN_WINDOW = 60 * 86_400;

/** Seconds a lead is followed from the start of its clock to tell whether it became an SQL; null where none is known. */
export function sqlWindow({horizons}: Model): number | null {
  return horizons.mql_to_sql === null ? null : Math.max(horizons.mql_to_sql, MIN_WINDOW);
}

/** Money of several currencies is not added (METHODS 5.1): which ones there are, as a reason; null for one or none. */
export async function currencyLack(session: Session): Promise<string | null> {
  const rows = await session.rows<{currency: string}>(`
    select distinct currency from handoff_opportunities
    where amount_cents is not null and currency is not null
    order by currency`);
  if (rows.length <= 1) return null;
  const named = rows.map(({currency}) => currency).join(', ');
  return `the deals are in ${rows.length} currencies (${named}): export opportunities.amount in one`;
}

/** A number with the words that must stand beside it, whatever its status. */
export function withText(measure: Measure, text: string): Measure {
  return {...measure, reason: measure.reason === null ? text : `${measure.reason}; ${text}`};
}
