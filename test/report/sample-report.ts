import type {Finding, Interval, Measure, Report, Segment, Unit} from '../../src/result.ts';
import {sampleCharts} from './sample-charts.ts';

/** A believable company, written by hand: 400 handoffs, half of the losses in follow-up. No number is computed. */
const help = {
  healthy: 'Leads are answered as promised',
  why: 'A promise that is not kept is a lead that waits.',
  how: 'Of the handoffs whose time has passed, those answered within it.',
  misleads: 'A promise nobody made is kept by nobody.',
  remedy: 'Ask who is on duty.',
};

export const sampleReport: Report = {
  schema: 'handoff-report/1',
  tool: {name: 'handoff', version: '0.1.0'},
  as_of: '2026-09-30T22:00:00Z',
  as_of_from: 'the latest completed activity',
  window: {since: null, until: null},
  time_zone: 'America/New_York',
  company: 'Bracken Analytics',
  definitions: {path: 'handoff.yaml', sha256: 'a3f1'.repeat(16)},
  terms: {
    promises: [
      {policy: 'Demo request', within_seconds: 300, clock: 'calendar', target: 0.9},
      {policy: 'Everything else', within_seconds: 14_400, clock: 'business', target: 0.8},
    ],
    never_after: 2_592_000,
    horizons: {
      mql_to_sal: 604_800,
      mql_to_sql: 2_592_000,
      sql_to_opportunity: 5_184_000,
      opportunity_to_won: null,
      rejection: 2_592_000,
    },
    currency: 'USD',
    people: [{id: 'U03', name: 'Dana Cole'}],
    business_hours: {
      week: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map(day => ({day, open: '09:00', close: '17:30'})),
      teams: ['EMEA'],
    },
    cautions: [],
    benchmarks: [
      {
        id: 'response-42-hours',
        quoted: 'the average response takes 42 hours',
        says: 'An audit of 2,241 US companies with one test lead each.',
        so: 'It compares with a mean over leads answered within 30 days.',
        like: 'like',
        beside: [{id: 'response.mean_30d', segment: {}}],
        text: 'Only this compares with the often quoted 42 h (HBR 2011: 2,241 US companies, one test lead each; 23% never answered).',
      },
    ],
  },
  export: {
    path: './export',
    systems: [],
    files: [
      file('leads.csv', 'leads', {read: 452, loaded: 450, identical: 1, footer: 1}),
      file('activities.csv', 'activities', {read: 2104, loaded: 2098, identical: 4, rejected: 2}),
      file('users.csv', 'users', {read: 14, loaded: 14}),
    ],
    mapping: [
      column('leads.csv', 'leads', 'Lead ID', 'lead_id', null),
      column('leads.csv', 'leads', 'Created', 'created_at', 'date: iso with offset', {
        unreadable: 2,
        examples: ['n/a', '31/31/2026'],
      }),
      column('leads.csv', 'leads', 'Favourite colour', null, null),
      column('activities.csv', 'activities', 'When', 'at', 'date: mdy, America/New_York'),
    ],
    unmapped: [{file: 'leads.csv', header: 'Favourite colour'}],
    unused: [{path: 'notes.docx', reason: 'is not a format that is read'}],
    notes: ['leads.csv: 1 row of totals at the end'],
    drafts: [],
    draft_section: [],
  },
  gates: [
    {
      id: 'G1',
      title: 'Dates carry a time',
      state: 'pass',
      text: 'No column is date-only.',
      value: 0,
      n: 450,
      remedy: null,
    },
    {
      id: 'G5',
      title: 'Work is logged as it happens',
      state: 'soft',
      text: '34% of rep-days log their activities in one go.',
      value: 0.34,
      n: 180,
      remedy: 'Log calls from the dialler.',
    },
    {
      id: 'G13',
      title: 'Owner history',
      state: 'not_measurable',
      text: 'The export has no owner_history.',
      value: null,
      n: null,
      remedy: 'Add owner_history.',
    },
  ],
  population: [
    {step: 'exported', leads: 450},
    {step: 'after_cutoff', leads: 3},
    {step: 'merged', leads: 7},
    {step: 'excluded:internal', leads: 12},
    {step: 'no_mql', leads: 30},
    {step: 'out_of_window', leads: 0},
    {step: 'eligible_leads', leads: 398},
    {step: 'handoffs', leads: 400},
    {step: 'already_working', leads: 11},
    {step: 'bulk_import', leads: 0},
    {step: 'before_activities', leads: 0},
    {step: 'self_booked', leads: 9},
    {step: 'unlogged', leads: 14},
    {step: 'measured', leads: 366},
  ],
  measures: [
    ...percentiles('wall', [18_720, 93_600, null, null]),
    ...percentiles('business', [5400, 30_600, null, null]),
    gone('response.p50', {clock: 'rep', time: 'wall'}, 'add owner_history to the export'),
    gone('response.routing_delay', {}, 'add owner_history to the export'),
    ...buckets([22, 31, 30, 58, 71, 24, 40, 12, 14, 46, 32]),
    ...within([0.06, 0.145, 0.227, 0.385, 0.58, 0.645]),
    share('response.never', {}, 58, 310),
    {...measure('response.naive_median', {}, 'seconds', 9000), n: 276},
    {...measure('response.mean_30d', {}, 'seconds', 81_230.5), n: 270},
    {...measure('response.automated_p50', {}, 'seconds', 45), n: 366},
    {...measure('response.self_booked', {}, 'count', 9), numerator: 9, denominator: 389},
    ...promise('Demo request', 61, 120, {
      breached_late: 38,
      breached_open: 12,
      breached_closed: 9,
      pending: 2,
      met_not_due: 1,
    }),
    ...promise('Everything else', 5, 8, {
      breached_late: 2,
      breached_open: 1,
      breached_closed: 0,
      pending: 0,
      met_not_due: 0,
    }),
    ...promise(null, 66, 128, {breached_late: 40, breached_open: 13, breached_closed: 9, pending: 2, met_not_due: 1}),
    share('sla.compliance', {floor: 'A'}, 30, 128),
    share('sla.compliance', {floor: 'B'}, 57, 128),
    share('sla.compliance', {floor: 'C'}, 66, 128),
    share('sla.follow_up', {}, 41, 150),
    share('funnel.mql_to_sal', {}, 240, 390),
    share('funnel.mql_to_sql', {}, 52, 350),
    {...share('funnel.mql_to_sql', {month: '2026-08', what: 'period'}, 9, 48), unit: 'ratio', interval: null},
    {...share('funnel.mql_to_sql', {month: '2026-09', what: 'period'}, 3, 51), unit: 'ratio', interval: null},
    gone(
      'funnel.opportunity_to_won',
      {},
      'too little history for an automatic horizon: write funnel.horizon.opportunity_to_won',
    ),
    share('dispositions.rejection', {}, 96, 350),
    share('dispositions.undecided', {}, 120, 350),
    share('dispositions.untouched', {}, 21, 70),
    share('dispositions.vague', {}, 44, 104),
    share('dispositions.verified', {verdict: 'supported'}, 12, 31),
    share('dispositions.verified', {verdict: 'contradicted'}, 19, 31),
    ...(['low_quality', 'wrong_icp', null, 'spam'] as const).map((reason, index) => ({
      ...measure('dispositions.reasons', {reason}, 'count', [44, 31, 20, 9][index] ?? 0),
      numerator: [44, 31, 20, 9][index] ?? 0,
      denominator: 104,
    })),
    ...flags([120, 41, 33, 60]),
    gone('routing.over_capacity', {}, 'add leads.owner or owner_history and users.capacity to the export'),
  ],
  ledger: [
    line('won', 'progressed', 8, 4_200_000_00),
    line('opportunity', 'progressed', 14, 3_150_000_00),
    line('sql', 'progressed', 30),
    line('rejected_untouched', 'follow_up', 21),
    line('rejected_late', 'follow_up', 17),
    line('never_touched', 'follow_up', 46),
    line('stalled', 'follow_up', 70),
    line('rejected_contradicted', 'disputed', 19),
    line('rejected_sound', 'quality', 47),
    line('never_touched', 'at_risk', 13),
    line('waiting', 'alive', 25),
    line('working', 'alive', 90),
  ],
  charts: sampleCharts,
  checks: [
    {
      id: 'response-time',
      family: 'response',
      title: 'How long leads wait for a first response',
      status: 'info',
      reason: null,
      help,
    },
    {
      id: 'sla-compliance',
      family: 'sla',
      title: 'Leads wait longer than promised',
      status: 'error',
      reason: null,
      help,
    },
    {
      id: 'rejection-reasons',
      family: 'dispositions',
      title: 'Rejections do not say why',
      status: 'warn',
      reason: null,
      help,
    },
    {id: 'unowned-leads', family: 'routing', title: 'Every open lead has a person', status: 'pass', reason: null, help},
    {
      id: 'bounced',
      family: 'routing',
      title: 'Leads stay with their person',
      status: 'skipped',
      reason: 'the export has no owner_history',
      help,
    },
    {
      id: 'duplicates',
      family: 'routing',
      title: 'A person is one lead',
      status: 'broken',
      reason: 'Binder Error: no such column',
      help,
    },
  ],
  findings: [
    finding('response-time', 'info', '', '366 handoffs waited for a first response, 75% got one so far.', 366),
    finding('rejection-reasons', 'warn', '', '44 of 104 closes give a vague reason: 42% (44 of 104; 33-52%).', 44, {
      strength: 'likely',
      place: {path: 'dispositions.reasons', at: null},
    }),
    finding(
      'sla-compliance',
      'error',
      'Demo request',
      'Of 120 demo requests whose time has passed 61 were answered within 5 min: 51% (61 of 120; 42-60%), promised 90%.',
      59,
      {place: {path: 'sla[0]', at: {file: 'handoff.yaml', line: 12, column: 5}}},
    ),
    finding('unowned-leads', 'warn', 'Partner', 'Nobody owns 14 open leads of source Partner.', 14, {
      accepted: 'partner desk works them by phone (until 2027-01-31)',
      place: {path: 'routing', at: {file: 'handoff.yaml', line: 30, column: 1}},
    }),
  ],
  summary: {
    handoffs: 400,
    findings: {error: 1, warn: 0, info: 1, likely: 1, accepted: 1},
    headline: [
      'Of 400 handoffs 220 are lost: 154 in follow-up, 47 to quality and 19 for a reason the lead’s own data contradict.',
      'Half are answered within 5.2 h and of 310 old enough to tell 58 never were.',
      'Of 128 promises that fell due 66 were kept.',
    ],
    exit_code: 1,
  },
};

