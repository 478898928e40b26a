import {z} from 'zod';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {subjectOf} from './subject.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'rejected-untouched',
  family: 'dispositions',
  title: 'Leads are tried before they are rejected',
  failureTitle: 'Leads are rejected without a single attempt',
  why: 'A verdict on quality without a call is a guess about a name. These leads are lost to follow-up, whatever the reason says.',
  how: 'Rejected and disqualified handoffs whose reason needs contact: the share without any human attempt before the close (METHODS 4.4); over all, and by team where one stands out.',
  misleads:
    'Attempts that are not logged look the same; see logging-coverage. Reasons such as spam or competitor need no contact and are left out.',
  remedy:
    'Require an attempt, or a reason that can be checked on the record, before a lead can be rejected; hand these back.',
  needs: ['activities', 'leads.rejected_at or dispositions or stage_history'],
  about: always('dispositions', 'contact_required'),
  reads: ['dispositions.contact_required', 'dispositions.reasons'],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.15, 'share of rejections without an attempt'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    with logging as (
        -- as METHODS 9, G8, by team: under half is no evidence of anything
        select team
        from handoffs
        where reached_opportunity and opportunity_at is not null and (excluded is null or excluded = 'already_working')
        group by team
        having count(*) >= 10
            and count(*) filter (excluded = 'already_working' or first_attempt_at <= opportunity_at or booked_at <= opportunity_at)
                < 0.5 * count(*)
    )

    select
        grouping(team)::integer as whole,
        team,
        count(*)::integer as n,
        count(*) filter (fate = 'rejected_untouched')::integer as untouched,
        count(*) filter (fate = 'rejected_untouched' and team in (select l.team from logging l))::integer as unlogged,
        concerned(lead_id, fate = 'rejected_untouched') as leads
    from handoffs
    where close_kind in ('rejected', 'disqualified') and needs_contact and not reached_sql
        and excluded is distinct from 'before_activities'
    group by grouping sets ((), (team))
    order by whole desc, team`,
  row: z.object({
    whole: z.int(),
    team: z.string().nullable(),
    n: z.int(),
    untouched: z.int(),
    unlogged: z.int(),
    leads: LEADS,
  }),
  judge(rows, {settings, trust}) {
    const found = rows.flatMap(row => {
      const beyond = above(row.untouched, row.n, settings.above, {min_leads: settings.min_leads, trust});
      return beyond === null || (row.whole === 0 && row.team === null) ? [] : [{row, beyond}];
    });
    // the whole says it; teams only where the whole does not
    const whole = found.filter(({row}) => row.whole === 1);
    return (whole.length > 0 ? whole : found).map(({row, beyond}) => ({
      level: settings.level,
      ...beyond,
      subject: row.whole === 1 ? '' : subjectOf(row.team),
      text: `${shareText(row.untouched, row.n)} of ${row.whole === 1 ? 'the' : `${subjectOf(row.team)}’s`} rejections that need an attempt came without one.${unlogged(row.unlogged, row.untouched)}`,
      leads: row.leads,
    }));
  },
});

function unlogged(count: number, of: number): string {
  if (count === 0) return '';
  const which = count === of ? 'All of them are' : `${count} of them are`;
  return ` ${which} of teams that log less than half of their work: see logging-coverage before anybody is blamed.`;
}
