import {z} from 'zod';
import {cochranArmitage} from '../methods/cochran-armitage.ts';
import {funnelLimits} from '../methods/funnel-limits.ts';
import {percent, plural} from '../words.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {count, level, minLeads} from './settings.ts';
import {shareText} from './threshold.ts';

const ROW = z.object({week: z.string(), n: z.int(), met: z.int(), leads: LEADS});
type Week = z.output<typeof ROW>;

/** METHODS 2.2: the limits come from the twelve full weeks before. */
const BASE_WEEKS = 12;
/** Fewer weeks give no limits. */
const MIN_BASE_WEEKS = 6;
/** Three sigma, both sides. */
const THREE_SIGMA = 0.0027;
const RUN = 8;
const TREND_P = 0.01;

export default defineCheck({
  id: 'sla-trend',
  family: 'sla',
  title: 'The share of kept promises is steady or rising',
  failureTitle: 'Fewer promises are kept than in the weeks before',
  why: 'Every chart of SLA goes up and down. Only a change beyond noise is worth a meeting, and one that is must not wait for the quarter’s end.',
  how: 'Weeks by the start of the clock, full ones only (every deadline passed). A p-chart: below the exact three-sigma limit of the 12 full weeks before (of weeks that kept all of n promises, the limit of a share of 1 - 3/n), or eight weeks in a row below their share, or a falling trend (Cochran-Armitage, p < 0.01) over the full weeks (METHODS 2.2).',
  misleads:
    'A change in the mix of sources moves the total although no policy got worse; see sla-compliance by policy.',
  remedy: 'Ask what changed in that week: a rule, a queue, people on leave, a campaign.',
  needs: ['activities'],
  asks: 'sla',
  reads: ['sla', 'response'],
  gates: ['G1', 'G8', 'G10', 'G15'],
  settings: z.object({
    level: level('warn'),
    recent_weeks: count(4, 'full weeks that may raise an alarm; older ones are history'),
    min_leads: minLeads(10),
  }),
  sql: /* sql */ `
    select
        week::varchar as week,
        count(*) filter (sla_state in ('met', 'breached_late', 'breached_open', 'breached_closed'))::integer as n,
        count(*) filter (sla_state = 'met')::integer as met,
        concerned(lead_id, sla_state in ('breached_late', 'breached_open', 'breached_closed')) as leads
    from handoffs
    where policy_no is not null and excluded is null
    group by week::varchar
    having count(*) filter (sla_state in ('pending', 'met_not_due') or sla_age <= sla_within) = 0
    order by week`,
  row: ROW,
  unasked: ({definitions}) => (definitions.sla.length === 0 ? 'the definitions promise no response time (sla:)' : null),
  judge(rows, {settings, trust, weigh}) {
    const weeks = rows.filter(({n}) => n >= settings.min_leads);
    weigh(() => weighedWeeks(weeks, settings));
    const signal = signalOf(weeks, settings.recent_weeks);
    if (signal === null) return [];
    const {week, text, threshold} = signal;
    return [
      {
        level: settings.level,
        strength: trust,
        text,
        value: week.met / week.n,
        threshold,
        unit: 'share' as const,
        n: week.n,
        leads: week.leads,
      },
    ];
  },
});

interface Signal {
  week: Week;
  threshold: number;
  text: string;
}

function signalOf(weeks: readonly Week[], recent: number): Signal | null {
  return fallen(weeks, recent) ?? run(weeks) ?? falling(weeks);
}

/** The outcomes that fall the furthest: nothing kept in the last week, or in the second half, all before. */
function weighedWeeks(weeks: readonly Week[], {recent_weeks, min_leads}: {recent_weeks: number; min_leads: number}) {
  const from = (start: number) => weeks.map((week, index) => ({...week, met: index >= start ? 0 : week.n}));
  const falls = [weeks.length - 1, Math.floor(weeks.length / 2)].map(start => signalOf(from(start), recent_weeks));
  const few = `${plural(weeks.length, 'full week')} with ${plural(min_leads, 'promise')} or more (min_leads); it takes ${MIN_BASE_WEEKS + 1}`;
  const chance = 'even a week in which nothing was kept could be chance, so few promises has a week';
  const enough = weeks.length > MIN_BASE_WEEKS;
  return {
    of: 'min_leads',
    n: weeks.length,
    never: falls.some(signal => signal !== null) ? null : enough ? chance : few,
  };
}

/** The latest of the recent weeks that lies below the limit of the weeks before it. */
function fallen(weeks: readonly Week[], recent: number): Signal | null {
  for (let index = weeks.length - 1; index >= Math.max(0, weeks.length - recent); index--) {
    const week = weeks[index] as Week;
    const usual = usualOf(weeks.slice(Math.max(0, index - BASE_WEEKS), index));
    if (usual === null) continue;
    const {low} = funnelLimits(week.n, usual.least, THREE_SIGMA);
    if (week.met >= low) continue;
    const text = `In ${week.week} ${shareText(week.met, week.n)} of promises were kept; the weeks before kept ${percent(usual.share)}, and anything down to ${percent(low / week.n)} could be chance.`;
    return {week, threshold: low / week.n, text};
  }
  return null;
}

/** Eight weeks in a row below the share of the weeks before them. */
function run(weeks: readonly Week[]): Signal | null {
  const last = weeks.slice(-RUN);
  const usual = usualOf(weeks.slice(Math.max(0, weeks.length - RUN - BASE_WEEKS), weeks.length - RUN));
  const week = last.at(-1);
  if (last.length < RUN || usual === null || week === undefined) return null;
  if (!last.every(({met, n}) => met / n < usual.least)) return null;
  return {
    week,
    threshold: usual.least,
    text: `Eight weeks in a row kept fewer than the ${percent(usual.share)} of promises that the weeks before kept.`,
  };
}

function falling(weeks: readonly Week[]): Signal | null {
  const trend = weeks.length < RUN ? null : cochranArmitage(weeks.map(({met, n}) => ({x: met, n})));
  const [first, week] = [weeks[0], weeks.at(-1)];
  if (trend === null || trend.z >= 0 || trend.p >= TREND_P || first === undefined || week === undefined) return null;
  const half = Math.floor(weeks.length / 2);
  const [early, late] = [share(weeks.slice(0, half)), share(weeks.slice(half))];
  // a trend too small to matter is found where there are very many leads
  if (early - late < 0.05) return null;
  const text = `The share of kept promises fell over ${weeks.length} weeks, from ${percent(early)} in the first half to ${percent(late)} in the second.`;
  return {week, threshold: early, text};
}

/**
 * What the weeks before kept. Where they kept every promise, a share of 1 would make one broken promise an alarm: of n that
 * were all kept up to 3/n may yet be broken (METHODS 8, the upper limit of what was never seen).
 */
function usualOf(weeks: readonly Week[]): {share: number; least: number} | null {
  if (weeks.length < MIN_BASE_WEEKS) return null;
  const kept = share(weeks);
  return {share: kept, least: kept < 1 ? kept : Math.max(0, 1 - 3 / total(weeks))};
}

function share(weeks: readonly Week[]): number {
  return weeks.reduce((sum, {met}) => sum + met, 0) / total(weeks);
}

function total(weeks: readonly Week[]): number {
  return weeks.reduce((sum, {n}) => sum + n, 0);
}
