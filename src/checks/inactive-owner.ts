import {z} from 'zod';
import {CLOSES} from '../measures/needs.ts';
import {plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';

export default defineCheck({
  id: 'inactive-owner',
  family: 'routing',
  title: 'Open leads belong to people who are still here',
  failureTitle: 'Open leads belong to people who left',
  why: 'A lead with a deactivated owner looks owned in every list and is worked by nobody.',
  how: 'Open handoffs whose owner at the cut-off is a deactivated user, by owner; those assigned after the deactivation come from a rule that still names the user. Counted, not estimated.',
  misleads: 'A user may be deactivated by mistake or be on long leave.',
  remedy: 'Reassign these leads, and where some were assigned after the deactivation mend the rule that does it.',
  needs: ['users.active or users.deactivated_at', 'leads.owner or owner_history', CLOSES],
  gates: [],
  settings: z.object({level: level('warn'), min_leads: minLeads(1)}),
  sql: /* sql */ `
    with since as (
        select lead_key, owner::varchar as owner, max(from_at) as assigned_at
        from owner_spans
        where to_at is null
        group by lead_key, owner::varchar
    )

    select
        u.user_id as owner,
        count(*)::integer as n,
        count(*) filter (s.assigned_at > u.deactivated_at)::integer as assigned_after,
        concerned(h.lead_id, true) as leads
    from handoffs h
    join stg_users u on u.user_id = h.open_owner::varchar
    left join since s on s.lead_key = h.lead_key and s.owner = u.user_id
    where h.closed_at is null and not h.reached_sql and h.open_owner_kind = 'person' and not u.active
    group by u.user_id
    order by u.user_id`,
  row: z.object({owner: z.string(), n: z.int(), assigned_after: z.int(), leads: LEADS}),
  judge(rows, {settings, person}) {
    return rows
      .filter(({n}) => n >= settings.min_leads)
      .map(({owner, n, assigned_after, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        subject: owner,
        text: `${plural(n, 'open lead')} belong to ${person(owner)}, who is deactivated${assigned_after > 0 ? `; ${assigned_after} were assigned after that` : ''}.`,
        value: n,
        threshold: 0,
        n,
        leads,
      }));
  },
});
