import {defineGate} from './define-gate.ts';

/** G13: one exported owner is the present one; who had the lead before, and since when, only its history says. */
export default defineGate({
  id: 'G13',
  title: 'The history of owners is exported',
  async judge(session, model) {
    if (model.has('owner_history')) {
      const {n} = await session.row<{n: number}>('select count(*)::integer as n from stg_owner_history');
      if (n > 0)
        return {
          state: 'pass',
          text: 'Changes of owner are exported, so the rep’s clock can be told from the routing delay.',
          n,
        };
    }
    return {
      state: 'hard',
      text: 'No history of owners: the exported owner is the present one. The rep’s clock and bounces cannot be measured.',
      remedy: 'Add the owner_history table (lead, time, old owner, new owner).',
    };
  },
});
