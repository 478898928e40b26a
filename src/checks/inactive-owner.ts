import {z} from 'zod';
import {closesKnown} from '../measures/needs.ts';
import {plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';

export default defineCheck({
  id: 'inactive-owner',
  family: 'routing',
  title: 'Open leads belong to people who are still here',
  failureTitle: 'Open leads belong to people who left',
  why: 'A lead with a deactivated owner looks owned in every list and is worked by nobody.',
  how: 'Open handoffs whose owner at the cut-off is a deactivated user, by owner; those assigned after the deactivation come from a rule that still names the user. Counted, not estimated. An export that does not say which leads were closed tells these alone.',
  misleads: 'A user may be deactivated by mistake or be on long leave.',
  remedy: 'Reassign these leads, and where some were assigned after the deactivation mend the rule that does it.',
  needs: ['users.active or users.deactivated_at', 'leads.owner or owner_history'],
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
        concerned(h.lead_id, true) as leads,
        concerned(h.lead_id, s.assigned_at > u.deactivated_at) as leads_after
    from handoffs h
    join stg_users u on u.user_id = h.open_owner::varchar
    left join since s on s.lead_key = h.lead_key and s.owner = u.user_id
    where h.closed_at is null and not h.reached_sql and h.open_owner_kind = 'person' and not u.active
    group by u.user_id
    order by u.user_id`,
  row: z.object({owner: z.string(), n: z.int(), assigned_after: z.int(), leads: LEADS, leads_after: LEADS}),
  judge(rows, {settings, model, person}) {
    const known = closesKnown(model);
    return rows.flatMap(({owner, n: open, assigned_after, leads, leads_after}) => {
      const n = known ? open : assigned_after;
      if (n < Math.max(1, settings.min_leads)) return [];
      const after = `${plural(assigned_after, 'lead')} went to ${person(owner)} after the deactivation; which of them are still open the export does not say.`;
      const still = `${plural(open, 'open lead belongs', 'open leads belong')} to ${person(owner)}, who is deactivated${assigned_after > 0 ? `; ${plural(assigned_after, 'was', 'were')} assigned after that` : ''}.`;
      return [
        {
          level: settings.level,
          strength: 'confirmed' as const,
          subject: owner,
          text: known ? still : after,
          value: n,
          threshold: 0,
          unit: 'leads' as const,
          n,
          leads: known ? leads : leads_after,
        },
      ];
    });
  },
});
