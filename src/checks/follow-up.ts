import {z} from 'zod';
import {percent, plural, shortDuration} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'follow-up',
  family: 'sla',
  title: 'Leads that do not answer are tried again',
  failureTitle: 'Leads are given up after a try or two',
  why: 'Most leads that can be reached are not reached by the first call. A first response in time and silence afterwards keeps the SLA and loses the lead.',
  how: 'Among handoffs that nothing ended before follow_up.within had passed: the share with at least follow_up.min_attempts human attempts in that time. Left out are who talked in that time (a connected call, a reply, an inbound message, or a meeting, which counts when it was booked, also where it was held later), who was closed or became an SQL or more, who is younger, and what the response leaves out (already worked on, bulk import, before the activities begin).',
  misleads: 'A short horizon or a high standard makes everybody fail; set the standard you actually train.',
  remedy: 'Put the standard into the sequence tool, and let a lead leave it only by contact or by a reason.',
  needs: ['activities'],
  about: always('follow_up'),
  reads: ['follow_up.min_attempts', 'follow_up.within'],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    below: share(0.5, 'share of unreached leads that got the standard number of attempts'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (attempts_in_time >= s.min_attempts)::integer as worked,
        quantile_disc(attempts_in_time, 0.5)::integer as median_attempts,
        concerned(lead_id, attempts_in_time < s.min_attempts) as leads
    from handoffs
    cross join def_settings s
    where attempts_due
    order by n`,
  row: z.object({n: z.int(), worked: z.int(), median_attempts: z.int().nullable(), leads: LEADS}),
  judge(rows, {settings, trust, weigh, model}) {
    const {min_attempts, within} = model.definitions.follow_up;
    return rows.flatMap(({n, worked, median_attempts, leads}) => {
      const found = below(worked, n, settings.below, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${shareText(worked, n)} of the leads that were neither reached nor closed within ${shortDuration(within)} got ${plural(min_attempts, 'attempt')} in that time; half got ${median_attempts ?? 0} or fewer. Expected: ${percent(settings.below)}.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
