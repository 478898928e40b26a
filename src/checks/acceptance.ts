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
  how: 'From the start to acceptance (or a later stage), on the agreed clock, among handoffs whose time has passed, against acceptance.target; leads closed inside the time are in neither number.',
  misleads: 'Some teams accept by calling and never click; then look at response times instead.',
  remedy: 'Make acceptance one click in the lead’s page, alert the owner before the time is up, and escalate after it.',
  needs: ['leads.accepted_at or dispositions or stage_history'],
  gates: ['G1'],
  settings: z.object({level: level('warn'), min_leads: minLeads(20)}),
  sql: /* sql */ `
    with
    stamps as (
        select
            h.lead_id,
            h.schedule,
            h.reached_accepted,
            epoch_us(h.start_at) as start_us,
            epoch_us(case when h.accepted_time < h.start_at then h.start_at else h.accepted_time end) as accepted_us,
            epoch_us(h.closed_at) as closed_us,
            s.accept_clock = 'calendar' as calendar,
            s.accept_within as within,
            case when calendar then h.follow_wall else h.follow_business end as age,
            g.slot_us
        from handoffs h
        cross join def_settings s
        cross join def_slot g
        where h.excluded is null
    ),

    waits as (
        select
            t.*,
            case
                when calendar then accepted_us - start_us
                else opened_by(accepted_us, accepted_slot) - opened_by(start_us, start_slot)
            end as accept_us,
            case
                when calendar then closed_us - start_us
                else opened_by(closed_us, closed_slot) - opened_by(start_us, start_slot)
            end as close_us
        from stamps t
        left join calendar_slots start_slot on start_slot.schedule = t.schedule and start_slot.slot = t.start_us // t.slot_us
        left join calendar_slots accepted_slot on accepted_slot.schedule = t.schedule and accepted_slot.slot = t.accepted_us // t.slot_us
        left join calendar_slots closed_slot on closed_slot.schedule = t.schedule and closed_slot.slot = t.closed_us // t.slot_us
    ),

    -- a fast rejection is no way to pass, and no broken promise (METHODS 2.1)
    due as (
        select
            lead_id,
            coalesce(accept_us <= within * 1000000, false) as in_time,
            accept_us is null and close_us is null as waiting
        from waits
        where age > within
            and (accept_us <= within * 1000000 or close_us is null or close_us > within * 1000000)
            and (accept_us is not null or not reached_accepted)
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
      const text = `${shareText(in_time, n)} of handoffs were accepted within ${shortDuration(agreed.accept_within)}${clockText}, agreed ${percent(agreed.target)}. ${waiting} are neither accepted nor closed.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
