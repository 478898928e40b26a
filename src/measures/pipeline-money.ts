import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {createDealWork} from './deal-work.ts';
import {currencyLack} from './followed.ts';
import {SQL_STAMPS} from './funnel.ts';
import {countOf, estimate} from './measure.ts';
import {type Blank, type Gates, measureUnder, outreachCautions, standing} from './needs.ts';

interface Money {
  no_amount: number;
  deals: number;
  /** Cents. */
  sourced: number;
  worked_deals: number;
  worked: number;
  stalled_deals: number;
  stalled: number;
}

const AMOUNTS = ['opportunities', 'opportunities.amount'];

/** `pipeline.sourced`, `.worked` and `.stalled`: the money of the handed-off leads' deals, and how far leads got (METHODS 5.1). */
export async function measurePipelineMoney(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  await createDealWork(session, model);
  const money = await session.row<Money>(MONEY);
  const blank = money.deals === 0 && money.no_amount > 0 ? 'no deal has an amount: fill opportunities.amount' : null;
  const missing = (await currencyLack(session)) ?? blank;
  const work = {
    columns: [...AMOUNTS, 'activities'],
    gates: ['G8', 'G9', 'G15'],
    missing,
    cautions: outreachCautions(model),
  };
  const cents = (id: string): Blank => ({id, unit: 'cents'});
  return [
    ...(await measureUnder(standing({columns: AMOUNTS, missing}, model, gates), [cents('pipeline.sourced')], () => [
      sourced(money),
    ])),
    ...(await measureUnder(standing(work, model, gates), [cents('pipeline.worked'), cents('pipeline.stalled')], () => [
      partOf('pipeline.worked', money.worked, money.worked_deals, money),
      partOf('pipeline.stalled', money.stalled, money.stalled_deals, money),
    ])),
    ...(await measureStages(session, model, gates)),
  ];
}

// open deals: worked in the last 30 days, by a person or by an advance; closed ones: ever, before they closed
const MONEY = /* sql */ `
  with judged as (
      select
          w.amount_cents,
          case
              when w.is_closed then w.last_work_at is not null
              else coalesce(epoch_us(w.last_sign_at) >= epoch_us(s.as_of) - 30 * 86400000000, false)
          end as worked
      from deal_work w
      cross join def_settings s
  )
  select
      count(*) filter (amount_cents is null)::integer as no_amount,
      count(amount_cents)::integer as deals,
      coalesce(sum(amount_cents), 0)::bigint as sourced,
      count(amount_cents) filter (worked)::integer as worked_deals,
      coalesce(sum(amount_cents) filter (worked), 0)::bigint as worked,
      count(amount_cents) filter (not worked)::integer as stalled_deals,
      coalesce(sum(amount_cents) filter (not worked), 0)::bigint as stalled
  from judged`;

function sourced({sourced: value, deals: n, no_amount}: Money): Measure {
  return estimate('pipeline.sourced', {}, {unit: 'cents', value: n === 0 ? null : value, n, excluded: {no_amount}});
}

/** Cents of the sourced ones, and in n the deals of all. */
function partOf(id: string, cents: number, deals: number, {deals: n, sourced, no_amount}: Money): Measure {
  return estimate(
    id,
    {},
    {
      unit: 'cents',
      value: n === 0 ? null : cents,
      n,
      numerator: cents,
      denominator: sourced,
      excluded: {no_amount},
      note: n === 0 ? null : `${deals} of ${n} deals`,
    },
  );
}

const STAGES = [
  {stage: 'handed_off', columns: []},
  {stage: 'owned', columns: ['leads.owner or owner_history']},
  {stage: 'touched', columns: ['activities']},
  {stage: 'attempted', columns: ['activities']},
  {stage: 'sql', columns: [SQL_STAMPS]},
  {stage: 'opportunity', columns: ['opportunities']},
] as const;

/** `pipeline.worked {stage}`: handoffs that got so far, each asked on its own. */
async function measureStages(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const reached = await session.row<Record<(typeof STAGES)[number]['stage'], number>>(readSql('measures/lead_stages'));
  const measures: Measure[] = [];
  for (const {stage, columns} of STAGES) {
    const logged = columns.some(column => column === 'activities');
    const needs = {
      columns,
      gates: logged ? ['G8', 'G15'] : [],
      doubts: logged ? ['G9'] : [],
      cautions: logged ? outreachCautions(model) : [],
    };
    const blank: Blank = {id: 'pipeline.worked', unit: 'count', segment: {stage}};
    measures.push(
      ...(await measureUnder(standing(needs, model, gates), [blank], () => [
        countOf('pipeline.worked', {stage}, reached[stage], reached.handed_off),
      ])),
    );
  }
  return measures;
}
