import {z} from 'zod';
import {grouped, money} from '../words.ts';
import {defineCheck, NO_LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

/** Sources named in the text. */
const NAMED = 3;

export default defineCheck({
  id: 'opportunity-without-lead',
  family: 'pipeline',
  title: 'Deals can be traced to the leads they came from',
  failureTitle: 'Deals lead back to no lead',
  why: 'A deal without its lead is pipeline that marketing cannot claim and a conversion that no rate counts: every figure after the SQL stage is then too low.',
  how: 'Deals created since the first exported lead, by whether a lead names them, or they name a lead or its contact. Confirmed where the Wilson limit is above the threshold.',
  misleads:
    'Outbound, partner, renewal and expansion deals rightly have no lead; so does a deal whose lead was deleted or left out of the export. Look at the sources before anybody is asked.',
  remedy:
    'Convert leads instead of creating deals by hand, add the contact role where sales creates them, and export contact ids on both sides.',
  needs: [
    'opportunities',
    'opportunities.created_at',
    'opportunities.lead_id or opportunities.contact_id or leads.opportunity_id',
  ],
  gates: [],
  settings: z.object({
    level: level('info'),
    above: share(0.3, 'share of deals that may have no lead'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with
    first_lead as (
        select min(created_at) as at from stg_leads
    ),

    deals as (
        select
            o.source,
            o.amount_cents,
            o.currency,
            d.opportunity_id is null as without_lead
        from stg_opportunities o
        join first_lead f on o.created_at >= f.at
        left join (select distinct opportunity_id from lead_deals) d using (opportunity_id)
    )

    select
        grouping(source) = 1 as whole,
        source,
        count(*)::integer as n,
        count(*) filter (without_lead)::integer as without_lead,
        (case when count(distinct currency) filter (without_lead) <= 1 then sum(amount_cents) filter (without_lead) end)::bigint as cents,
        -- an amount without a currency may be in any
        case
            when count(*) filter (without_lead and amount_cents is not null and currency is null) = 0
                then min(currency) filter (without_lead)
        end as currency
    from deals
    group by grouping sets ((), (source))
    order by without_lead desc, source`,
  row: z.object({
    whole: z.boolean(),
    source: z.string().nullable(),
    n: z.int(),
    without_lead: z.int(),
    cents: z.int().nullable(),
    currency: z.string().nullable(),
  }),
  judge(rows, {settings, trust, weigh}) {
    return rows
      .filter(({whole}) => whole)
      .flatMap(({n, without_lead, cents, currency}) => {
        const found = above(without_lead, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
        if (found === null) return [];
        const worth = cents === null ? '' : `, worth ${money(cents, currency)}`;
        const named = rows
          .filter(row => !row.whole && row.source !== null && row.without_lead > 0)
          .slice(0, NAMED)
          .map(row => `${subjectOf(row.source)} ${grouped(row.without_lead)}`);
        const sources = named.length === 0 ? '' : ` Their sources: ${named.join(', ')}.`;
        const text = `${shareText(without_lead, n)} of the deals lead back to no lead${worth}.${sources} Outbound, partner, renewal and expansion deals may rightly have none.`;
        return [{level: settings.level, ...found, text, leads: NO_LEADS}];
      });
  },
});