function file(
  path: string,
  table: string,
  rows: Partial<Report['export']['files'][number]>,
): Report['export']['files'][number] {
  const rejects = rows.rejected === undefined ? [] : [{line: 17, reason: 'lead_id is blank'}];
  const zero = {read: 0, loaded: 0, identical: 0, rejected: 0, footer: 0};
  return {
    path,
    table,
    sha256: 'b'.repeat(64),
    bytes: 48_211,
    encoding: 'utf-8',
    format: 'csv',
    ...zero,
    ...rows,
    rejects,
  };
}

function column(
  path: string,
  table: string,
  header: string,
  canonical: string | null,
  read_as: string | null,
  cells: {unreadable: number; examples: string[]} = {unreadable: 0, examples: []},
): Report['export']['mapping'][number] {
  return {
    table,
    file: path,
    header,
    column: canonical,
    by: canonical === null ? 'attribute' : 'definitions',
    read_as,
    ...cells,
  };
}

function measure(
  id: string,
  segment: Segment,
  unit: Unit,
  value: number | null,
  interval: Interval | null = null,
): Measure {
  return {
    id,
    segment,
    value,
    unit,
    n: null,
    numerator: null,
    denominator: null,
    interval,
    status: 'ok',
    reason: null,
    excluded: {},
  };
}

