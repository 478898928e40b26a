import type {SmallRow} from '../../src/model/small-table.ts';
import type {SmallExport} from '../support/small-export.ts';

const HOUR = 3600;

/** Leads alike in everything that is said here; hours count from the start. */
export interface Arrivals {
  n: number;
  source?: string;
  employees?: string;
  /** When the first comes; the others follow, an hour and seven minutes apart unless said otherwise. */
  from?: string;
  apart?: number;
  /** Hours to the first call; never called where absent. */
  called?: number;
  /** How many become an SQL, after so many hours. */
  sqls?: number;
  sqlAfter?: number;
  rejectedAfter?: number;
  /** Dollars of the deal of each of the first so many SQLs, a day after the SQL stage. */
  deals?: readonly number[];
  won?: boolean;
}

/** An export with these arrivals; the first `sqls` of each become SQLs. */
export function exportOf(groups: readonly Arrivals[]): SmallExport {
  const leads: SmallRow[] = [];
  const activities: SmallRow[] = [];
  const opportunities: SmallRow[] = [];
  groups.forEach((group, no) => {
    const {n, source = 'Demo', employees = '10', from = '2026-01-05T14:00:11Z', apart = HOUR + 420, called} = group;
    const {sqls = 0, sqlAfter = 480, rejectedAfter, deals = [], won = false} = group;
    for (let index = 0; index < n; index++) {
      const start = Date.parse(from) + index * apart * 1000;
      const after = (hours: number) => new Date(start + hours * HOUR * 1000).toISOString();
      const lead_id = `L${no}-${index}`;
      leads.push({
        lead_id,
        source,
        employees,
        created_at: after(0),
        mql_at: after(0),
        owner: 'ann',
        sql_at: index < sqls ? after(sqlAfter) : null,
        rejected_at: rejectedAfter === undefined ? null : after(rejectedAfter),
      });
      if (called !== undefined)
        activities.push({activity_id: lead_id, lead_id, at: after(called), type: 'call', actor: 'ann'});
      if (index < deals.length)
        opportunities.push({
          opportunity_id: `O${lead_id}`,
          lead_id,
          amount: (deals[index] ?? 0) * 100,
          currency: 'USD',
          created_at: after(sqlAfter + 24),
          is_closed: won,
          is_won: won,
          closed_at: won ? after(sqlAfter + 48) : null,
        });
    }
  });
  return {leads, activities, opportunities};
}
