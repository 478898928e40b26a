import {z} from 'zod';
import {percent, shortDuration} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'acceptance',
  family: 'sla',
  title: 'Sales acknowledges the leads it is handed',
  failureTitle: 'Sales leaves leads unacknowledged for longer than agreed',
  why: 'Until sales accepts or rejects a lead nobody is responsible for it: marketing thinks it handed over, sales does not know that it got something.',
  how: 'From the start to acceptance (or a later stage), on the agreed clock, among handoffs whose time has passed; a rejection in time is an answer too. Against acceptance.target.',
  misleads: 'Some teams accept by calling and never click; then look at response times instead.',
  remedy: 'Make acceptance one click in the lead’s page, alert the owner before the time is up, and escalate after it.',
  needs: ['leads.accepted_at or dispositions or stage_history'],
  gates: ['G1'],
  settings: z.object({level: level('warn'), min_leads: minLeads(20)}),
  sql: /* sql */ `
    with
    gaps as (
        select
            c.handoff_key,
            case when s.accept_clock = 'calendar' then c.wall_seconds else c.business_seconds end as seconds,
            c.gap_no,
            min(c.gap_no) filter (c.to_stamp in ('accepted', 'sql', 'opportunity', 'won', 'closed'))
                over (partition by c.handoff_key) as answering_gap
        from clock_ledger c
        cross join def_settings s
    ),

    waits as (
        select
            handoff_key,
            (sum(seconds) filter (gap_no <= answering_gap))::bigint as answered_after,
            sum(seconds)::bigint as age
        from gaps
        group by handoff_key
    ),

    due as (
        select h.lead_id, coalesce(w.answered_after <= s.accept_within, false) as in_time, w.answered_after is null as waiting
        from waits w
        join handoffs h using (handoff_key)
        cross join def_settings s
        where w.age > s.accept_within and h.excluded is null
    )

    select
        count(*)::integer as n,
        count(*) filter (in_time)::integer as in_time,
        count(*) filter (waiting)::integer as waiting,
        concerned(lead_id, not in_time) as leads
    from due
    order by n`,
  row: z.object({n: z.int(), in_time: z.int(), waiting: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.acceptance === null ? 'the definitions agree no time for acceptance (acceptance:)' : null,
  judge(rows, {settings, trust, model}) {
    const agreed = model.definitions.acceptance;
    if (agreed === null) return [];
    return rows.flatMap(({n, in_time, waiting, leads}) => {
      const found = below(in_time, n, agreed.target, {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const clockText = agreed.clock === 'business' ? ' of business time' : '';
      const text = `${shareText(in_time, n)} of handoffs were accepted or rejected within ${shortDuration(agreed.accept_within)}${clockText}, agreed ${percent(agreed.target)}. ${waiting} are still unanswered.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
