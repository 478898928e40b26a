import type {Session} from '../engine/session.ts';
import {FATES} from '../model/fates.ts';
import type {Model} from '../model/model.ts';
import type {LedgerLine, Measure} from '../result.ts';
import {flagMeasures} from './ledger-flags.ts';
import {countOf} from './measure.ts';
import {
  builtInCautions,
  CLOSES,
  closeCautions,
  type Gates,
  measureUnder,
  mqlCautions,
  outreachCautions,
  standing,
} from './needs.ts';
import {SOUND, soundMeasures} from './sound-closes.ts';

const FATE_NAMES: readonly string[] = FATES.map(({fate}) => fate);
/** The order of the report: what was won, then what was lost and to whom, then what is alive. */
const FAMILIES: readonly string[] = ['progressed', 'follow_up', 'disputed', 'quality', 'at_risk', 'alive', 'unknown'];
/** Told by closes alone. */
const CLOSED: ReadonlySet<string> = new Set(['quality', 'disputed']);
/** Known without activities. */
const PROGRESSED: ReadonlySet<string> = new Set(['won', 'lost', 'opportunity', 'sql']);

/** One line per fate and family; the lines sum to the handoffs, money where there is one currency. */
export async function readLedger(session: Session): Promise<LedgerLine[]> {
  const rows = await session.rows<Omit<LedgerLine, 'share'>>(LEDGER);
  const handoffs = rows.reduce((sum, row) => sum + row.handoffs, 0);
  return rows
    .map(({fate, family, handoffs: n, amount_cents}) => ({
      fate,
      family,
      handoffs: n,
      share: n / handoffs,
      amount_cents,
    }))
    .toSorted((a, b) => place(a) - place(b));
}

function place({family, fate}: LedgerLine): number {
  return FAMILIES.indexOf(family) * FATE_NAMES.length + FATE_NAMES.indexOf(fate);
}

const LEDGER = /* sql */ `
  with currencies as (
      select count(distinct currency) as currencies from handoff_opportunities where amount_cents is not null
  )
  select
      h.fate::varchar as fate,
      h.family::varchar as family,
      count(*)::integer as handoffs,
      case when c.currencies <= 1 then sum(h.amount_cents)::bigint end as amount_cents
  from handoffs h
  cross join currencies c
  group by h.fate, h.family, c.currencies
  order by fate, family`;

/** The families `ledger` and `ledger.flags` (METHODS 5.5a): each handoff's fate, and two independent questions. */
export async function measureLedger(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const lines = await readLedger(session);
  const n = lines.reduce((sum, line) => sum + line.handoffs, 0);
  // a fate rests on days, not minutes
  const needs = {
    columns: ['activities'],
    gates: ['G8'],
    doubts: ['G1', 'G6', 'G9', 'G12', 'G15'],
    cautions: [...outreachCautions(model), ...mqlCautions(model), ...closeCautions(model)],
  };
  const worked = standing(needs, model, gates);
  const closed = standing({...needs, columns: [...needs.columns, CLOSES]}, model, gates);
  const flagged = standing({...needs, cautions: [...needs.cautions, ...builtInCautions(model, 'mql')]}, model, gates);
  const sure = standing({cautions: mqlCautions(model)}, model, gates);
  const measures: Measure[] = [];
  for (const fate of FATE_NAMES) {
    const count = total(lines, line => line.fate === fate);
    if (fate === 'unknown' && count === 0) continue;
    const known = PROGRESSED.has(fate) || fate === 'unknown';
    const blank = {id: 'ledger', unit: 'count' as const, segment: {fate}};
    measures.push(
      ...(await measureUnder(known ? sure : fate.startsWith('rejected_') ? closed : worked, [blank], () => [
        countOf('ledger', {fate}, count, n),
      ])),
    );
  }
  for (const family of FAMILIES) {
    const count = total(lines, line => line.family === family);
    if (family === 'unknown' && count === 0) continue;
    const known = family === 'progressed' || family === 'unknown';
    const blank = {id: 'ledger', unit: 'count' as const, segment: {family}};
    measures.push(
      ...(await measureUnder(known ? sure : CLOSED.has(family) ? closed : worked, [blank], () => [
        countOf('ledger', {family}, count, n),
      ])),
    );
  }
  return [
    ...measures,
    ...(await measureUnder(
      closed,
      SOUND.map(what => ({id: 'ledger.sound', unit: 'count', segment: {what}})),
      () => soundMeasures(session),
    )),
    ...(await measureUnder(flagged, [{id: 'ledger.flags', unit: 'count'}], () => flagMeasures(session))),
  ];
}

function total(lines: readonly LedgerLine[], chosen: (line: LedgerLine) => boolean): number {
  return lines.filter(chosen).reduce((sum, {handoffs}) => sum + handoffs, 0);
}
