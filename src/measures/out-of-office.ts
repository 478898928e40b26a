import type {Session} from '../engine/session.ts';
import {percentile} from '../methods/kaplan-meier.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {percent} from '../words.ts';
import {answeredOn, logLog, readCurve} from './curve.ts';
import {estimate, shareOf} from './measure.ts';
import {type Gates, measureUnder, type Needs, outreachCautions, standing} from './needs.ts';
import {once} from './once.ts';

/** METHODS 8: fewer workdays without outbound are no absence. */
const MIN_WORKDAYS = 3;

const OWNERS = 'leads.owner or owner_history';
const INFERRED = 'Inferred from workdays without outbound while the team worked.';

/** `inferred_absences` and `away_handoffs`, see their files. */
export async function createAbsences(session: Session, model: Model): Promise<void> {
  await once(model, 'away_handoffs', async () => {
    await session.run(`create or replace table inferred_absences as\n${readSql('measures/inferred_absences')}`, {
      workdays: MIN_WORKDAYS,
    });
    const {team = null, user = null, queue = null} = model.definitions.routing.out_of_office?.to ?? {};
    await session.run(`create or replace table away_handoffs as\n${readSql('measures/away_handoffs')}`, {
      team,
      user,
      queue,
    });
  });
}

/**
 * `routing.out_of_office`: handed to somebody who was away at that moment, of all that were handed to a person, and the
 * median wait from then on; declared, and apart from it inferred (METHODS 8).
 */
export async function measureOutOfOffice(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const ask = (what: 'declared' | 'inferred', needs: Needs) => {
    const [share, wait] = what === 'declared' ? [{}, {what: 'wait'}] : [{what: 'inferred'}, {what: 'inferred_wait'}];
    return measureUnder(
      standing(needs, model, gates),
      [
        {id: 'routing.out_of_office', unit: 'share', segment: share},
        {id: 'routing.out_of_office', unit: 'seconds', segment: wait},
      ],
      async () => {
        await createAbsences(session, model);
        return [await awayMeasure(session, what, share), await waitMeasure(session, what, wait)];
      },
    );
  };
  return [
    await ask('declared', {columns: [OWNERS, 'absences'], doubts: ['G13']}),
    await ask('inferred', {
      columns: [OWNERS, 'activities.actor', 'users'],
      gates: ['G1'],
      doubts: ['G8', 'G13', 'G15'],
      cautions: [INFERRED, ...outreachCautions(model)],
    }),
  ].flat();
}

async function awayMeasure(session: Session, what: string, segment: Measure['segment']): Promise<Measure> {
  const {n, away} = await session.row<{n: number; away: number}>(
    `select
         (select count(*)::integer from handoffs where first_human_owner is not null) as n,
         (select count(*)::integer from away_handoffs where what = $what) as away`,
    {what},
  );
  return shareOf('routing.out_of_office', segment, away, n);
}

/** From the assignment to the first touch of anybody; a lead nobody touched yet is censored at as_of. */
async function waitMeasure(session: Session, what: string, segment: Measure['segment']): Promise<Measure> {
  const curve = await readCurve(
    session,
    `select coalesce(rep_wall, rep_follow_wall) as time, (rep_wall is not null)::integer as answered
     from away_handoffs where what = $what and on_curve`,
    {what},
  );
  const {value, low, high} = percentile(curve, 0.5);
  const answered = answeredOn(curve);
  return estimate('routing.out_of_office', segment, {
    unit: 'seconds',
    value,
    n: curve.n,
    numerator: answered,
    denominator: curve.n,
    interval: logLog(low, high),
    // METHODS 0.9: a distribution-free limit of the median exists from six on
    min_n: 6,
    note: value === null && curve.n > 0 ? `not reached: ${percent(answered / curve.n)} were answered` : null,
  });
}
