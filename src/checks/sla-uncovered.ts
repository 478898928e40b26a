import {z} from 'zod';
import {plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads} from './settings.ts';
import {subjectOf} from './subject.ts';

export default defineCheck({
  id: 'sla-uncovered',
  family: 'sla',
  title: 'Every lead has a promise',
  failureTitle: 'No policy promises these leads a response',
  why: 'A source that no policy covers has no deadline, so it is never late and never in a chart: the quietest leak of all.',
  how: 'Handoffs that no policy under sla: matches at the start of their clock, by source. Counted, not estimated.',
  misleads: 'A source may be left out on purpose, e.g. leads a partner works; accept the finding and say why.',
  remedy: 'Add a policy for the source, or one without `when` at the end that covers everything else.',
  needs: [],
  asks: 'sla',
  reads: ['sla'],
  gates: [],
  settings: z.object({level: level('warn'), min_leads: minLeads(5)}),
  sql: /* sql */ `
    select source, count(*)::integer as n, concerned(lead_id, true) as leads
    from handoffs
    where policy_no is null and excluded is null
    group by source
    order by source`,
  row: z.object({source: z.string().nullable(), n: z.int(), leads: LEADS}),
  unasked: ({definitions}) => (definitions.sla.length === 0 ? 'the definitions promise no response time (sla:)' : null),
  judge(rows, {settings}) {
    return rows
      .filter(({n}) => n >= settings.min_leads)
      .map(({source, n, leads}) => ({
        level: settings.level,
        strength: 'confirmed' as const,
        subject: subjectOf(source),
        text: `No policy covers ${subjectOf(source)}: ${plural(n, 'handoff')} without a promise.`,
        value: n,
        threshold: 0,
        unit: 'count' as const,
        n,
        leads,
      }));
  },
});