export function share(id: string, segment: Segment, numerator: number, denominator: number): Measure {
  const value = numerator / denominator;
  const half = Math.sqrt((value * (1 - value)) / denominator) * 1.96;
  const interval = {low: Math.max(0, value - half), high: Math.min(1, value + half), method: 'by hand'};
  return {...measure(id, segment, 'share', value, interval), n: denominator, numerator, denominator};
}

function gone(id: string, segment: Segment, reason: string): Measure {
  return {...measure(id, segment, 'share', null), status: 'not_measurable', reason};
}

function percentiles(time: string, values: readonly (number | null)[]): Measure[] {
  const doubt = 'G5: 34% of rep-days log their activities in one go.';
  return ['response.p50', 'response.p75', 'response.p90', 'response.p95'].map((id, index) => {
    const value = values[index] ?? null;
    const interval =
      value === null ? null : {low: value * 0.9, high: index === 1 ? null : value * 1.2, method: 'log-log'};
    return {
      ...measure(id, {clock: 'buyer', time}, 'seconds', value, interval),
      n: 366,
      numerator: 276,
      denominator: 366,
      status: 'degraded' as const,
      reason: doubt,
    };
  });
}

function buckets(counts: readonly number[]): Measure[] {
  const names = [
    '0-5m',
    '5-30m',
    '30m-1h',
    '1-4h',
    '4-24h',
    '24-48h',
    '>48h',
    'closed_untouched',
    'unlogged',
    'never',
    'waiting',
  ];
  return names.map((bucket, index) => {
    const count = counts[index] ?? 0;
    return {...measure('response.bucket', {bucket}, 'count', count), n: 380, numerator: count, denominator: 380};
  });
}

