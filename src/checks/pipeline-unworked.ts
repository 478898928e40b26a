import {z} from 'zod';
import {createDealWork} from '../measures/deal-work.ts';
import {grouped, money, plural, shortDuration} from '../words.ts';
import {type Draft, defineCheck, LEADS} from './define-check.ts';
import {count, level, minLeads, seconds, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

const ROW = z.object({
  whole: z.boolean(),
  owner: z.string().nullable(),
  n: z.int(),
  quiet: z.int(),
  never_worked: z.int(),
  cents: z.int().nullable(),
  currency: z.string().nullable(),
  leads: LEADS,
});

export default defineCheck({
  id: 'pipeline-unworked',
  family: 'pipeline',
  title: 'Somebody works the deals that marketing sourced',
  failureTitle: 'Deals that marketing sourced lie unworked',
  why: 'Marketing is judged by the pipeline it sources. Money in deals nobody calls about is on the books of both teams and in the plan of neither.',
  how: 'Open deals that belong to a handoff: the share without a human activity on their lead, a stage advance or their own creation in the last `quiet_for` (METHODS 5.1). An owner with many of them is listed too, as a list to work and not as a verdict.',
  misleads:
    'Work logged on the deal, the account or another contact does not show on the lead. A deal that waits for a date agreed with the buyer is quiet by design.',
  remedy: 'Go through these deals with their owners: a next step with a date, or closed.',
  needs: ['opportunities', 'activities'],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    quiet_for: seconds(2_592_000, 'time without a human activity or an advance after which an open deal is unworked'),
    above: share(0.4, 'share of open deals that may be unworked'),
    min_leads: minLeads(10),
    owner_deals: count(10, 'unworked deals from which on their owner gets a list'),
  }),
  prepare: createDealWork,
  sql: /* sql */ `
    with judged as (
        select
            w.owner,
            w.lead_id,
            w.amount_cents,
            w.currency,
            w.is_closed,
            not w.is_closed
                and coalesce(epoch_us(w.last_sign_at) < epoch_us(s.as_of) - $quiet_for::bigint * 1000000, true) as quiet,
            w.is_closed and w.last_work_at is null as never_worked
        from deal_work w
        cross join def_settings s
    )

    select
        grouping(owner) = 1 as whole,
        owner,
        count(*) filter (not is_closed)::integer as n,
        count(*) filter (quiet)::integer as quiet,
        count(*) filter (never_worked)::integer as never_worked,
        (case when count(distinct currency) filter (quiet) <= 1 then sum(amount_cents) filter (quiet) end)::bigint as cents,
        -- an amount without a currency may be in any
        case when count(*) filter (quiet and amount_cents is not null and currency is null) = 0 then min(currency) filter (quiet) end as currency,
        concerned(lead_id, quiet) as leads
    from judged
    group by grouping sets ((), (owner))
    order by whole, owner`,
  row: ROW,
  judge(rows, {settings, trust, weigh, person, model}) {
    const quietFor = shortDuration(settings.quiet_for);
    const whole = rows
      .filter(row => row.whole)
      .flatMap((row): Draft[] => {
        const found = above(row.quiet, row.n, settings.above, {min_leads: settings.min_leads, trust, weigh});
        if (found === null) return [];
        const closed =
          row.never_worked === 0
            ? ''
            : ` Another ${plural(row.never_worked, 'deal was', 'deals were')} closed without any logged activity.`;
        const text = `${shareText(row.quiet, row.n)} of the open deals of handed-off leads${worth(row)} have seen no human activity for ${quietFor}.${closed}`;
        return [{level: settings.level, ...found, text, leads: row.leads}];
      });
    // where deals have no owners in the export, nobody says that they have none
    const owners = rows
      .filter(row => model.has('opportunities.owner') && !row.whole && row.quiet >= Math.max(1, settings.owner_deals))
      .map((row): Draft => {
        const who = row.owner === null ? 'nobody' : person(row.owner);
        return {
          level: 'info',
          strength: trust,
          subject: subjectOf(row.owner),
          text: `${grouped(row.quiet)} of ${plural(row.n, 'open deal')} of ${who}${worth(row)} ${row.quiet === 1 ? 'has' : 'have'} seen no human activity for ${quietFor}.`,
          value: row.quiet,
          threshold: 0,
          unit: 'count' as const,
          n: row.n,
          leads: row.leads,
        };
      });
    return [...whole, ...owners];
  },
});

function worth({cents, currency}: z.output<typeof ROW>): string {
  return cents === null ? '' : `, worth ${money(cents, currency)},`;
}
