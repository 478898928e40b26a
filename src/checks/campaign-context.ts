import {z} from 'zod';
import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {below, shareText} from './threshold.ts';

export default defineCheck({
  id: 'campaign-context',
  family: 'context',
  title: 'Leads reach sales with what they did and where they came from',
  failureTitle: 'Leads reach sales without context',
  why: 'A rep who does not know which campaign a lead answered opens with “how did you hear about us”, and the handoff’s work is lost.',
  how: 'Handoffs with every field of context.required filled and enough signals up to the MQL, of those that can be told (fields and signals that the export carries). Beside it the share of both kinds that became SQLs within the horizon, with Newcombe’s interval of the difference.',
  misleads:
    'Fields are today’s: what was filled in afterwards counts as known at the handoff. A form that asks for more also chooses its leads: a difference in SQLs is an association.',
  remedy: 'Make the fields part of the form or of the sync, and put the last signals into the alert the rep gets.',
  needs: [],
  asks: 'context',
  reads: ['context', 'funnel.horizon.mql_to_sql'],
  gates: [],
  settings: z.object({
    level: level('warn'),
    below: share(0.8, 'share of handoffs that should come with their context'),
    min_leads: minLeads(30),
  }),
  sql: /* sql */ `
    select
        count(context)::integer as n,
        count(*) filter (context)::integer as complete,
        count(*) filter (context = false and campaign is null)::integer as without_campaign,
        count(*) filter (context = false and source is null)::integer as without_source,
        concerned(lead_id, context = false) as leads
    from handoffs
    order by n`,
  row: z.object({n: z.int(), complete: z.int(), without_campaign: z.int(), without_source: z.int(), leads: LEADS}),
  unasked: ({definitions}) =>
    definitions.context === null ? 'the definitions do not say what sales must get (context:)' : null,
  judge(rows, {settings, trust, weigh, measures}) {
    return rows.flatMap(({n, complete, without_campaign, without_source, leads}) => {
      const found = below(complete, n, settings.below, {min_leads: settings.min_leads, trust, weigh});
      if (found === null) return [];
      const text = `${shareText(complete, n)} of handoffs came with their context, wanted ${percent(settings.below)}: ${without_campaign} had no campaign, ${without_source} no source.`;
      return [{level: settings.level, ...found, text: text + converted(measures), leads}];
    });
  },
});

/** What came of both kinds, where there are enough of each; said as found, not as caused. */
function converted(measures: readonly Measure[]): string {
  const of = (what: string) =>
    measures.find(({id, segment}) => id === 'context.mql_to_sql' && segment['what'] === what);
  const [given, without, difference] = [of('with'), of('without'), of('difference')];
  if (!given?.denominator || !without?.denominator || difference?.value == null || difference.status === 'small_n')
    return '';
  const {low = null, high = null} = difference.interval ?? {};
  if (low === null || high === null) return '';
  const shares = [given, without].map(({numerator, denominator}) => shareText(numerator ?? 0, denominator ?? 0));
  const points = `${pointsText(difference.value)} points (95% interval ${pointsText(low)} to ${pointsText(high)})`;
  return ` ${shares[0]} of handoffs with their context became SQLs, ${shares[1]} of those without: a difference of ${points}.`;
}

/** `-3` of -0.034: shares as points. */
function pointsText(share: number): string {
  return String(Math.round(share * 100) + 0);
}
