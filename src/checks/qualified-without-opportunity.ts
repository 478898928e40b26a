import {z} from 'zod';
import {grouped, shortDuration} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'qualified-without-opportunity',
  family: 'pipeline',
  title: 'An SQL becomes an opportunity or is closed',
  failureTitle: 'SQLs are neither opportunity nor closed',
  why: 'Sales called these leads qualified, and then nothing: no deal, no reason. Each is either pipeline nobody entered or an SQL that never was one.',
  how: 'Of the handoffs whose SQL stage is at least the horizon old, the share that has no opportunity at all and was not rejected, disqualified or recycled either.',
  misleads: 'Deals that were created without their lead (opportunity-without-lead) make their SQLs look abandoned.',
  remedy: 'Ask the owner of each for one of two things: the deal, or the reason it was closed.',
  needs: ['opportunities', 'leads.sql_at or leads.converted_at or stage_history'],
  about: always('funnel', 'horizon', 'sql_to_opportunity'),
  reads: ['funnel.horizon.sql_to_opportunity', 'follow_up.stalled_after'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.5, 'share of SQLs that may be neither opportunity nor closed'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with qualified as (
        select
            h.lead_id,
            not h.reached_opportunity and h.closed_at is null as stuck,
            coalesce(h.last_touch_at < s.as_of - to_microseconds(s.stalled_after_us), true) as quiet
        from handoffs h
        cross join def_settings s
        where h.reached_sql and epoch_us(h.sql_time) <= epoch_us(s.as_of) - s.sql_to_opportunity_us
    )

    select
        count(*)::integer as n,
        count(*) filter (stuck)::integer as stuck,
        count(*) filter (stuck and quiet)::integer as quiet,
        concerned(lead_id, stuck) as leads
    from qualified
    order by n`,
  row: z.object({n: z.int(), stuck: z.int(), quiet: z.int(), leads: LEADS}),
  unasked: ({horizons}) =>
    horizons.sql_to_opportunity === null ? 'there is too little history to say how long an opportunity takes' : null,
  judge(rows, {settings, trust, weigh, model}) {
    return rows.flatMap(({n, stuck, quiet, leads}) => {
      const found = above(stuck, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const horizon = shortDuration(model.horizons.sql_to_opportunity ?? 0);
      const {stalled_after} = model.definitions.follow_up;
      const silent = model.has('activities')
        ? ` ${grouped(quiet)} of these ${quiet === 1 ? 'has' : 'have'} not been touched for ${shortDuration(stalled_after)}.`
        : '';
      const text = `${shareText(stuck, n)} of the SQLs older than ${horizon} are neither an opportunity nor closed.${silent}`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
