import type {Finding} from '../result.ts';

/** The leads of several rows as one: counts add, ids in order, as many as a finding lists. */
export function mergedLeads(rows: readonly {leads: Finding['leads']}[]): Finding['leads'] {
  const ids = [...new Set(rows.flatMap(({leads}) => leads.ids))].sort().slice(0, 1000);
  return {count: rows.reduce((sum, {leads}) => sum + leads.count, 0), ids};
}
