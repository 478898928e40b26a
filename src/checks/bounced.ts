import {z} from 'zod';
import {duration} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {count, level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'bounced',
  family: 'routing',
  title: 'Leads stay with the person they were given to',
  failureTitle: 'Leads are passed on before anybody talks to them',
  why: 'Each change of owner before the first touch restarts the clock in the CRM and not for the buyer.',
  how: 'Handoffs that left a human owner at least twice between the start and the first touch (METHODS 8), and those that came back to somebody who had them before (A-B-A).',
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
    select
        count(*)::integer as n,
        count(*) filter (owner_changes_before_touch >= $changes)::integer as bounced,
        count(*) filter (pingpong)::integer as pingpong,
        (quantile_disc(wall_seconds, 0.5) filter (owner_changes_before_touch >= $changes))::integer as median_wait,
        (quantile_disc(wall_seconds, 0.5) filter (owner_changes_before_touch < $changes))::integer as usual_wait,
        concerned(lead_id, owner_changes_before_touch >= $changes or pingpong) as leads
    from handoffs
    where excluded is null
    order by n`,
  row: z.object({
    n: z.int(),
    bounced: z.int(),
    pingpong: z.int(),
    median_wait: z.int().nullable(),
    usual_wait: z.int().nullable(),
    leads: LEADS,
  }),
  judge(rows, {settings, trust}) {
    return rows.flatMap(({n, bounced, pingpong, median_wait, usual_wait, leads}) => {
      const found = above(bounced, n, settings.above, {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const waits =
        median_wait === null || usual_wait === null
          ? ''
          : ` Half of those answered waited ${duration(median_wait)}, of the others ${duration(usual_wait)}.`;
      const text = `${shareText(bounced, n)} of handoffs changed owner ${settings.changes} times or more before anybody touched them, ${pingpong} came back to a former owner.${waits}`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
