import {defineGate, tooFew} from './define-gate.ts';

/** Fewer handoffs may well have one owner. */
const MIN_HANDOFFS = 30;

interface Values {
  n: number;
  owners: number;
  owned: number;
  sources: number;
  sourced: number;
  amounts: number;
  deals: number;
}

/** G16: a column with one value compares nothing with nothing. */
export default defineGate({
  id: 'G16',
  title: 'Owners, sources and amounts differ',
  async judge(session) {
    const found = await session.row<Values>(VALUES);
    if (found.n < MIN_HANDOFFS) return tooFew(found.n, 'handoff', 'handoffs', 'too few to compare');
    const single = [
      found.owned >= MIN_HANDOFFS && found.owners === 1 ? 'one owner' : '',
      found.sourced >= MIN_HANDOFFS && found.sources === 1 ? 'one source' : '',
      found.deals >= MIN_HANDOFFS && found.amounts === 1 ? 'one amount' : '',
    ].filter(word => word !== '');
    if (single.length === 0)
      return {state: 'pass', text: 'Owners, sources and amounts take more than one value.', n: found.n};
    return {
      state: 'soft',
      text: `All handoffs have ${single.join(' and ')}: comparisons by it are void.`,
      value: single.length,
      n: found.n,
      remedy: 'Export the field people fill in, not a default.',
    };
  },
});

const VALUES = /* sql */ `
  select
      count(*)::integer as n,
      count(distinct coalesce(owner, open_owner))::integer as owners,
      count(coalesce(owner, open_owner))::integer as owned,
      count(distinct source)::integer as sources,
      count(source)::integer as sourced,
      count(distinct amount_cents)::integer as amounts,
      count(amount_cents)::integer as deals
  from handoffs`;
