import {z} from 'zod';
import type {Measure} from '../result.ts';
import {duration, plural} from '../words.ts';
import {type Context, defineCheck, LEADS} from './define-check.ts';
import {level} from './settings.ts';
import {shareText} from './threshold.ts';

export default defineCheck({
  id: 'response-time',
  family: 'response',
  title: 'The time to first response is known',
  failureTitle: 'How long leads wait for a first response',
  why: 'Interest decays by the hour, and the number everybody quotes is the median of the answered leads, which leaves out exactly the ones that were lost.',
  how: 'Kaplan-Meier over all eligible handoffs, from the start of the buyer’s clock to the first human outreach; leads nobody answered stay in until the cut-off (METHODS 1.4). It judges nothing: the promises are judged by sla-compliance.',
  misleads: 'On the wall clock nights and weekends count; compare with the business clock before blaming anybody.',
  remedy: 'Read it with the promises: where the curve is flat, leads wait for a process and not for a person.',
  needs: ['activities'],
  reads: ['response'],
  gates: ['G1'],
  settings: z.object({level: level('info')}),
  sql: /* sql */ `
    select
        count(*)::integer as n,
        count(*) filter (outcome = 'responded')::integer as answered,
        concerned(lead_id, outcome != 'responded') as leads
    from handoffs
    where on_curve
    order by n`,
  row: z.object({n: z.int(), answered: z.int(), leads: LEADS}),
  judge(rows, context) {
    return rows.flatMap(({n, answered, leads}) => {
      if (n === 0) return [];
      const wall = median(context, 'wall');
      const sentences = [
        `${plural(n, 'handoff')} waited for a first response; ${shareText(answered, n)} got one so far.`,
        halfAnswered(wall, 'on the wall clock'),
        halfAnswered(median(context, 'business'), 'in business hours'),
      ];
      const measured = wall === null ? {} : {value: wall.value, unit: 'seconds' as const, interval: wall.interval};
      const text = sentences.filter(sentence => sentence !== '').join(' ');
      return [{level: context.settings.level, strength: context.trust, text, n, leads, ...measured}];
    });
  },
});

function median({measures}: Context<unknown>, time: 'wall' | 'business'): Measure | null {
  const found = measures.find(({id, segment}) => {
    const keys = Object.keys(segment);
    return id === 'response.p50' && segment['clock'] === 'buyer' && segment['time'] === time && keys.length === 2;
  });
  return found === undefined || found.status === 'not_measurable' ? null : found;
}

function halfAnswered(measure: Measure | null, clock: string): string {
  if (measure === null) return '';
  if (measure.value === null) return `Fewer than half were answered in the time observed, ${clock}.`;
  return `Half are answered within ${duration(measure.value)} ${clock}.`;
}
