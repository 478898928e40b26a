import type {Session} from '../../engine/session.ts';
import {Problem} from '../../problem.ts';
import type {Segment} from '../../result.ts';
import {hasColumn, withHistory} from './file.ts';

export interface Trend {
  schema: 'handoff-trend/1';
  /** In the order of their moments. */
  runs: readonly Run[];
  series: readonly Series[];
}

export interface Run {
  run: string;
  as_of: string;
  tool_version: string;
  company: string | null;
  time_zone: string;
  since: string | null;
  until: string | null;
  definitions_path: string;
  definitions_sha256: string;
  handoffs: number;
  errors: number;
  warnings: number;
  likely: number;
  accepted: number;
  /** Of all amounts; null where none is known, or several are. */
  currency: string | null;
}

/** One measure of one segment. */
export interface Series {
  id: string;
  segment: Segment;
  unit: string;
  /** One per run; null where the run did not have the measure. */
  points: readonly (Point | null)[];
}

export interface Point {
  value: number | null;
  n: number | null;
  low: number | null;
  high: number | null;
  status: string;
}

export interface TrendOptions {
  /** Only the newest runs. */
  last?: number | undefined;
  /** Only these measures. */
  measures?: readonly string[] | undefined;
}

export function readTrend(path: string, options: TrendOptions = {}): Promise<Trend> {
  return withHistory(path, 'read', async session => {
    const currency = (await hasColumn(session, 'runs', 'currency')) ? 'currency' : 'null::varchar';
    const all = await session.rows<Run>(runsSql(currency));
    const runs = options.last === undefined ? all : all.slice(-options.last);
    return {schema: 'handoff-trend/1', runs, series: await readSeries(session, runs, options.measures)};
  });
}

const runsSql = (currency: string) => `
  select run, as_of, tool_version, company, time_zone, since, until, definitions_path, definitions_sha256,
      handoffs, errors, warnings, likely, accepted, ${currency} as currency
  from main.runs
  order by as_of, definitions_sha256, run`;

type Row = Point & {run: string; id: string; segment: string; unit: string};

async function readSeries(
  session: Session,
  runs: readonly Run[],
  measures: readonly string[] | undefined,
): Promise<Series[]> {
  const rows = await session.rows<Row>(
    `select run, id, segment, unit, value, n, low, high, status
     from main.measures
     where $all or list_contains($ids::json::varchar[], id)
     order by id, segment, unit, run`,
    {all: measures === undefined, ids: JSON.stringify(measures ?? [])},
  );
  const places = new Map(runs.map(({run}, place) => [run, place]));
  const found = new Map<string, Series & {points: (Point | null)[]}>();
  for (const {run, id, segment, unit, ...point} of rows) {
    const place = places.get(run);
    if (place === undefined) continue;
    const key = JSON.stringify([id, segment, unit]);
    const series = found.get(key) ?? {id, segment: segmentOf(segment), unit, points: runs.map(() => null)};
    series.points[place] = point;
    found.set(key, series);
  }
  return [...found.values()];
}

function segmentOf(json: string): Segment {
  const parsed: unknown = parse(json);
  const isSegment =
    typeof parsed === 'object' &&
    parsed !== null &&
    !Array.isArray(parsed) &&
    Object.values(parsed).every(value => value === null || typeof value === 'string');
  if (!isSegment) throw new Problem(`it has a segment that is none: ${json.slice(0, 60)}`);
  return parsed as Segment;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
