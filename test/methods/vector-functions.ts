import {aalenJohansen} from '../../src/methods/aalen-johansen.ts';
import {auc} from '../../src/methods/auc.ts';
import {benjaminiHochberg} from '../../src/methods/benjamini-hochberg.ts';
import {binomialTest} from '../../src/methods/binomial-test.ts';
import {cochranArmitage} from '../../src/methods/cochran-armitage.ts';
import {cramersV} from '../../src/methods/cramers-v.ts';
import {eValue} from '../../src/methods/e-value.ts';
import {normalizedEntropy} from '../../src/methods/entropy.ts';
import {excessIfFast} from '../../src/methods/excess-if-fast.ts';
import {fisher} from '../../src/methods/fisher.ts';
import {funnelLimits} from '../../src/methods/funnel-limits.ts';
import {goodnessOfFit} from '../../src/methods/goodness-of-fit.ts';
import {icc1} from '../../src/methods/icc.ts';
import {jaccard} from '../../src/methods/jaccard.ts';
import {type Curve, kaplanMeier, percentile, shareBy} from '../../src/methods/kaplan-meier.ts';
import {kappa} from '../../src/methods/kappa.ts';
import {kitagawa} from '../../src/methods/kitagawa.ts';
import {kruskalWallis} from '../../src/methods/kruskal-wallis.ts';
import {logOdds} from '../../src/methods/log-odds.ts';
import {riskDifference, riskRatio} from '../../src/methods/mantel-haenszel.ts';
import {newcombe} from '../../src/methods/newcombe.ts';
import {psi} from '../../src/methods/psi.ts';
import {responseComplete, stepsOf} from '../../src/methods/response-complete.ts';
import {shapley3} from '../../src/methods/shapley.ts';
import {twoProportions} from '../../src/methods/two-proportions.ts';
import {wilson} from '../../src/methods/wilson.ts';
import type {Loose} from './vectors.ts';

const Z = 1.959963984540054;

/** The `function` of a vector file: its input through ours, brought to the file's words. Ours say low and high. */
export const VECTOR_FUNCTIONS: Readonly<Record<string, (input: Loose) => unknown>> = {
  wilson: ({x, n}) => renamed(wilson(x, n) ?? {share: null, low: null, high: null}, {share: 'p'}),
  newcombe: ({x1, n1, x2, n2}) => renamed(newcombe(x1, n1, x2, n2), {difference: 'diff'}),
  two_prop_z: ({x1, n1, x2, n2}) => twoProportions(x1, n1, x2, n2),
  binom_test: ({x, n, p0}) => binomialTest(x, n, p0),
  fisher: ({a, b, c, d}) => fisher(a, b, c, d),
  log_odds: ({a, b, c, d}) => logOdds(a, b, c, d),
  jaccard: ({both, only_a, only_b}) => jaccard(both, only_a, only_b),
  kappa: ({table}) => renamed(kappa(table)),
  cramers_v: ({table}) => cramersV(table),
  psi: ({expected, actual}) => psi(expected, actual),
  chi2_gof: ({observed, share}) => goodnessOfFit(observed, share),
  normalized_entropy: ({counts, k_allowed}) => normalizedEntropy(counts, k_allowed),
  icc1: ({groups}) => icc1(groups),
  cochran_armitage: ({x, n}) => cochranArmitage(x.map((count: number, i: number) => ({x: count, n: n[i]}))),
  e_value: ({rr, lower, upper}) => renamed(eValue(rr, lower, upper), {limit: 'ci'}),
  excess_if_fast: ({strata, min_n}) => renamed(excessIfFast(strata, min_n)),
  mantel_haenszel: ({strata}) => ({
    rd: renamed(riskDifference(strata), {difference: 'rd', strata: 'strata_used'}),
    rr: renamed(riskRatio(strata), {ratio: 'rr'}),
  }),
  funnel_limits: ({n, p0, alpha}) => renamed(funnelLimits(n, p0, alpha), {low: 'lo', high: 'hi'}),
  bh: ({p, q}) => {
    const adjusted = benjaminiHochberg(p);
    return {adjusted, reject: adjusted.map(value => (value === null ? null : value <= q))};
  },
  kitagawa: ({a, b}) => kitagawa(strata(a), strata(b)),
  shapley3: ({a, b}) => shapley3(buckets(a), buckets(b)),
  auc: ({scores, labels}) => renamed(auc(scoreCells(scores, labels))),
  kruskal: ({groups}) => kruskalWallis(rankedCells(groups)),
  aalen_johansen: ({times, status}) =>
    aalenJohansen(competingSteps(times, status)).map(row => renamed(row, {at_risk: 'n_risk', share: 'cif'})),
  km: ({times, events}) => {
    const curve = curveOf(times, events);
    return {rows: eventRows(curve), quantiles: quantiles(curve, [0.25, 0.5, 0.75, 0.9]), log_ci: logLimits(curve)};
  },
  km_plateau: ({times, events}) => ({'0.5': percentile(curveOf(times, events), 0.5).value}),
  response_complete: ({leads}) => {
    const followed = responseComplete(leads);
    const curve = kaplanMeier(stepsOf(followed));
    return {
      times: followed.map(({time}) => time),
      events: followed.map(({event}) => Number(event)),
      median: renamed(percentile(curve, 0.5), {value: 'q'}),
      naive_responded_only_median: midpoint(followed.filter(({event}) => event).map(({time}) => time)),
      share_by_60: renamed(shareBy(curve, 60), {share: 'p', at_risk: 'n_risk'}),
    };
  },
};

