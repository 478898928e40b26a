import {z} from 'zod';
import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {newcombe} from '../methods/newcombe.ts';
import {twoProportions} from '../methods/two-proportions.ts';
import type {Measure} from '../result.ts';
import {type Context, type Draft, defineCheck, NO_LEADS} from './define-check.ts';
import {
  MIN_CONVERSIONS,
  powers,
  SCORE_NEEDS,
  SCORED_ROW,
  scoreTrust,
  shownScore,
  unscoredText,
  weighedPower,
  whyNotScored,
  youngText,
} from './score-evidence.ts';
import {count, level, minLeads, share} from './settings.ts';
import {shareText} from './threshold.ts';
import {underFloor, type Weighed} from './weighed.ts';

/** A coin's AUC (METHODS 10). */
const CHANCE = 0.5;
/** METHODS 0.8, for neighbouring bands. */
const FALSE_DISCOVERY_RATE = 0.1;

const SETTINGS = z.object({
  level: level('warn'),
  worthwhile: share(
    0.6,
    'AUC that a score worth keeping has; known to be lower is confirmed, else no better than chance is likely',
  ),
  points: share(0.05, 'difference in conversion under which a threshold or a band separates nothing'),
  min_conversions: count(MIN_CONVERSIONS, 'fewer conversions, or others, in a quarter accuse nobody'),
  min_leads: minLeads(30),
});
type Judge = Context<z.output<typeof SETTINGS>>;
type Row = z.output<typeof SCORED_ROW>;

export default defineCheck({
  id: 'score-power',
  family: 'score',
  title: 'The lead score tells leads that convert from those that do not',
  failureTitle: 'The lead score does not tell which leads convert',
  why: 'The score decides who is handed over and who is called first. One that separates nothing sends the best people to the wrong leads, with numbers that look like knowledge.',
  how: 'The score as it was at the MQL (leads.score_at_mql) against becoming an SQL within the horizon, matured handoffs only. AUC with DeLong’s limits, latest quarter with enough conversions, else all together: a lower limit of .50 or less is no better than chance. Ten points on either side of the threshold written in stages.mql (Newcombe), and fixed bands of a fifth of the scale, where a higher one should not convert less (METHODS 10). An export usually has leads.score alone: that is today’s score, which contains what happened afterwards, so nothing is judged by it.',
  misleads:
    'Among MQLs the scores are cut off at the threshold, so AUC is lower than among all leads. Leads with a high score that are called first convert for that reason too.',
  remedy:
    'Stop ranking by it until it is rebuilt from what won deals had at the handoff (handoff derive); export the score at the MQL every time.',
  needs: SCORE_NEEDS,
  reads: ['funnel.horizon.mql_to_sql'],
  gates: [],
  judgesMeasures: true,
  settings: SETTINGS,
  sql: /* sql */ `
    select quarter::varchar as quarter, count(*)::integer as n, count(score_at_mql)::integer as scored
    from handoffs
    group by grouping sets ((), (quarter))
    order by quarter nulls first`,
  row: SCORED_ROW,
  unasked: whyNotScored,
  judge(rows, given) {
    const context = {...given, trust: scoreTrust(given)};
    const {min_conversions} = context.settings;
    context.weigh(() => weighedPower('worthwhile', context.measures, min_conversions, {quarters: 1}));
    context.weigh(() => weighedPower('min_conversions', context.measures, min_conversions, {quarters: 1}));
    context.weigh(() => weighedSides('points', context));
    context.weigh(() => weighedSides('min_leads', context));
    return [...chance(rows, context), ...threshold(context), ...bands(context)];
  },
});

/** METHODS 10: the lower limit is .50 or less. */
function chance(rows: readonly Row[], {settings, trust, measures}: Judge): Draft[] {
  const latest = powers(measures, settings.min_conversions).at(-1);
  if (latest === undefined || latest.low > CHANCE) return [];
  const {quarter, auc, low, high, n} = latest;
  const when = quarter === null ? '' : ` in ${quarter}`;
  const surely = high < settings.worthwhile;
  const verdict = surely ? 'is no better than chance' : 'cannot be told from chance';
  const text = `The score ${verdict}${when}: of an SQL and a lead that became none, the SQL had the higher score in a share of pairs of ${auc.toFixed(2)} (AUC; 95% interval ${low.toFixed(2)} to ${high.toFixed(2)}; a coin has 0.50; ${shareText(latest.conversions, n)} became SQLs).${youngText(latest)}${unscoredText(rows, quarter)}`;
  return [
    {
      level: settings.level,
      strength: surely ? trust : 'likely',
      text,
      value: auc,
      threshold: CHANCE,
      unit: 'ratio',
      n,
      interval: {low, high, method: 'delong'},
      leads: NO_LEADS,
    },
  ];
}

