import {z} from 'zod';
import {duration, grouped, plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {count, level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'bounced',
  family: 'routing',
  title: 'Leads stay with the person they were given to',
  failureTitle: 'Leads are passed on before anybody talks to them',
  why: 'Each change of owner before the first touch restarts the clock in the CRM and not for the buyer.',
  how: 'Handoffs that left a human owner at least twice between the start and the first touch (METHODS 8), and those that came back to somebody who had them before (A-B-A). Hours lost: from the first person to the last one who gave it away.',
  misleads: 'A reorganisation that moves a whole territory at once looks like bouncing.',
  remedy: 'Look at the pairs that swap most: their rules overlap, or one of them gives leads away.',
  needs: ['owner_history'],
  gates: ['G13'],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of handoffs that bounced'),
    changes: count(2, 'changes of owner before the first touch that are a bounce'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    with
    -- from the first person to the last who gave it away before anybody touched it
    passing as (
        select
            h.handoff_key,
            max(epoch_us(o.to_at)) // 1000000 - min(epoch_us(h.first_human_owner_at)) // 1000000 as lost
        from handoffs h
        cross join def_settings s
        join owner_spans o on o.lead_key = h.lead_key and o.owner_kind = 'person'
            and o.to_at > h.first_human_owner_at
            and o.to_at <= coalesce(least(h.first_attempt_at, h.booked_at), h.closed_by, s.as_of)
        where h.excluded is null and h.owner_changes_before_touch >= $changes
        group by h.handoff_key
    )

    select
        count(*)::integer as n,
        coalesce(sum(p.lost), 0)::bigint as lost,
        (quantile_disc(p.lost, 0.5))::bigint as median_lost,
        count(*) filter (owner_changes_before_touch >= $changes)::integer as bounced,
        count(*) filter (pingpong)::integer as pingpong,
        (quantile_disc(wall_seconds, 0.5) filter (owner_changes_before_touch >= $changes))::integer as median_wait,
        (quantile_disc(wall_seconds, 0.5) filter (owner_changes_before_touch < $changes))::integer as usual_wait,
        concerned(lead_id, owner_changes_before_touch >= $changes or pingpong) as leads
    from handoffs h
    left join passing p using (handoff_key)
    where excluded is null
    order by n`,
  row: z.object({
    n: z.int(),
    bounced: z.int(),
    pingpong: z.int(),
    lost: z.int(),
    median_lost: z.int().nullable(),
    median_wait: z.int().nullable(),
    usual_wait: z.int().nullable(),
    leads: LEADS,
  }),
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({n, bounced, pingpong, lost, median_lost, median_wait, usual_wait, leads}) => {
      const found = above(bounced, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const waits =
        median_wait === null || usual_wait === null
          ? ''
          : ` Half of those answered waited ${duration(median_wait)}, of the others ${duration(usual_wait)}.`;
      const hours =
        median_lost === null
          ? ''
          : ` Between the first owner and the last change lay ${duration(median_lost)} or more for half of them, ${grouped(lost / 3600)} h in all.`;
      const text = `${shareText(bounced, n)} of handoffs changed owner ${plural(settings.changes, 'time')} or more before anybody touched them, ${pingpong} came back to a former owner.${hours}${waits}`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
