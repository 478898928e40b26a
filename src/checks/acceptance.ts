import {z} from 'zod';
import {createAcceptances} from '../measures/acceptance.ts';
import {businessDuration, percent, plural, shortDuration} from '../words.ts';
import {always} from './about.ts';
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
  about: always('acceptance'),
  reads: ['acceptance'],
  gates: ['G1'],
  settings: z.object({level: level('warn'), min_leads: minLeads(20)}),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (state = 'in_time')::integer as in_time,
        count(*) filter (waiting)::integer as waiting,
        concerned(lead_id, state = 'late') as leads
    from acceptances
    where state in ('in_time', 'late')
    order by n`,
  row: z.object({n: z.int(), in_time: z.int(), waiting: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.acceptance === null ? 'the definitions agree no time for acceptance (acceptance:)' : null,
  prepare: createAcceptances,
  judge(rows, {settings, trust, weigh, model}) {
    const agreed = model.definitions.acceptance;
    if (agreed === null) return [];
    return rows.flatMap(({n, in_time, waiting, leads}) => {
      const found = below(in_time, n, agreed.target, {
        min_leads: settings.min_leads,
        trust,
        weigh,
        of: ['acceptance', 'target'],
      });
      if (found === null) return [];
      const within =
        agreed.clock === 'business'
          ? `${businessDuration(agreed.accept_within)} of business time`
          : shortDuration(agreed.accept_within);
      const text = `${shareText(in_time, n)} of handoffs were accepted within ${within}, agreed ${percent(agreed.target)}. ${plural(waiting, 'is', 'are')} neither accepted nor closed.`;
      return [{level: settings.level, ...found, text, leads}];
    });
  },
});