function within(shares: readonly number[]): Measure[] {
  return ['5m', '30m', '1h', '4h', '24h', '48h'].map((edge, index) =>
    measure('response.within', {clock: 'buyer', time: 'wall', edge}, 'share', shares[index] ?? null),
  );
}

function promise(policy: string | null, met: number, due: number, states: Readonly<Record<string, number>>): Measure[] {
  const segment: Segment = policy === null ? {} : {policy};
  const counted = Object.entries(states).map(([state, count]) =>
    measure('sla.state', {...segment, state}, 'count', count),
  );
  return [share('sla.compliance', segment, met, due), ...counted];
}

function flags(counts: readonly number[]): Measure[] {
  return ['follow_up_only', 'quality_only', 'both', 'neither'].map((cell, index) => ({
    ...measure('ledger.flags', {cell}, 'count', counts[index] ?? 0),
    numerator: counts[index] ?? 0,
    denominator: 254,
  }));
}

function line(
  fate: string,
  family: string,
  handoffs: number,
  amount_cents: number | null = null,
): Report['ledger'][number] {
  return {fate, family, handoffs, share: handoffs / 400, amount_cents};
}

export function finding(
  check: string,
  level: Finding['level'],
  subject: string,
  text: string,
  leads: number,
  more: Partial<Finding> = {},
): Finding {
  return {
    check,
    level,
    strength: 'confirmed',
    subject,
    text,
    value: null,
    threshold: null,
    unit: null,
    n: null,
    interval: null,
    leads: {count: leads, ids: Array.from({length: Math.min(leads, 5)}, (_, index) => `L-${1001 + index}`)},
    key: subject === '' ? check : `${check}/${subject}`,
    remedy: 'Route demo requests to whoever is on duty, and page the manager after five minutes.',
    accepted: null,
    place: null,
    ...more,
  };
}
