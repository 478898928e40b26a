import {z} from 'zod';
import {businessDuration} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, seconds, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'queue-parking',
  family: 'routing',
  title: 'Queues are emptied within hours',
  failureTitle: 'Leads are parked in a queue',
  why: 'The time in a queue is charged to the rep in every report that counts from creation. It is the routing’s, and it is cheap to mend.',
  how: 'Of the handoffs that lay in a queue, the business time from the start to the first human owner (or touch), by queue; the share parked longer than a limit. Leads still inside the limit are too young to count, leads closed out of the queue are left out.',
  misleads:
    'A queue for nights and weekends shows little business time and much waiting; see the response curve on the wall clock.',
  remedy: 'Give the queue an owner and an alert, or route past it.',
  needs: ['owner_history or leads.owner'],
  about: (subject, {routing: {queues}}) =>
    queues.includes(subject) ? ['routing', 'queues', queues.indexOf(subject)] : ['routing', 'queues'],
  reads: ['routing.queues'],
  gates: ['G1', 'G13'],
  settings: z.object({
    level: level('warn'),
    parked_over: seconds(14_400, 'business time in a queue that is parking'),
    above: share(0.2, 'share of a queue’s leads that are parked'),
    min_leads: minLeads(10),
  }),
  sql: /* sql */ `
    with
    queued as (
        select h.handoff_key, arg_min(o.owner::varchar, o.from_at) as owner
        from handoffs h
        join owner_spans o on o.lead_key = h.lead_key
        where h.excluded is null and o.owner_kind = 'queue'
            and (o.to_at is null or o.to_at > h.start_at)
            and o.from_at < coalesce(h.first_human_owner_at, h.closed_by, timestamp '9999-12-31')
        group by h.handoff_key
    ),

    -- the rep's clock begins with the first human owner: what the other one has more was spent before
    stays as (
        select
            h.lead_id,
            q.owner,
            least(h.follow_business - coalesce(h.rep_follow_business, 0), h.business_seconds) as parked,
            not h.on_rep_clock and h.business_seconds is null as still_there
        from queued q
        join handoffs h using (handoff_key)
        -- closed, booked or progressed out of the queue: nobody says when it would have been taken
        where h.on_rep_clock or h.outcome in ('responded', 'open_untouched')
    )

    select
        coalesce(u.name, p.owner) as queue,
        count(*)::integer as n,
        count(*) filter (p.parked > $parked_over)::integer as parked,
        quantile_disc(p.parked, 0.5)::integer as median_stay,
        concerned(p.lead_id, p.parked > $parked_over) as leads
    from stays p
    left join stg_users u on u.user_id = p.owner
    where p.parked > $parked_over or not p.still_there
    group by queue
    order by queue`,
  row: z.object({queue: z.string(), n: z.int(), parked: z.int(), median_stay: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh}) {
    return rows.flatMap(({queue, n, parked, median_stay, leads}) => {
      const found = above(parked, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${queue}: ${shareText(parked, n)} of its leads lay there for more than ${businessDuration(settings.parked_over)} of business time, half of all for ${businessDuration(median_stay)} or more.`;
      return [{level: settings.level, ...found, subject: queue, text, leads}];
    });
  },
});