function threshold({settings, trust, measures}: Judge): Draft[] {
  const found = (what: string) => shownScore(measures, 'score.threshold', {what});
  const [above, below, difference] = [found('above'), found('below'), found('difference')];
  if (above === null || below === null || difference?.value == null) return [];
  const {low = null, high = null} = difference.interval ?? {};
  // METHODS 10: they differ, however little
  if (low === null || high === null || low > 0) return [];
  if (Math.min(above.n ?? 0, below.n ?? 0) < settings.min_leads || difference.value >= settings.points) return [];
  return [
    {
      level: settings.level,
      strength: high < settings.points ? trust : 'likely',
      subject: 'threshold',
      text: `The score’s threshold separates nothing: ${fraction(above)} of the leads up to a tenth of the scale above it became SQLs, ${fraction(below)} of those as far below.`,
      value: difference.value,
      threshold: settings.points,
      unit: 'share',
      n: difference.n,
      interval: difference.interval,
      leads: NO_LEADS,
    },
  ];
}

/** Whatever the difference: the fuller of the two comparisons, the threshold's sides and neighbouring bands, by its smaller side. */
function weighedSides(of: 'points' | 'min_leads', {settings, measures}: Judge): Weighed {
  const sides = ['above', 'below'].map(what => shownScore(measures, 'score.threshold', {what})?.n ?? 0);
  const bands = bandsOf(measures).map(({n}) => n);
  const second = bands.toSorted((a, b) => b - a)[1] ?? 0;
  const n = Math.max(Math.min(...sides), second);
  return {of, n, never: null, ...underFloor(n, settings.min_leads, {who: 'the smaller side of every comparison'})};
}

function bandsOf(measures: readonly Measure[]) {
  return measures
    .filter(({id, segment}) => id === 'score.calibration' && Object.keys(segment).join() === 'bucket')
    .map(({segment, numerator, n}) => ({band: segment['bucket'] ?? '', x: numerator ?? 0, n: n ?? 0}));
}

/** A band that converts worse than the one below it, beyond chance (METHODS 0.8). */
function bands({settings, trust, measures}: Judge): Draft[] {
  const counted = bandsOf(measures)
    .filter(({n}) => n >= settings.min_leads)
    .sort((a, b) => lowerEdge(a.band) - lowerEdge(b.band));
  const pairs = counted.slice(1).map((higher, index) => ({higher, lower: counted[index] as typeof higher}));
  const q = benjaminiHochberg(
    pairs.map(({higher, lower}) => twoProportions(higher.x, higher.n, lower.x, lower.n)?.p ?? 1),
  );
  return pairs.flatMap(({higher, lower}, index) => {
    const limits = newcombe(higher.x, higher.n, lower.x, lower.n);
    if (limits === null || limits.difference > -settings.points || (q[index] ?? 1) > FALSE_DISCOVERY_RATE) return [];
    return [
      {
        level: 'info' as const,
        strength: limits.high < 0 ? trust : ('likely' as const),
        subject: `band ${higher.band}`,
        text: `Scores of ${higher.band} convert worse than scores of ${lower.band}: ${shareText(higher.x, higher.n)} against ${shareText(lower.x, lower.n)} became SQLs.`,
        value: limits.difference,
        threshold: -settings.points,
        unit: 'share' as const,
        n: higher.n + lower.n,
        interval: {low: limits.low, high: limits.high, method: 'newcombe'},
        leads: NO_LEADS,
      },
    ];
  });
}

/** Of `<20`, `20-40` and `>=80`. */
function lowerEdge(band: string): number {
  return band.startsWith('<') ? Number.NEGATIVE_INFINITY : Number(/[\d.]+/.exec(band)?.[0]);
}

function fraction({numerator, denominator}: Measure): string {
  return shareText(numerator ?? 0, denominator ?? 0);
}