function renamed(result: object | null, names: Readonly<Record<string, string>> = {}): object | null {
  const words: Readonly<Record<string, string>> = {low: 'lower', high: 'upper', ...names};
  return result && Object.fromEntries(Object.entries(result).map(([name, value]) => [words[name] ?? name, value]));
}

function curveOf(times: number[], events: number[]): Curve {
  return kaplanMeier(stepsOf(times.map((time, i) => ({time, event: events[i] === 1}))));
}

function eventRows(curve: Curve) {
  return [...curve.time.keys()]
    .filter(i => (curve.events[i] ?? 0) > 0)
    .map(i => ({
      time: curve.time[i],
      n_risk: curve.at_risk[i],
      n_event: curve.events[i],
      surv: curve.survival[i],
      se: known(curve.error[i]),
      lower: known(curve.low[i]),
      upper: known(curve.high[i]),
    }));
}

function quantiles(curve: Curve, shares: readonly number[]) {
  return Object.fromEntries(shares.map(p => [String(p), renamed(percentile(curve, p), {value: 'q'})]));
}

/** R's default limits, from our S and its error: not printed by the audit, but they check Greenwood once more. */
function logLimits(curve: Curve) {
  return eventRows(curve).map(({surv, se}) => {
    if (se === null || surv === undefined) return [null, null];
    return [surv * Math.exp((-Z * se) / surv), Math.min(1, surv * Math.exp((Z * se) / surv))];
  });
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function midpoint(values: number[]): number {
  const inOrder = values.sort((a, b) => a - b);
  const middle = (inOrder.length - 1) / 2;
  return ((inOrder[Math.floor(middle)] ?? Number.NaN) + (inOrder[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

type Fraction = [x: number, n: number];

function strata(shares: Record<string, Fraction>) {
  return Object.entries(shares).map(([stratum, [x, n]]) => ({stratum, x, n}));
}

function buckets(shares: Record<string, Record<string, Fraction>>) {
  return Object.entries(shares).flatMap(([stratum, inside]) =>
    Object.entries(inside).map(([bucket, [x, n]]) => ({stratum, bucket, x, n})),
  );
}

function scoreCells(scores: number[], labels: number[]) {
  const count = (score: number, label: number) => scores.filter((s, i) => s === score && labels[i] === label).length;
  return ascending(scores).map(score => ({score, positives: count(score, 1), negatives: count(score, 0)}));
}

function rankedCells(groups: (number | null)[][]) {
  const cells = groups.flatMap((values, group) => values.map(value => ({group: String(group), value, count: 1})));
  return cells.sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || 0);
}

function competingSteps(times: number[], status: number[]) {
  const count = (time: number, kind: number) => times.filter((t, i) => t === time && status[i] === kind).length;
  return ascending(times).map(time => ({
    time,
    events: count(time, 1),
    competing: count(time, 2),
    censored: count(time, 0),
  }));
}

function ascending(values: number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
