import type {Session} from '../engine/session.ts';
import {readSql} from '../package-files.ts';
import type {Segment} from '../result.ts';

/** A scale has this many steps, from 0 to where it ends: whole numbers, so that a band or threshold never misses by rounding. */
export const STEPS = 10_000;

/** What became of the leads of one score within the horizon of an outcome; the rest cannot be told yet or at all. */
interface Outcome {
  positives: number;
  negatives: number;
  /** Younger than the horizon. */
  young: number;
}

/** All handoffs of one score, in steps of the scale. */
export interface ScoreCell {
  score: number;
  n: number;
  sql: Outcome;
  won: Outcome;
}

/** The scored handoffs of one quarter of the start, in order of score; `quarter` is null for all together. */
export interface ScoredQuarter {
  quarter: string | null;
  cells: readonly ScoreCell[];
}

export interface Scores {
  /** Where the scale ends: 1, 10, 100, 200, 500 ... */
  scale: number;
  /** All together first, then quarter by quarter; empty where nothing is scored. */
  quarters: readonly ScoredQuarter[];
}

/** Seconds from the MQL; null where the export has too little history for a horizon. */
export interface Within {
  sql: number | null;
  won: number | null;
}

/** Scores at the handoff, counted in DuckDB: some hundred rows however many leads there are. */
export async function readScores(session: Session, within: Within): Promise<Scores> {
  const {usual} = await session.row<{usual: number | null}>(USUAL_TOP);
  if (usual === null) return {scale: 1, quarters: []};
  const scale = scaleOf(usual);
  const values = {step: scale / STEPS, sql_within: within.sql, won_within: within.won};
  const [quarter = EMPTY, ...columns] = await session.numbers(readSql('measures/score_cells'), values);
  const quarters: {quarter: string | null; cells: ScoreCell[]}[] = [];
  quarter.forEach((number, row) => {
    const name = quarterName(number);
    if (row === 0 || quarters.at(-1)?.quarter !== name) quarters.push({quarter: name, cells: []});
    quarters.at(-1)?.cells.push(cellOf(columns.map(column => column[row] as number)));
  });
  return {scale, quarters};
}

const EMPTY = new Float64Array();

// one in a hundred may lie beyond the scale: a stray score must not move the bands from one night to the next
const USUAL_TOP = /* sql */ `
  with counted as (
      select
          score_at_mql as score,
          sum(count(*)) over (order by score_at_mql) as up_to,
          sum(count(*)) over () as n
      from handoffs
      where isfinite(score_at_mql)
      group by score_at_mql
  )
  select min(score) as usual from counted where up_to * 100 >= n * 99`;

function cellOf([score, n, qualified, notQualified, sqlYoung, won, notWon, wonYoung]: readonly number[]): ScoreCell {
  return {
    score: score as number,
    n: n as number,
    sql: {positives: qualified as number, negatives: notQualified as number, young: sqlYoung as number},
    won: {positives: won as number, negatives: notWon as number, young: wonYoung as number},
  };
}

/** `2026-Q2` of 20262. */
function quarterName(number: number): string | null {
  return Number.isNaN(number) ? null : `${Math.floor(number / 10)}-Q${number % 10}`;
}

/** Scores run from 0 to 1, 10 or 100; beyond that to the next of 200, 500, 1000, 2000 ... */
function scaleOf(top: number): number {
  const usual = [1, 10, 100].find(end => top <= end);
  if (usual !== undefined) return usual;
  for (let thousand = 1000; ; thousand *= 10) {
    const end = [thousand / 5, thousand / 2, thousand].find(candidate => top <= candidate);
    if (end !== undefined) return end;
  }
}

/** `{quarter: '2026-Q2'}`; nothing for all together. */
export function quarterSegment({quarter}: ScoredQuarter): Segment {
  return quarter === null ? {} : {quarter};
}
