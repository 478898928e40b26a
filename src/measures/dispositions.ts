import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {shortDuration} from '../words.ts';
import {shareOf} from './measure.ts';
import {type Gates, measureUnder, mqlCautions, outreachCautions, type Standing, standing} from './needs.ts';
import {measureForensics} from './reason-forensics.ts';
import {CLOSES, measureReasons} from './reasons.ts';
import {measureRejectionBySpeed} from './rejection-by-speed.ts';
import {type Grouped, groupedBy, segmentOf} from './segments.ts';
import {measureVerdict} from './verdict.ts';

/** The family `dispositions.*`: how many come back, why, and whether that is true (METHODS 4). */
export async function measureDispositions(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const under = (columns: string[], listed: string[] = [], cautions: string[] = []): Standing =>
    standing({columns: [CLOSES, ...columns], gates: listed, cautions}, model, gates);
  const touched = under(['activities'], ['G8', 'G9', 'G15'], outreachCautions(model));
  const measures = [
    await measureUnder(under([], [], mqlCautions(model)), DECIDED, () => decidedMeasures(session)),
    await measureUnder(touched, [{id: 'dispositions.untouched', unit: 'share'}], () => untouchedMeasures(session)),
    await measureReasons(session, model, gates),
    await measureForensics(session, model, gates),
    await measureRejectionBySpeed(session, model, gates),
  ].flat();
  return [...measures, ...measureVerdict(measures)];
}

const DECIDED = [
  {id: 'dispositions.rejection', unit: 'share'},
  {id: 'dispositions.disqualification', unit: 'share'},
  {id: 'dispositions.undecided', unit: 'share'},
  {id: 'dispositions.by_rep', unit: 'share'},
] as const;

interface Decided extends Grouped {
  due: number;
  rejected: number;
  disqualified: number;
  undecided: number;
  young: number;
  horizon: number;
}

/** Cohorts of MQLs at least the horizon old (METHODS 4.1); undecided counts 30 days whatever the horizon (SPEC 13). */
async function decidedMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<Decided>(DECISIONS);
  const undecided = await session.rows<Grouped & {due: number; undecided: number; young: number}>(UNDECIDED);
  return [
    ...rows.flatMap(decidedOf),
    ...undecided.map(row =>
      shareOf('dispositions.undecided', segmentOf(row), row.undecided, row.due, {excluded: {young: row.young}}),
    ),
  ];
}

function decidedOf(row: Decided): Measure[] {
  const {dimension, due, rejected, disqualified, young, horizon} = row;
  if (dimension === 'owner')
    return [shareOf('dispositions.by_rep', segmentOf(row), rejected, due, {excluded: {young}})];
  const pending = dimension === 'month' && young > 0 ? `${young} younger than ${shortDuration(horizon)}` : null;
  return [
    shareOf('dispositions.rejection', segmentOf(row), rejected, due, {pending, excluded: {young}}),
    shareOf('dispositions.disqualification', segmentOf(row), disqualified, due, {pending, excluded: {young}}),
  ];
}

const DECISIONS = groupedBy(
  ['source', 'team', 'owner', 'month'],
  `count(*) filter (due)::integer as due,
   count(*) filter (due and in_time and close_kind = 'rejected')::integer as rejected,
   count(*) filter (due and in_time and close_kind = 'disqualified')::integer as disqualified,
   count(*) filter (not due)::integer as young,
   max(horizon)::bigint as horizon`,
  `(
    select
        h.source, h.team, h.owner, h.month, h.close_kind,
        s.rejection_within_us // 1000000 as horizon,
        epoch_us(s.as_of) - epoch_us(coalesce(h.mql_at, h.start_at)) >= s.rejection_within_us as due,
        epoch_us(h.closed_at) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.rejection_within_us as in_time
    from handoffs h cross join def_settings s
  )`,
);

// 30 days of the MQL, whatever funnel.rejection says (SPEC 13, Closes); a stage reached at an unknown time is a decision
const UNDECIDED = groupedBy(
  ['source', 'team'],
  `count(*) filter (due)::integer as due,
   count(*) filter (due and not decided)::integer as undecided,
   count(*) filter (not due)::integer as young`,
  `(
    select
        h.source, h.team,
        epoch_us(s.as_of) - epoch_us(coalesce(h.mql_at, h.start_at)) >= 2592000000000 as due,
        coalesce(epoch_us(h.closed_at) - epoch_us(coalesce(h.mql_at, h.start_at)) <= 2592000000000, false)
            or coalesce(epoch_us(h.accepted_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= 2592000000000, h.reached_accepted)
            as decided
    from handoffs h cross join def_settings s
  )`,
);

/** Closed without a human attempt, of the closes whose reason needs contact; a self-booking is no attempt (SPEC 13). */
async function untouchedMeasures(session: Session): Promise<Measure[]> {
  const rows = await session.rows<Grouped & {needed: number; untouched: number; exempt: number}>(UNTOUCHED);
  return rows.map(row =>
    shareOf('dispositions.untouched', segmentOf(row), row.untouched, row.needed, {
      excluded: {no_contact_needed: row.exempt},
    }),
  );
}

const UNTOUCHED = groupedBy(
  ['source', 'team', 'owner'],
  `count(*) filter (needs_contact)::integer as needed,
   count(*) filter (needs_contact and attempts = 0)::integer as untouched,
   count(*) filter (not needs_contact)::integer as exempt`,
  `(
    select source, team, owner, coalesce(needs_contact, true) as needs_contact, attempts
    from handoffs
    where close_kind in ('rejected', 'disqualified')
  )`,
);
