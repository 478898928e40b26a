import type {Charts, WaitingChart} from '../../src/result.ts';

/** Charts to go with the sample report, written by hand. No number is computed. */
export const sampleCharts: Charts = {
  waiting: [
    waiting('Demo request', 'wall', 300, [
      [120, 0.7],
      [300, 0.49],
      [86_400, 0.3],
      [604_800, 0.2],
    ]),
    waiting('Everything else', 'business', 14_400, [
      [3600, 0.9],
      [14_400, 0.4],
      [172_800, 0.3],
    ]),
    waiting('Everything else', 'wall', null, [
      [3600, 0.95],
      [14_400, 0.6],
      [604_800, 0.3],
    ]),
  ],
  hours: [
    {
      what: 'arrivals',
      n: 389,
      without: 2,
      excluded: {already_working: 11},
      status: 'ok',
      reason: null,
      counts: [week(2), week(2), week(3), week(2), week(1), [1, ...Array<number>(23).fill(0)], Array(24).fill(0)],
    },
    {
      what: 'first_touches',
      n: 0,
      without: 0,
      excluded: {},
      status: 'not_measurable',
      reason: 'add activities to the export',
      counts: [],
    },
  ],
  reps: {
    kept: 66,
    n: 128,
    phi: 1,
    too_few: 2,
    left_out: 0,
    status: 'ok',
    reason: null,
    reps: [rep('U01', 60, 40, 31, 'inside'), rep('U02', 40, 6, 20.5, 'outside'), rep('U03', 20, 17, 10.2, 'watch')],
    funnel: [20, 40, 60].map(n => ({n, ...limitsOf(n, n * 0.52)})),
  },
};

function waiting(
  policy: string,
  time: WaitingChart['time'],
  within_seconds: number | null,
  points: readonly (readonly [seconds: number, share: number])[],
): WaitingChart {
  return {
    policy,
    clock: 'buyer',
    time,
    within_seconds,
    n: 120,
    answered: 90,
    status: 'ok',
    reason: null,
    points: points.map(([seconds, share], index) => ({
      seconds,
      waiting: share,
      low: share - 0.05,
      high: share + 0.05,
      at_risk: 100 - index,
    })),
  };
}

function week(each: number): number[] {
  return Array.from({length: 24}, (_, hour) => (hour > 8 && hour < 18 ? each * 4 : each));
}

function limitsOf(n: number, expected: number) {
  const away = Math.sqrt(n);
  return {
    watch: {low: Math.max(0, expected - away), high: Math.min(n, expected + away)},
    outside: {low: Math.max(0, expected - 1.6 * away), high: Math.min(n, expected + 1.6 * away)},
  };
}

function rep(owner: string, n: number, kept: number, expected: number, verdict: 'inside' | 'watch' | 'outside') {
  return {owner, n, kept, expected, ...limitsOf(n, expected), verdict};
}
