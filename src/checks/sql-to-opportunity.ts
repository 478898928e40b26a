import {z} from 'zod';
import {percent, shortDuration} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'sql-to-opportunity',
  family: 'funnel',
  title: 'SQLs become opportunities',
  failureTitle: 'Few SQLs become opportunities',
  why: 'An SQL is sales’s own word that there is something to sell. Where few become opportunities the word means little, or the handoff to account executives leaks as the first one did.',
  how: 'Of the handoffs whose SQL stage is at least the horizon old, the share with an opportunity within it (METHODS 3.7).',
  misleads: 'Where opportunities are created before or instead of the SQL stamp the rate is 100% and says nothing.',
  remedy:
    'Compare the SQLs without an opportunity with the written SQL definition (sql-definition), then with their next steps.',
  needs: ['opportunities or leads.opportunity_id', 'leads.sql_at or leads.converted_at or stage_history'],
  about: always('funnel', 'horizon', 'sql_to_opportunity'),
  reads: ['funnel.horizon.sql_to_opportunity'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    below: share(0.2, 'share of SQLs with an opportunity under which the SQL stage is in doubt'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with qualified as (
        select
            h.lead_id,
            coalesce(epoch_us(h.opportunity_time) - epoch_us(h.sql_time) <= s.sql_to_opportunity_us, false) as converted
        from handoffs h
        cross join def_settings s
        where h.reached_sql and epoch_us(h.sql_time) <= epoch_us(s.as_of) - s.sql_to_opportunity_us
    )

    select
        count(*)::integer as n,
        count(*) filter (converted)::integer as converted,
        concerned(lead_id, not converted) as leads
    from qualified
    order by n`,
  row: z.object({n: z.int(), converted: z.int(), leads: LEADS}),
  unasked: ({horizons}) =>
    horizons.sql_to_opportunity === null ? 'there is too little history to say how long an opportunity takes' : null,
  judge(rows, {settings, trust, weigh, model}) {
    return rows.flatMap(({n, converted, leads}) => {
      const found = below(converted, n, settings.below, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const within = shortDuration(model.horizons.sql_to_opportunity ?? 0);
      const text = `${shareText(converted, n)} of SQLs became opportunities within ${within}; healthy is ${percent(settings.below)} and more.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
