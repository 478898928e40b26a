import {z} from 'zod';
import {closesKnown} from '../measures/needs.ts';
import {duration, plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, seconds} from './settings.ts';
import {subjectOf} from './subject.ts';

export default defineCheck({
  id: 'unowned-leads',
  family: 'routing',
  title: 'Every open lead has a person',
  failureTitle: 'Open leads belong to nobody',
  why: 'A lead in a queue, with an integration user or with no owner is on nobody’s list. No rep neglects it; the routing lost it.',
  how: 'Open handoffs (not closed, not at the SQL stage) older than a grace whose owner at the cut-off is blank, a queue or an integration, by source. Counted, not estimated. An owner the users file does not know is not “nobody”. Likely at most where the export does not say which leads were closed.',
  misleads: 'A desk that works from a queue by design looks unowned; accept the finding for that source and say why.',
  remedy: 'Assign these today, oldest first; then find the rule or the queue that let them lie.',
  needs: ['leads.owner or owner_history'],
  reads: ['routing.queues'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    older_than: seconds(172_800, 'time since the start that a lead may be without a person'),
    min_leads: minLeads(3),
  }),
  sql: /* sql */ `
    select
        h.source,
        count(*)::integer as n,
        max(epoch_us(s.as_of) - epoch_us(h.start_at))::bigint // 1000000 as oldest,
        concerned(h.lead_id, true) as leads
    from handoffs h
    cross join def_settings s
    where h.closed_at is null and not h.reached_sql
        and h.open_owner_kind in ('queue', 'integration', 'none')
        and epoch_us(s.as_of) - epoch_us(h.start_at) > $older_than::bigint * 1000000
    group by h.source
    order by h.source`,
  row: z.object({source: z.string().nullable(), n: z.int(), oldest: z.int(), leads: LEADS}),
  judge(rows, {settings, model}) {
    const known = closesKnown(model);
    return rows
      .filter(({n}) => n >= settings.min_leads)
      .map(({source, n, oldest, leads}) => ({
        level: settings.level,
        strength: known ? ('confirmed' as const) : ('likely' as const),
        subject: subjectOf(source),
        text: `${plural(n, known ? 'open lead' : 'lead')} of ${subjectOf(source)} ${n === 1 ? 'belongs' : 'belong'} to nobody; the oldest has waited ${duration(oldest)}.${known ? '' : ' Which of them were closed the export does not say.'}`,
        value: n,
        threshold: 0,
        unit: 'leads' as const,
        n,
        leads,
      }));
  },
});
