import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {countOf, shareOf} from './measure.ts';
import {type Gates, lackText, measureUnder, mqlCautions, standing} from './needs.ts';

const CELLS = [
  'supported',
  'unsupported',
  'missed',
  'neither',
  'undetermined_stamped',
  'undetermined_unstamped',
] as const;

type Cells = Record<(typeof CELLS)[number], number>;

/** `definitions.agreement` and `context.coverage`: the stamps against what is written down. */
export async function measureDefinitions(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const {stages, context} = model.definitions;
  const unwritten = (stage: 'mql' | 'sql') =>
    stages[stage] === null ? `the definitions do not say what it takes: write stages.${stage}` : null;
  const mql = standing(
    {missing: unwritten('mql') ?? (model.mql_known ? null : 'add leads.mql_at to the export')},
    model,
    gates,
  );
  const sql = standing(
    {columns: ['leads.sql_at or leads.converted_at or stage_history or dispositions'], missing: unwritten('sql')},
    model,
    gates,
  );
  const needed = standing(
    {
      missing: context === null ? 'the definitions ask for no context: write context' : lackText(model, 'context'),
      cautions: mqlCautions(model),
    },
    model,
    gates,
  );
  return [
    await measureUnder(mql, [{id: 'definitions.agreement', unit: 'count', segment: {stage: 'mql'}}], () =>
      agreement(session, 'mql', MQL),
    ),
    await measureUnder(sql, [{id: 'definitions.agreement', unit: 'count', segment: {stage: 'sql'}}], () =>
      agreement(session, 'sql', SQL),
    ),
    await measureUnder(needed, [{id: 'context.coverage', unit: 'share'}], () => coverage(session)),
  ].flat();
}

async function agreement(session: Session, stage: string, sql: string): Promise<Measure[]> {
  const cells = await session.row<Cells>(sql);
  const n = CELLS.reduce((sum, cell) => sum + cells[cell], 0);
  return CELLS.map(cell => countOf('definitions.agreement', {stage, cell}, cells[cell], n));
}

const counted = (relation: string) => /* sql */ `
  select
      count(*) filter (stamped and meets)::integer as supported,
      count(*) filter (stamped and not meets)::integer as unsupported,
      count(*) filter (not stamped and meets)::integer as missed,
      count(*) filter (not stamped and not meets)::integer as neither,
      count(*) filter (stamped and meets is null)::integer as undetermined_stamped,
      count(*) filter (not stamped and meets is null)::integer as undetermined_unstamped
  from (${relation})`;

/** Stamped: handoffs, as of their stamp. Not stamped: leads that never became MQLs, as of as_of (SPEC 13, Funnel). */
const MQL = counted(`
  select true as stamped, mql_definition as meets from handoffs
  union all
  select false, mql_definition from missed_leads`);

const SQL = counted('select sql_at is not null as stamped, sql_definition as meets from handoffs');

/** The share of handoffs that reached sales with the required context, of those that can be judged. */
async function coverage(session: Session): Promise<Measure[]> {
  const {given, judged, undetermined} = await session.row<{given: number; judged: number; undetermined: number}>(`
    select
        count(*) filter (context)::integer as given,
        count(context)::integer as judged,
        count(*) filter (context is null)::integer as undetermined
    from handoffs`);
  return [shareOf('context.coverage', {}, given, judged, {excluded: {undetermined}})];
}
