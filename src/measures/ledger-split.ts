import type {Session} from '../engine/session.ts';
import {newcombe} from '../methods/newcombe.ts';
import {type BucketShare, shapley3} from '../methods/shapley.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure, Segment} from '../result.ts';
import {shortDuration} from '../words.ts';
import {estimate, notMeasurable} from './measure.ts';
import {type Gates, horizonLack, measureUnder, mqlCautions, outreachCautions, standing} from './needs.ts';
import {noiseOf, type Split, splitSentence} from './split-sentence.ts';

const ID = 'ledger.split';
const CELLS = ['quality', 'handling', 'rate'] as const;

/** METHODS 0.9: leads a side, and conversions on both together. */
const MIN_LEADS = 30;
const MIN_CONVERSIONS = 20;
/** Sources and teams compared with the rest: the largest. */
const MOST_SEGMENTS = 5;
const THE_REST = 'the rest';
/** An export that begins later in a period does not have all of it. */
const FIRST_DAYS = 7;

/** `ledger.split`: is it the leads or what is done with them? Between periods, and of sources and teams (METHODS 5.5b). */
export async function measureSplit(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['activities', 'leads.sql_at or leads.converted_at or stage_history or dispositions'],
    gates: ['G1', 'G8', 'G9', 'G15'],
    doubts: ['G2', 'G3', 'G5', 'G6', 'G12'],
    missing: horizonLack(model, 'mql_to_sql'),
    cautions: [...outreachCautions(model), ...mqlCautions(model)],
  };
  const blank = {id: ID, unit: 'share' as const, segment: {what: 'periods', cell: 'total'}};
  return measureUnder(standing(needs, model, gates), [blank], async () => {
    await session.run(`create or replace table split_cells as\n${readSql('measures/split_cells')}`);
    const measures = [
      ...(await periodMeasures(session, model)),
      ...(await segmentMeasures(session, 'source')),
      ...(await segmentMeasures(session, 'team')),
    ];
    await session.run('drop table split_cells');
    return measures;
  });
}

interface Counted {
  name: string;
  n: number;
  x: number;
}

/** The last two full quarters, else months; a period is full once its youngest lead has had its time. */
async function periodMeasures(session: Session, model: Model): Promise<Measure[]> {
  const span = await session.row<Span>(SPAN, {time_zone: model.time_zone});
  for (const period of ['quarter', 'month'] as const) {
    const full = (await session.rows<Counted>(SIZES[period])).filter(({name}) => isFull(name, period, span));
    const [before, after] = full.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(-2);
    if (before === undefined || after === undefined || tooFew(before, after)) continue;
    const cells = await session.rows<SidedCell>(PERIOD_CELLS[period], {before: before.name, after: after.name});
    const names = [before.name, after.name] as const;
    return splitMeasures({what: names.join(' to ')}, names, cells);
  }
  const horizon = shortDuration(model.horizons.mql_to_sql ?? 0);
  const reason = `it takes two quarters or months of leads at least ${horizon} old, with ${MIN_LEADS} leads each and ${MIN_CONVERSIONS} SQLs`;
  return [notMeasurable(ID, 'share', reason, {what: 'periods', cell: 'total'})];
}

/** Local days: of the first start, and the one whose leads are just old enough. */
interface Span {
  first: string | null;
  matured: string;
}

const SPAN = /* sql */ `
  select
      strftime(timezone($time_zone::varchar, timezone('UTC', min(h.start_at))), '%Y-%m-%d') as first,
      strftime(timezone($time_zone::varchar, timezone('UTC', s.as_of - to_microseconds(s.mql_to_sql_us))), '%Y-%m-%d') as matured
  from def_settings s
  left join handoffs h on true
  group by s.as_of, s.mql_to_sql_us`;

type Period = 'quarter' | 'month';

function isFull(name: string, period: Period, {first, matured}: Span): boolean {
  if (first === null || name >= periodOf(matured, period)) return false;
  return name > periodOf(first, period) || beginsPeriod(first, period);
}

