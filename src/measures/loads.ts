import type {Session} from '../engine/session.ts';
import {percentile} from '../methods/kaplan-meier.ts';
import {kruskalWallis, type RankedCell} from '../methods/kruskal-wallis.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {logLog, readCurve} from './curve.ts';
import {countOf, estimate, shareOf} from './measure.ts';
import {CLOSES, type Gates, measureUnder, outreachCautions, standing} from './needs.ts';
import {once} from './once.ts';

const OWNERS = 'leads.owner or owner_history';
const DAY = 86_400;
/** Five leads in each quarter of an owner's loads. */
const MIN_OWN = 20;
/** METHODS 1.7. */
const MIN_LEADS = 50;
/** Above every answer in seconds. */
const NEVER = 2 ** 40;

export const QUARTERS = ['lightest', 'lighter', 'heavier', 'heaviest'];

interface Flow {
  owner: string;
  open_now: number;
  capacity: number;
  days: number;
  days_over: number;
  arrivals: number;
  gone: number;
  flow_days: number | null;
}

/** `rep_loads`, see its file. */
export async function createRepLoads(session: Session, model: Model): Promise<void> {
  await createSpells(session, model);
  const limit = model.definitions.routing.capacity?.open_leads ?? null;
  await once(model, 'rep_loads', () =>
    session.run(`create or replace table rep_loads as\n${readSql('measures/rep_loads')}`, {limit}),
  );
}

async function createSpells(session: Session, model: Model): Promise<void> {
  await once(model, 'open_spells', () =>
    session.run(`create or replace table open_spells as\n${readSql('measures/open_spells')}`),
  );
}

/**
 * `routing.over_capacity`: people with more open leads than they can work, of those with a limit (their own wins over the
 * company's), now and at the end of any day; by owner the share of days over it; over all of them arrivals over departures
 * of the last eight weeks, and the wait that Little's law gives (METHODS 8).
 */
export async function measureCapacity(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const columns = model.definitions.routing.capacity === null ? [OWNERS, 'users.capacity', CLOSES] : [OWNERS, CLOSES];
  const now = standing({columns}, model, gates);
  const then = standing({columns, doubts: ['G13']}, model, gates);
  const read = async () => {
    await createRepLoads(session, model);
    return session.rows<Flow>('select * from rep_loads order by owner');
  };
  return [
    await measureUnder(now, [{id: 'routing.over_capacity', unit: 'count'}], async () => {
      const reps = await read();
      return [
        countOf(
          'routing.over_capacity',
          {},
          reps.filter(({open_now, capacity}) => open_now > capacity).length,
          reps.length,
        ),
      ];
    }),
    await measureUnder(then, [{id: 'routing.over_capacity', unit: 'count', segment: {what: 'ever'}}], async () => {
      const reps = await read();
      return [
        countOf(
          'routing.over_capacity',
          {what: 'ever'},
          reps.filter(({days_over}) => days_over > 0).length,
          reps.length,
        ),
        ...flowMeasures(reps),
        ...reps.map(({owner, days_over, days}) => shareOf('routing.over_capacity', {owner}, days_over, days)),
      ];
    }),
  ].flat();
}

function flowMeasures(reps: readonly Flow[]): Measure[] {
  const total = (what: 'arrivals' | 'gone' | 'open_now') => reps.reduce((sum, rep) => sum + rep[what], 0);
  const [arrivals, gone, open] = [total('arrivals'), total('gone'), total('open_now')];
  const days = Math.max(0, ...reps.map(({flow_days}) => flow_days ?? 0));
  const note = gone === 0 ? 'no lead left in the last eight weeks' : null;
  return [
    estimate(
      'routing.over_capacity',
      {what: 'utilisation'},
      {
        unit: 'ratio',
        value: gone === 0 ? null : arrivals / gone,
        n: arrivals,
        numerator: arrivals,
        denominator: gone,
        note,
      },
    ),
    estimate(
      'routing.over_capacity',
      {what: 'expected_wait'},
      {unit: 'seconds', value: gone === 0 ? null : Math.round((open * days * DAY) / gone), n: open, min_n: 0, note},
    ),
  ];
}

/**
 * `routing.answer_by_load`: the median answer on the rep's business clock by quarter of the owner's own loads when the
 * lead came, and the share of rank variation that the load carries (Kruskal-Wallis, METHODS 1.7 and 8).
 */
export async function measureAnswerByLoad(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const id = 'routing.answer_by_load';
  return measureUnder(
    standing(
      {
        columns: ['owner_history', 'activities', CLOSES],
        gates: ['G1', 'G13'],
        doubts: ['G5', 'G8', 'G15'],
        cautions: outreachCautions(model),
      },
      model,
      gates,
    ),
    [{id, unit: 'share', segment: {what: 'effect'}}],
    async () => {
      await createSpells(session, model);
      await session.run(`create or replace table load_quartiles as\n${readSql('measures/load_quartiles')}`, {
        min_own: MIN_OWN,
      });
      const quarters = [];
      for (const [quarter, bucket] of QUARTERS.entries()) {
        const curve = await readCurve(session, 'select time, answered from load_quartiles where quarter = $quarter', {
          quarter,
        });
        const {value, low, high} = percentile(curve, 0.5);
        const interval = logLog(low, high);
        quarters.push(estimate(id, {bucket}, {unit: 'seconds', value, n: curve.n, interval, min_n: 6}));
      }
      return [await effectMeasure(session, id), ...quarters];
    },
  );
}

async function effectMeasure(session: Session, id: string): Promise<Measure> {
  const [keys = new Float64Array()] = await session.numbers(
    `select (coalesce(in_time, ${NEVER}) * 4 + quarter)::double from load_quartiles`,
  );
  const found = kruskalWallis(cellsOf(keys.sort()));
  return estimate(
    id,
    {what: 'effect'},
    {
      unit: 'share',
      value: found?.eta2 ?? null,
      n: keys.length,
      min_n: MIN_LEADS,
      note: found === null ? 'one load: nothing to compare' : null,
    },
  );
}

/** One cell per answer and quarter, in order. */
function cellsOf(keys: Float64Array): RankedCell[] {
  const cells: RankedCell[] = [];
  let previous = -1;
  for (const key of keys) {
    const last = cells.at(-1);
    if (key === previous && last !== undefined) last.count++;
    else {
      const value = Math.floor(key / 4);
      cells.push({group: QUARTERS[key % 4] as string, value: value === NEVER ? null : value, count: 1});
    }
    previous = key;
  }
  return cells;
}
