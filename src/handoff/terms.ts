import type {Session} from '../engine/session.ts';
import type {Charts, Measure, Report} from '../result.ts';

/** What the data themselves say about how numbers are to be read. */
export type DataTerms = Pick<Report['terms'], 'currency' | 'people'>;

/** The one currency of all amounts, and the names of the reps whom measures and pictures speak of. */
export async function readTerms(session: Session, measures: readonly Measure[], charts: Charts): Promise<DataTerms> {
  const {currency} = await session.row<{currency: string | null}>(CURRENCY);
  const told = new Set([
    ...measures.flatMap(({segment}) => segment['owner'] ?? []),
    ...charts.reps.reps.map(({owner}) => owner),
  ]);
  const names = await session.rows<{id: string; name: string}>(
    'select user_id as id, name from person_names order by user_id',
  );
  return {currency, people: names.filter(({id}) => told.has(id))};
}

// an amount without a currency may be in any
const CURRENCY = /* sql */ `
  select case when count(distinct currency) = 1 and count(currency) = count(*) then min(currency) end as currency
  from handoff_opportunities
  where amount_cents is not null`;
