import {z} from 'zod';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'undecided',
  family: 'dispositions',
  title: 'Every lead gets a yes or a no',
  failureTitle: 'Leads get neither a yes nor a no',
  why: 'A lead that is neither accepted nor rejected is in nobody’s number. Where many are, every rate per decision flatters.',
  how: 'MQLs at least 30 days old with no close and no acceptance or later stage within 30 days of the MQL (SPEC: undecided).',
  misleads:
    'A team that works leads without touching their status leaves them undecided; see acceptance and logging-coverage.',
  remedy: 'Agree on a day by which a lead is accepted, rejected or recycled, and let the system ask.',
  needs: [
    'leads.rejected_at or dispositions or stage_history',
    'leads.accepted_at or leads.sql_at or dispositions or stage_history',
  ],
  about: always('funnel', 'rejection'),
  gates: [],
  settings: z.object({
    level: level('warn'),
    above: share(0.25, 'share of MQLs nobody decided on'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with old as (
        select
            lead_id,
            coalesce(mql_at, start_at) + interval 30 days as due_at,
            coalesce(least(closed_at, accepted_time, sql_time, opportunity_time) > due_at, true)
                and not (reached_sql and sql_time is null) as undecided
        from handoffs
        cross join def_settings s
        where coalesce(mql_at, start_at) + interval 30 days <= s.as_of
    )

    select
        count(*)::integer as n,
        count(*) filter (undecided)::integer as undecided,
        concerned(lead_id, undecided) as leads
    from old
    order by n`,
  row: z.object({n: z.int(), undecided: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({n, undecided, leads}) => {
      const found = above(undecided, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${shareText(undecided, n)} of handoffs were neither accepted nor closed within 30 days.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