/** `2026-Q2` or `2026-04` of `2026-04-30`, as the model writes them. */
function periodOf(day: string, period: Period): string {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return period === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${quarter}`;
}

function beginsPeriod(day: string, period: Period): boolean {
  const month = Number(day.slice(5, 7));
  return Number(day.slice(8)) <= FIRST_DAYS && (period === 'month' || month % 3 === 1);
}

/**
 * Nobody can say how these were handled: among the untouched they make neglect look good, in a bucket of their own they only
 * convert, and without them a team that does not log looks poor. So there is no split where they are many (METHODS 2.1: 10%).
 */
const UNLOGGED = 'unlogged';
const MOST_UNLOGGED = 0.1;
const UNTOLD =
  'over 10% of the SQLs of one side have no logged touch: how they were handled cannot be told; log the work';

const sizesBy = (column: string) => /* sql */ `
  select ${column} as name, sum(n)::integer as n, sum(x)::integer as x
  from split_cells
  where ${column} is not null and bucket != '${UNLOGGED}'
  group by ${column}
  order by n desc, name`;

const SIZES = {
  quarter: sizesBy('quarter'),
  month: sizesBy('month'),
  source: sizesBy('source'),
  team: sizesBy('team'),
};

interface SidedCell extends BucketShare {
  after: boolean;
}

const cellsBy = (after: string, stratum: string, where: string) => /* sql */ `
  select ${after} as after, ${stratum} as stratum, bucket, sum(n)::integer as n, sum(x)::integer as x
  from split_cells
  where ${where}
  group by all
  order by all`;

/** Strata are what is known at the handoff: source, and whether the written definition is met. */
const STRATUM = "coalesce(source, '') || ' / ' || fit";

const periodCells = (column: Period) => cellsBy(`${column} = $after`, STRATUM, `${column} in ($before, $after)`);
const PERIOD_CELLS = {quarter: periodCells('quarter'), month: periodCells('month')};

/** Of a source only the fit can be its mix. */
const SEGMENT_CELLS = {
  source: cellsBy('source = $name', 'fit', 'source is not null'),
  team: cellsBy('team = $name', STRATUM, 'team is not null'),
};

/** Each of the largest against the rest of its kind. */
async function segmentMeasures(session: Session, dimension: 'source' | 'team'): Promise<Measure[]> {
  const all = await session.rows<Counted>(SIZES[dimension]);
  const n = all.reduce((sum, one) => sum + one.n, 0);
  const x = all.reduce((sum, one) => sum + one.x, 0);
  const large = all.filter(one => !tooFew(one, {n: n - one.n, x: x - one.x})).slice(0, MOST_SEGMENTS);
  const measures: Measure[] = [];
  for (const {name} of large) {
    const cells = await session.rows<SidedCell>(SEGMENT_CELLS[dimension], {name});
    measures.push(...splitMeasures({what: 'against the rest', [dimension]: name}, [THE_REST, name], cells));
  }
  return measures;
}

function tooFew(a: {n: number; x: number}, b: {n: number; x: number}): boolean {
  return Math.min(a.n, b.n) < MIN_LEADS || a.x + b.x < MIN_CONVERSIONS;
}

function splitMeasures(segment: Segment, names: Split['names'], all: readonly SidedCell[]): Measure[] {
  if ([true, false].some(side => unloggedShare(all.filter(({after}) => after === side)) > MOST_UNLOGGED))
    return [notMeasurable(ID, 'share', UNTOLD, {...segment, cell: 'total'})];
  const cells = all.filter(({bucket}) => bucket !== UNLOGGED);
  const first = cells.filter(({after}) => !after);
  const second = cells.filter(({after}) => after);
  const [before, after] = [counted(first), counted(second)];
  const parts = shapley3(first, second);
  const limits = newcombe(after.x, after.n, before.x, before.n);
  if (parts === null || limits === null) return [];
  const mix_known = new Set(cells.map(({stratum}) => stratum)).size > 1;
  const over_time = names[0] !== THE_REST;
  const split = {names, over_time, before, after, parts, low: limits.low, high: limits.high, mix_known};
  const n = before.n + after.n;
  return [
    estimate(
      ID,
      {...segment, cell: 'total'},
      {
        unit: 'share',
        value: parts.total,
        n,
        interval: {low: limits.low, high: limits.high, method: 'newcombe'},
        note: splitSentence(split),
        excluded: {unlogged: counted(all).n - n},
      },
    ),
    ...CELLS.map(cell => partMeasure({...segment, cell}, cell, split)),
  ];
}

/** Bookkeeping, not causation; a part no larger than the total's own uncertainty is not told from chance. */
function partMeasure(segment: Segment, cell: (typeof CELLS)[number], split: Split): Measure {
  if (cell === 'quality' && !split.mix_known)
    return notMeasurable(
      ID,
      'share',
      'all leads are of one kind: write stages.mql to tell a better from a poorer mix',
      segment,
    );
  const value = split.parts[cell];
  const measure = estimate(ID, segment, {unit: 'share', value, n: split.before.n + split.after.n});
  if (Math.abs(value) > noiseOf(split)) return measure;
  const reason = `within noise: the difference is known to ±${(noiseOf(split) * 100).toFixed(1)} points`;
  return {...measure, status: 'small_n', reason};
}

function unloggedShare(cells: readonly SidedCell[]): number {
  const {x} = counted(cells);
  return x === 0 ? 0 : counted(cells.filter(({bucket}) => bucket === UNLOGGED)).x / x;
}

function counted(cells: readonly BucketShare[]): {x: number; n: number} {
  return {x: cells.reduce((sum, {x}) => sum + x, 0), n: cells.reduce((sum, {n}) => sum + n, 0)};
}
