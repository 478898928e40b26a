import {z} from 'zod';
import {businessDuration} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {scan} from './scan.ts';
import {level, minLeads, seconds} from './settings.ts';
import {subjectOf} from './subject.ts';
import {shareText} from './threshold.ts';

export default defineCheck({
  id: 'response-by-source',
  family: 'response',
  title: 'Leads of every source are answered alike',
  failureTitle: 'Leads of some sources wait longer than the rest',
  why: 'An average hides the source that nobody looks after: partner leads in a mailbox, events in a spreadsheet.',
  how: 'Share answered within one yardstick (business hours), each source against all others: Fisher’s exact test, Benjamini-Hochberg at q = 0.10, and a difference of 5 points or a factor of 1.5 (METHODS 0.8). Only leads that had the time.',
  misleads:
    'Sources with a longer promise may rightly be slower; choose a yardstick no shorter than the longest promise.',
  remedy: 'Look at who gets these leads and through which rule; give the source an owner and a promise.',
  needs: ['activities', 'leads.source'],
  reads: ['response'],
  gates: ['G1', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    within: seconds(86_400, 'business time within which a lead should be answered, whatever its source'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        source,
        count(*)::integer as n,
        count(*) filter (business_seconds <= $within)::integer as x,
        concerned(lead_id, coalesce(business_seconds > $within, true)) as leads
    from handoffs
    where on_curve and follow_business > $within
    group by source
    order by source`,
  row: z.object({source: z.string().nullable(), n: z.int(), x: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh}) {
    const all = {x: rows.reduce((sum, {x}) => sum + x, 0), n: rows.reduce((sum, {n}) => sum + n, 0)};
    const differences = scan(rows, {
      rest: ({x, n}) => ({x: all.x - x, n: all.n - n}),
      min_leads: settings.min_leads,
      weigh,
    });
    return rows.flatMap(({source, n, x, leads}, index) => {
      const found = differences[index];
      if (!found || found.difference > 0) return [];
      return [
        {
          level: settings.level,
          strength: trust,
          subject: subjectOf(source),
          text: `${shareText(x, n)} of ${subjectOf(source)} leads were answered within ${businessDuration(settings.within)} of business time, ${shareText(found.others.x, found.others.n)} of all others.`,
          value: found.share,
          threshold: found.rest,
          unit: 'share' as const,
          n,
          interval: found.interval,
          leads,
        },
      ];
    });
  },
});
