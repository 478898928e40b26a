import {plural} from '../words.ts';
import {defineGate} from './define-gate.ts';

/** G4: the model keeps list uploads out of response and SLA (handoffs.excluded); here they are counted. */
export default defineGate({
  id: 'G4',
  title: 'Leads arrive one by one',
  async judge(session) {
    const {handoffs, bulk} = await session.row<{handoffs: number; bulk: number}>(`
      select count(*)::integer as handoffs, count(*) filter (excluded = 'bulk_import')::integer as bulk from handoffs`);
    if (bulk === 0)
      return {
        state: 'pass',
        text: 'No minute holds so many new leads that it must be a list upload.',
        value: 0,
        n: handoffs,
      };
    return {
      state: 'soft',
      text: `${plural(bulk, 'handoff')} of leads created in bulk: a list upload is no inquiry, so they are out of response and SLA figures.`,
      value: bulk,
      n: handoffs,
      remedy: 'Export the time of the inquiry itself (leads.inquiry_at) for leads that were uploaded.',
    };
  },
});
