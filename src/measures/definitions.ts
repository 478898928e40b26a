import type {Session} from '../engine/session.ts';
import {jaccard} from '../methods/jaccard.ts';
import {kappa} from '../methods/kappa.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {countOf, estimate} from './measure.ts';
import {builtInCautions, type Gates, measureUnder, standing} from './needs.ts';

const CELLS = [
  'supported',
  'unsupported',
  'missed',
  'neither',
  'undetermined_stamped',
  'undetermined_unstamped',
] as const;

type Cells = Record<(typeof CELLS)[number], number>;

/** `definitions.agreement`: the stamps against what is written down. */
export async function measureDefinitions(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const {stages} = model.definitions;
  const unwritten = (stage: 'mql' | 'sql') =>
    stages[stage] === null ? `the definitions do not say what it takes: write stages.${stage}` : null;
  const mql = standing(
    {
      missing: unwritten('mql') ?? (model.mql_known ? null : 'add leads.mql_at to the export'),
      cautions: builtInCautions(model, 'mql'),
    },
    model,
    gates,
  );
  const sql = standing(
    {
      columns: ['leads.sql_at or leads.converted_at or stage_history or dispositions'],
      missing: unwritten('sql'),
      cautions: builtInCautions(model, 'sql'),
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
  ].flat();
}

async function agreement(session: Session, stage: string, sql: string): Promise<Measure[]> {
  const cells = await session.row<Cells>(sql);
  const n = CELLS.reduce((sum, cell) => sum + cells[cell], 0);
  const table = CELLS.map(cell => countOf('definitions.agreement', {stage, cell}, cells[cell], n));
  return [...table, ...coefficients(stage, cells)];
}

/** METHODS 6: less than this and one lead more or less changes them. */
const MIN_JUDGED = 50;
const MIN_MARGIN = 5;

/**
 * The table in one number, three times: Jaccard, kappa, and kappa as if both judgements were even (PABAK). Kappa falls with
 * prevalence at the same agreement, so it never stands alone and is put into no words (METHODS 6).
 */
function coefficients(stage: string, cells: Cells): Measure[] {
  const {supported, unsupported, missed, neither} = cells;
  const n = supported + unsupported + missed + neither;
  const excluded = {undetermined: cells.undetermined_stamped + cells.undetermined_unstamped};
  const found = kappa([
    [supported, unsupported],
    [missed, neither],
  ]);
  const [low, high] = [found?.low ?? null, found?.high ?? null];
  const counted = {unit: 'ratio' as const, n, excluded};
  const measures = [
    estimate(
      'definitions.agreement',
      {stage, what: 'jaccard'},
      {
        ...counted,
        unit: 'share',
        value: jaccard(supported, unsupported, missed),
        numerator: supported,
        denominator: supported + unsupported + missed,
      },
    ),
    estimate(
      'definitions.agreement',
      {stage, what: 'kappa'},
      {
        ...counted,
        value: found?.kappa ?? null,
        interval: found?.se == null ? null : {low, high, method: 'fleiss-cohen-everitt'},
      },
    ),
    estimate('definitions.agreement', {stage, what: 'pabak'}, {...counted, value: found?.pabak ?? null}),
  ];
  const margin = Math.min(supported + unsupported, missed + neither, supported + missed, unsupported + neither);
  if (n >= MIN_JUDGED && margin >= MIN_MARGIN) return measures;
  const reason = `${n} can be judged, ${margin} in the smallest margin of the table; it takes ${MIN_JUDGED} and ${MIN_MARGIN}`;
  return measures.map(measure => ({...measure, status: 'small_n', reason}));
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

/** Stamped: handoffs, as of their MQL. Not stamped: leads that never became MQLs, as of as_of (SPEC 13, Funnel). */
const MQL = counted(`
  select true as stamped, mql_definition as meets from handoffs
  union all
  select false, mql_definition from missed_leads`);

/** Stamped: the SQL stamp or a conversion; a deal alone is no stamp, as in the check sql-definition (SPEC 13, Funnel). */
const SQL = counted('select sql_at is not null as stamped, sql_definition as meets from handoffs');
