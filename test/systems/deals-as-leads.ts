import {DEALS, LEADS} from './story.ts';
import {iso, type Names} from './twin.ts';

/** What one record says that is a lead first and an opportunity from its qualification on. */
export interface Pursuit {
  amount: number | null;
  closed: number | null;
  won: boolean;
  lost: boolean;
  reason: string | null;
}

/** The end of a lead's record: rejected, or qualified and then won, lost or open. */
export function pursuitOf(n: number): Pursuit {
  const lead = LEADS[n - 1];
  const deal = DEALS.find(each => each.lead === n);
  if (lead?.rejected != null) return {amount: null, closed: lead.rejected, won: false, lost: true, reason: lead.reason};
  if (deal === undefined) return {amount: null, closed: null, won: false, lost: false, reason: null};
  const {amount, closed, won} = deal;
  const lost = closed !== null && !won;
  return {amount, closed, won, lost, reason: lost ? 'Competitor' : null};
}

/** Leads that were lost before anybody qualified them. */
export function canonicalRejections(names: Names): Record<string, unknown>[] {
  return LEADS.flatMap(lead =>
    lead.rejected === null
      ? []
      : [
          {
            lead_id: names.lead(lead.n),
            at: iso(lead.rejected),
            disposition: 'rejected',
            reason: lead.reason,
            actor: names.owner(lead.owner),
          },
        ],
  );
}

/** Every qualified lead as the opportunity that it is from then on, under the lead's own id. */
export function canonicalPursuits(names: Names, currency?: string): Record<string, unknown>[] {
  return LEADS.flatMap(lead => {
    if (lead.qualified === null) return [];
    const {amount, closed, won} = pursuitOf(lead.n);
    return [
      {
        opportunity_id: names.lead(lead.n),
        lead_id: names.lead(lead.n),
        amount: amount ?? '',
        ...(currency === undefined ? {} : {currency}),
        owner: names.owner(lead.owner),
        created_at: iso(lead.qualified),
        closed_at: closed === null ? '' : iso(closed),
        is_closed: closed !== null,
        is_won: won,
      },
    ];
  });
}
