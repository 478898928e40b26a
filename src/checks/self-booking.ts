import {z} from 'zod';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';

export default defineCheck({
  id: 'self-booking',
  family: 'response',
  title: 'No buyer had to book a slot alone',
  failureTitle: 'Some buyers booked a slot themselves before anybody called',
  why: 'A self-booked meeting is good news and no response by a rep: counted as one, it flatters every figure.',
  how: 'Handoffs in which the buyer booked a meeting before any human outreach; they have their own line and are in no percentile.',
  misleads: 'Without the activities’ direction a meeting booked by the buyer cannot be told from one booked by a rep.',
  remedy: 'Nothing to mend. Keep them apart when you compare reps or months.',
  needs: ['activities', 'activities.direction'],
  reads: ['response'],
  gates: [],
  settings: z.object({level: level('info'), min_leads: minLeads(1)}),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (outcome = 'self_booked')::integer as booked,
        concerned(lead_id, outcome = 'self_booked') as leads
    from handoffs
    where excluded is null
    order by n`,
  row: z.object({n: z.int(), booked: z.int(), leads: LEADS}),
  judge(rows, {settings}) {
    return rows
      .filter(({booked}) => booked > 0 && booked >= settings.min_leads)
      .map(({n, booked, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        text: `In ${shareText(booked, n)} of handoffs the buyer booked a meeting before anybody reached out. They count neither as answered nor as waiting.`,
        value: booked / n,
        unit: 'share' as const,
        n,
        leads,
      }));
  },
});
