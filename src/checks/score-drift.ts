import {z} from 'zod';
import {benjaminiHochberg} from '../methods/benjamini-hochberg.ts';
import {normalTails, Z_95} from '../methods/distributions.ts';
import {type Context, type Draft, defineCheck, NO_LEADS} from './define-check.ts';
import {
  MIN_CONVERSIONS,
  type Power,
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
import {count, level, share} from './settings.ts';

/** METHODS 0.8. */
const FALSE_DISCOVERY_RATE = 0.1;

const SETTINGS = z.object({
  level: level('warn'),
  drop: share(0.05, 'a smaller loss of AUC does not matter, however sure'),
  min_conversions: count(MIN_CONVERSIONS, 'fewer conversions, or others, in a quarter accuse nobody'),
});

export default defineCheck({
  id: 'score-drift',
  family: 'score',
  title: 'The lead score tells leads apart as well as it used to',
  failureTitle: 'The lead score tells leads apart less well than it used to',
  why: 'A score is built once and the market moves on. What it separated last year it may not separate now, and nobody sees it because every lead still has a number.',
  how: 'AUC for SQL at the horizon, quarter by quarter of the handoff, by the score as it was at the MQL (leads.score_at_mql). Every two quarters with 30 conversions are compared: z on the difference of two independent AUCs with DeLong’s errors, Benjamini-Hochberg at q = 0.10 over all pairs, and a loss of at least .05 (METHODS 10). Leads younger than the horizon are in none of them. At 30 conversions a quarter the smallest loss that shows is .16, at 100 it is .09. PSI is named as the familiar figure; it decides nothing, since .1 and .25 hold whatever n and the bands. Today’s score (leads.score) cannot be used: it contains what happened afterwards.',
  misleads:
    'A threshold that was moved cuts the range of scores off elsewhere and changes AUC by itself; so does a new source of leads.',
  remedy:
    'Look at what changed between the two quarters: the model, the signals that feed it, the mix of sources. Rebuild it on the newer leads.',
  needs: SCORE_NEEDS,
  reads: ['funnel.horizon.mql_to_sql'],
  gates: [],
  judgesMeasures: true,
  settings: SETTINGS,
  sql: /* sql */ `
    select quarter::varchar as quarter, count(*)::integer as n, count(score_at_mql)::integer as scored
    from handoffs
    group by quarter
    order by quarter`,
  row: SCORED_ROW,
  unasked: whyNotScored,
  judge(rows, context) {
    const {min_conversions} = context.settings;
    context.weigh(() => weighedPower('drop', context.measures, min_conversions, {quarters: 2}));
    context.weigh(() => weighedPower('min_conversions', context.measures, min_conversions, {quarters: 2}));
    const quarters = powers(context.measures, min_conversions).filter(({quarter}) => quarter !== null);
    const pairs = quarters.flatMap((later, index) =>
      quarters.slice(0, index).map(earlier => comparedWith(earlier, later)),
    );
    const q = benjaminiHochberg(pairs.map(({p}) => p));
    const lost = pairs.filter(
      ({loss}, index) => loss >= context.settings.drop && (q[index] ?? 1) <= FALSE_DISCOVERY_RATE,
    );
    // one finding a quarter: against the earlier one it differs from most surely
    return quarters.flatMap(({quarter}) => {
      const [surest] = lost.filter(({later}) => later.quarter === quarter).sort((a, b) => a.p - b.p);
      return surest === undefined ? [] : [drift(surest, unscoredText(rows, quarter), context)];
    });
  },
});

interface Pair {
  earlier: Power;
  later: Power;
  loss: number;
  low: number;
  high: number;
  p: number;
}

/** Two quarters share no lead, so the variances of their AUCs add. */
function comparedWith(earlier: Power, later: Power): Pair {
  const loss = earlier.auc - later.auc;
  const error = Math.hypot(errorOf(earlier), errorOf(later));
  const p = error > 0 ? normalTails(loss / error) : loss === 0 ? 1 : 0;
  return {earlier, later, loss, low: loss - Z_95 * error, high: loss + Z_95 * error, p};
}

/** From the limits; one of them may be cut off at 0 or 1. */
function errorOf({auc, low, high}: Power): number {
  return Math.max(auc - low, high - auc) / Z_95;
}

function drift(
  {earlier, later, loss, low, high}: Pair,
  unscored: string,
  context: Context<z.output<typeof SETTINGS>>,
): Draft {
  const {settings, measures} = context;
  const psi = shownScore(measures, 'score.shift', {quarter: later.quarter, what: 'psi'});
  const familiar =
    psi?.value == null || psi.status === 'small_n'
      ? ''
      : ` The scores themselves moved by ${psi.value.toFixed(2)} against the quarter before (PSI; 0 is not at all).`;
  return {
    level: settings.level,
    strength: low > 0 ? scoreTrust(context) : 'likely',
    subject: later.quarter ?? '',
    text: `The score tells SQLs from other leads less well than before: the share of pairs in which an SQL had the higher score was ${range(earlier)} in ${earlier.quarter}, and ${range(later)} in ${later.quarter} (AUC; a coin has 0.50).${youngText(later)}${familiar}${unscored}`,
    value: loss,
    threshold: settings.drop,
    unit: 'ratio',
    n: earlier.n + later.n,
    interval: {low, high, method: 'delong'},
    leads: NO_LEADS,
  };
}

function range({auc, low, high}: Power): string {
  return `${auc.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
