import {z} from 'zod';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'stage-order',
  family: 'funnel',
  title: 'Stages follow each other',
  failureTitle: 'Stages are stamped out of order',
  why: 'Where an opportunity is older than its MQL the stage was given afterwards, to make a report come out: the funnel then shows what was typed and not what happened.',
  how: 'Handoffs with at least two stage stamps, and those in which a later stage is stamped more than a day before an earlier one (METHODS 3.1). Rates keep these handoffs, lags do not.',
  misleads:
    'A stage stamped within the same day is counted as in order, and a re-opened lead may keep stamps of its first round.',
  remedy: 'Stamp stages by automation and only forward; see who changes them by hand.',
  needs: ['leads.mql_at or stage_history'],
  about: always('stages'),
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of handoffs with stages out of order'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with
    pairs as (
        select
            lead_id,
            [
                epoch_us(sql_at) < epoch_us(mql_at) - 86400000000,
                epoch_us(sql_at) < epoch_us(accepted_at) - 86400000000,
                epoch_us(opportunity_at) < epoch_us(mql_at) - 86400000000,
                epoch_us(opportunity_at) < epoch_us(sql_at) - 86400000000,
                epoch_us(won_at) < epoch_us(opportunity_at) - 86400000000
            ] as violations
        from handoffs
    ),

    comparable as (
        select lead_id, list_contains(violations, true) as disordered, violations
        from pairs
        where len(list_filter(violations, violation -> violation is not null)) > 0
    )

    select
        count(*)::integer as n,
        count(*) filter (disordered)::integer as disordered,
        count(*) filter (violations[1])::integer as sql_before_mql,
        count(*) filter (violations[3] or violations[4])::integer as early_opportunity,
        concerned(lead_id, disordered) as leads
    from comparable
    order by n`,
  row: z.object({n: z.int(), disordered: z.int(), sql_before_mql: z.int(), early_opportunity: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({n, disordered, sql_before_mql, early_opportunity, leads}) => {
      const found = above(disordered, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${shareText(disordered, n)} of handoffs have stages more than a day out of order: ${sql_before_mql} SQL before MQL, ${early_opportunity} opportunity before MQL or SQL.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
