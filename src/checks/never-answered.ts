import {z} from 'zod';
import {percent, plural} from '../words.ts';
import {always} from './about.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

export default defineCheck({
  id: 'never-answered',
  family: 'response',
  title: 'Nearly every lead hears from a person',
  failureTitle: 'Leads never hear from a person',
  why: 'A lead nobody answers is marketing money spent to disappoint somebody. In the audit behind the famous 42 hours, 23% of companies never answered at all (HBR, March 2011).',
  how: 'Of the handoffs older than follow_up.never_after (self-booked, unlogged and excluded ones out), the share without any human outreach, open or closed. Confirmed where the Wilson limit is above the threshold.',
  misleads:
    'Work that is not logged looks the same. Read it with logging-coverage: the text gives the range that the logged share allows.',
  remedy:
    'List these leads by owner, call the open ones, and find out which step lost them: no owner, a queue nobody watches, or a rep.',
  needs: ['activities'],
  about: always('follow_up', 'never_after'),
  reads: ['response', 'follow_up.never_after'],
  gates: ['G8', 'G9', 'G10', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.1, 'share of leads without any human response'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (outcome != 'responded')::integer as never,
        count(*) filter (outcome = 'open_untouched')::integer as still_open,
        concerned(lead_id, outcome != 'responded') as leads
    from handoffs
    where on_curve and never_after
    order by n`,
  row: z.object({n: z.int(), never: z.int(), still_open: z.int(), leads: LEADS}),
  judge(rows, {settings, trust, weigh, gates}) {
    return rows.flatMap(({n, never, still_open, leads}) => {
      const found = above(never, n, settings.above, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const range = unloggedRange(never / n, gates.get('G8')?.value ?? null);
      const text = `${shareText(never, n)} of the leads old enough to tell were never answered by a person; ${plural(still_open, 'of them is', 'of them are')} still open.${range}`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});

/** METHODS 9, G8: part of the untouched was worked and not logged. */
function unloggedRange(untouched: number, logged: number | null): string {
  if (logged === null || logged <= 0 || logged >= 1) return '';
  const least = Math.max(0, 1 - (1 - untouched) / logged);
  return ` With ${percent(logged)} of work logged, the true share lies between ${percent(least)} and ${percent(untouched)}.`;
}
