import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {shortDuration} from '../words.ts';
import {sqlWindow, withText} from './followed.ts';
import {SQL_STAMPS} from './funnel.ts';
import {shareOf} from './measure.ts';
import {type Gates, horizonLack, measureUnder, mqlCautions, outreachCautions, standing} from './needs.ts';
import {BUCKETS} from './response-counts.ts';

interface Row {
  bucket: string;
  n: number;
  sqls: number;
  young: number;
  touched: number;
  touched_sqls: number;
  touched_young: number;
  no_time: number;
}

const EMPTY = {n: 0, sqls: 0, young: 0, touched: 0, touched_sqls: 0, touched_young: 0, no_time: 0};

/** Answered by a person, in order. */
const ANSWERED = BUCKETS.slice(0, BUCKETS.indexOf('>48h') + 1);

/** The three traps of METHODS 5.3: no bucket is read without them. */
const caveats = (window: string) =>
  `Reps may answer good leads first, which makes fast look better than it is. Leads closed on sight are missing from the late buckets, which makes late look better than it is. A late answer leaves less of the ${window} for a conversion: the rows counted from the first touch check that.`;

/** `pipeline.decay`: the client's own curve, SQLs within the window by how fast a lead was answered (METHODS 5.3). */
export async function measureDecay(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const window = sqlWindow(model);
  const needs = {
    columns: ['activities', SQL_STAMPS],
    gates: ['G1', 'G3', 'G5', 'G6', 'G8', 'G9', 'G12', 'G15'],
    doubts: ['G2', 'G7'],
    missing: horizonLack(model, 'mql_to_sql'),
    cautions: [...mqlCautions(model), ...outreachCautions(model)],
  };
  return measureUnder(standing(needs, model, gates), [{id: 'pipeline.decay', unit: 'share'}], async () => {
    const rows = await session.rows<Row>(readSql('measures/decay'), {window});
    const of = (bucket: string) => rows.find(row => row.bucket === bucket) ?? EMPTY;
    return bucketMeasures(of, caveats(shortDuration(window ?? 0)));
  });
}

function bucketMeasures(of: (bucket: string) => Omit<Row, 'bucket'>, text: string): Measure[] {
  const fromStart = [...ANSWERED, 'closed_untouched'].map(bucket => {
    const {sqls, n, young, no_time} = of(bucket);
    return withText(shareOf('pipeline.decay', {bucket}, sqls, n, {excluded: {young, no_time}}), text);
  });
  const {sqls, n, young} = of('never');
  const excluded = {young, unlogged: of('unlogged').n, self_booked: of('self_booked').n, waiting: of('waiting').n};
  const never = withText(
    shareOf('pipeline.decay', {bucket: 'never'}, sqls, n, {excluded}),
    `None by construction: a lead that became an SQL without a logged touch counts as unlogged. ${text}`,
  );
  const fromTouch = ANSWERED.map(bucket => {
    const {touched_sqls, touched, touched_young, no_time} = of(bucket);
    const segment = {bucket, what: 'from_first_touch'};
    const extra = {excluded: {young: touched_young, no_time}};
    return withText(shareOf('pipeline.decay', segment, touched_sqls, touched, extra), text);
  });
  return [...fromStart, never, ...fromTouch];
}
