import type {SmallRow} from '../../src/model/small-table.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant} from '../support/with-model.ts';

export const AS_OF = {asOf: instant('2026-06-01T00:00:00Z')};

/** Lehmer's generator: the same numbers everywhere. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Leads handed off over 200 days; demo requests win five times as often as the others. */
export function planted(leads: number, seed: number): SmallExport {
  const next = chance(seed);
  const pick = (words: readonly string[]) => words[Math.floor(next() * words.length)] ?? '';
  const rows: SmallRow[] = [];
  const opportunities: SmallRow[] = [];
  for (let index = 0; index < leads; index++) {
    const at = new Date(Date.parse('2025-09-01T12:00:00Z') + index * Math.floor((200 * 86_400_000) / leads));
    const mql_at = at.toISOString();
    const source = pick(['Demo', 'Webinar', 'Content', 'Event']);
    const industry = pick(['Healthcare', 'Retail', 'Software']);
    const lead_id = `L${index}`;
    rows.push({
      lead_id,
      source,
      industry,
      country: pick(['US', 'GB']),
      company: `C${index}`,
      created_at: mql_at,
      mql_at,
      owner: 'ann',
    });
    if (next() < (source === 'Demo' ? 0.25 : 0.05))
      opportunities.push({
        opportunity_id: `O${index}`,
        lead_id,
        created_at: mql_at,
        closed_at: new Date(at.getTime() + 86_400_000).toISOString(),
        is_won: true,
        is_closed: true,
      });
  }
  return {leads: rows, opportunities};
}
