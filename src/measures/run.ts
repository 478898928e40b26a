import type {Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import type {Model} from '../model/model.ts';
import type {LedgerLine, Measure, Segment} from '../result.ts';
import {measureAtRisk} from './at-risk.ts';
import {measureContext} from './context.ts';
import {measureDecay} from './decay.ts';
import {measureDefinitions} from './definitions.ts';
import {measureDispositions} from './dispositions.ts';
import {measureFunnel} from './funnel.ts';
import {measureLedger, readLedger} from './ledger.ts';
import {measureSplit} from './ledger-split.ts';
import type {Gates} from './needs.ts';
import {measureWinRate} from './pipeline.ts';
import {measurePipelineMoney} from './pipeline-money.ts';
import {measureQuality} from './quality.ts';
import {measureResponse} from './response.ts';
import {ROUTING} from './routing.ts';
import {measureScore} from './score.ts';
import {measureSla} from './sla.ts';
import {measureSlowLoss} from './slow-loss.ts';
import {toldApart} from './told-apart.ts';
import {doubtUnlogged, readUnlogged} from './unlogged.ts';

/** Each asks one thing after the other, so that what is asked can be told to be its own (asked.ts); several do so at a time. */
export const FAMILIES = [
  measureResponse,
  measureSla,
  measureFunnel,
  measureDispositions,
  ...ROUTING,
  measureWinRate,
  measurePipelineMoney,
  measureAtRisk,
  measureDecay,
  measureSlowLoss,
  measureLedger,
  measureSplit,
  measureDefinitions,
  measureContext,
  measureScore,
];

export interface Measured {
  measures: Measure[];
  ledger: LedgerLine[];
}

/** Every number of SPEC 6 that the export and the definitions allow, in order of id and segment. */
export async function runMeasures(session: Session, model: Model, gates: Gates): Promise<Measured> {
  const families = await together(FAMILIES.map(measureFamily => () => measureFamily(session, model, gates)));
  const measures = [...measureQuality(gates), ...families.flat()];
  const doubted = doubtUnlogged(toldApart(measures, model), await readUnlogged(session));
  return {measures: inOrder(doubted), ledger: await readLedger(session)};
}

/** By id, the whole before its segments. */
function inOrder(measures: readonly Measure[]): Measure[] {
  return measures
    .map(measure => ({measure, key: keyOf(measure)}))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({measure}) => measure);
}

function keyOf({id, segment}: Measure): string {
  return `${id}\n${String(Object.keys(segment).length)}\n${segmentText(segment)}`;
}

/** The segment as JSON with its keys in order. */
function segmentText(segment: Segment): string {
  return JSON.stringify(Object.entries(segment).sort(([a], [b]) => (a < b ? -1 : 1)));
}
