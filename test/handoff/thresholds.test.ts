import {describe, expect, test} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import responseByRep from '../../src/checks/response-by-rep.ts';
import type {Weigh, Weighed} from '../../src/checks/weighed.ts';
import {parseDefinitions} from '../../src/definitions/load.ts';
import {dataDiagnostics} from '../../src/handoff/against-data/data-issues.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2025-01-06T15:00:00Z');

/** Days and minutes after the first lead's start. */
function at(days: number, minutes = 0): string {
  return new Date(FIRST + days * DAY + minutes * 60_000).toISOString();
}

/** So many leads, three every 17 days, of which every check has something to judge. */
function company(count: number): SmallExport {
  const leads = Array.from({length: count}, (_, index) => ({
    index,
    id: `L${index}`,
    // at another time of day each, and in working hours
    day: Math.floor(index / 3) * 17 + (index % 3) + ((index * 7) % 240) / 1440,
    rep: `U${1 + (index % 2)}`,
    rejected: index % 4 < 2,
  }));
  return {
    leads: [
      ...leads.map(({index, id, day, rep, rejected}) => ({
        lead_id: id,
        email: index < 2 ? 'ann@acme.example' : `p${index}@buyer${index}.example`,
        source: index % 5 < 3 ? 'Demo' : 'Webinar',
        campaign: 'Spring',
        country: 'US',
        employees: 100,
        owner: rep,
        created_at: at(day),
        mql_at: at(day),
        accepted_at: at(day, 20),
        sql_at: rejected ? null : at(day + 3),
        first_response_at: at(day, 33),
        score_at_mql: 40 + ((index * 7) % 40),
      })),
      ...['N1', 'N2', 'N3', 'N4'].map(lead_id => ({lead_id, source: 'Demo', employees: 100, created_at: at(0)})),
    ],
    activities: leads.map(({index, id, day, rep}) => ({
      lead_id: id,
      type: 'call',
      direction: 'outbound',
      actor: rep,
      automated: false,
      at: at(day, 33 + (index % 33)),
      logged_at: at(day, 34 + (index % 33)),
    })),
    owner_history: leads.flatMap(({id, day, rep}) => [
      {lead_id: id, at: at(day, 1), old_owner: null, new_owner: 'Inbound Queue'},
      {lead_id: id, at: at(day, 7), old_owner: 'Inbound Queue', new_owner: rep},
    ]),
    users: ['U1', 'U2'].map(user_id => ({
      user_id,
      name: user_id,
      team: 'inbound',
      active: true,
      kind: 'person',
      weight: 1,
      manager: 'U2',
    })),
    dispositions: leads
      .filter(({rejected}) => rejected)
      .map(({index, id, day, rep}) => ({
        lead_id: id,
        at: at(day + 5),
        actor: rep,
        disposition: 'rejected',
        reason: index % 8 < 4 ? 'Unable to reach' : 'Wrong ICP',
      })),
    opportunities: leads
      .filter(({rejected}) => !rejected)
      .map(({index, id, day}) => ({
        opportunity_id: `O${index}`,
        lead_id: id,
        created_at: at(day + 6, 5),
        stage: 'Discovery',
        is_won: false,
        is_closed: false,
      })),
    signals: leads.map(({id, day}) => ({lead_id: id, at: at(day, -60), signal: 'demo_request'})),
  };
}

const DEFINITIONS = `version: 1
icp: {all: [{field: employees, gte: 50}]}
stages: {mql: {all: [{use: icp}, {field: score_at_mql, gte: 60}]}, sql: {all: [{use: icp}]}}
funnel: {horizon: {mql_to_sql: 30d, sql_to_opportunity: 30d, opportunity_to_won: 30d}}
routing:
  queues: [Inbound Queue]
  capacity: {open_leads: 5}
  escalate: {unworked_after: 10m, clock: calendar, to: manager}
  rules: [{name: None, when: {field: country, is: DE}, to: {team: inbound}}, {name: All, to: {team: inbound}, distribute: round_robin}]
follow_up: {min_attempts: 2, within: 2d}
dispositions:
  reasons:
    wrong_icp: {labels: [Wrong ICP], kind: rejected, true_if: {none: [{use: icp}]}}
    unreachable: {labels: [Unable to reach], kind: rejected, needs_attempts: 6}
acceptance: {accept_within: 24h, target: 5%}
sla: [{name: All, respond_within: 1h, clock: calendar, target: 4%}]
context: {required: [campaign, source], signals: 1}
`;

/** `sla[0].target` and `checks.id.setting` to what is said of it. */
async function said(leads: number, checks: string): Promise<Record<string, string>> {
  const text = `${DEFINITIONS}checks:\n${checks}`;
  const loaded = parseDefinitions({path: 'h.yaml', bytes: new TextEncoder().encode(text), from: '/h.yaml'});
  const found = await withModel(
    company(leads),
    (session, model) => dataDiagnostics({session, model, loaded}),
    loaded.definitions,
    {asOf: instant(at(600))},
  );
  return Object.fromEntries(
    found.flatMap(({path, message}) => (/^(checks|sla\[0\]|acceptance)/.test(path) ? [[path, message]] : [])),
  );
}

/** Wilson: none of n has the upper limit 1.96^2 / (n + 1.96^2), all of n the lower limit n / (n + 1.96^2). */
const none = (n: number, limit: string) =>
  `no sample of ${n} can confirm it: even 0 of ${n} has a 95% limit of ${limit}, not below 1.0%; it takes 381`;
const all = (n: number, limit: string) =>
  `no sample of ${n} can confirm it: even ${n} of ${n} has a 95% limit of ${limit}, not above 99%; it takes 381`;
const floor = (n: string, least: string) => `${n}, and fewer than ${least} accuse nobody`;

/** Of sixteen leads, with every floor at 1 unless it is left at its default. */
const SHARES: Readonly<Record<string, readonly [value: string, says: string]>> = {
  'never-answered.above': ['99%', all(16, '81%')],
  'first-response-field.above': ['99%', all(16, '81%')],
  'automated-only.above': ['99%', all(10, '72%')],
  'logging-coverage.below': ['1%', none(8, '32%')],
  'sla-gaming.bunched': ['99%', floor('the largest sample has 0 leads', '1 (min_leads)')],
  'sla-gaming.logged_late': ['99%', all(16, '81%')],
  'sla-gaming.flips': ['99%', all(16, '81%')],
  'sla-gaming.one_and_done': ['99%', all(16, '81%')],
  'follow-up.below': ['1%', none(16, '19%')],
  'mql-to-sql.below': ['1%', none(16, '19%')],
  'mql-to-sql.above': [
    '20%',
    'it is raised only where the latest of 4 quarters is weak in its later stages, and no more than 2 quarters can have the 1 SQL that this takes',
  ],
  'sql-to-opportunity.below': ['1%', none(8, '32%')],
  'stage-order.above': ['99%', all(8, '68%')],
  'rejection-rate.warn': ['99%', all(16, '81%')],
  'rejection-rate.error': ['99%', all(16, '81%')],
  'rejection-reasons.vague': ['99%', all(8, '68%')],
  'rejection-reasons.blank': ['99%', all(8, '68%')],
  'rejection-reasons.association': [
    '30%',
    'the second of the reps has 4 rejections, and fewer than 10 are not compared',
  ],
  'rejection-reasons.one_button': ['80%', 'even who gave one reason 4 times, and nobody else did, would not stand out'],
  'rejected-untouched.above': ['99%', all(4, '51%')],
  'unreachable-untried.above': ['99%', all(4, '51%')],
  'reason-contradicted.above': ['99%', all(4, '51%')],
  'undecided.above': ['99%', all(16, '81%')],
  'queue-parking.above': ['99%', all(16, '81%')],
  'misrouted.above': ['99%', all(16, '81%')],
  'rule-drift.above': ['99%', all(16, '81%')],
  'rule-coverage.above': ['99%', all(16, '81%')],
  'over-capacity.effect_above': ['6%', 'the answers by load are not judged: nothing to count'],
  'round-robin.off_by': ['10%', floor('the largest sample has 16 leads', '30 (min_leads)')],
  'escalation.below': ['1%', none(16, '19%')],
  'bounced.above': ['99%', all(16, '81%')],
  'duplicates.above': ['99%', all(16, '81%')],
  'mql-definition.unsupported': ['99%', all(16, '81%')],
  'mql-definition.missed': ['99%', all(4, '51%')],
  'sql-definition.unsupported': ['99%', all(8, '68%')],
  'sql-definition.missed': ['99%', all(8, '68%')],
  'campaign-context.below': ['1%', none(16, '19%')],
  'pipeline-unworked.above': ['99%', all(8, '68%')],
  'opportunity-without-lead.above': ['99%', all(8, '68%')],
  'qualified-without-opportunity.above': ['99%', all(8, '68%')],
  'score-power.worthwhile': ['60%', floor('the whole sample has 8 conversions', '30 (min_conversions)')],
  'score-power.points': ['5%', floor('the smaller side of every comparison has 7 leads', '30 (min_leads)')],
  'score-drift.drop': ['5%', floor('the second of the quarters has 0 conversions', '30 (min_conversions)')],
};

/** These judge nothing of sixteen leads by their defaults. */
const DEFAULT_FLOORS = new Set(['round-robin', 'score-power', 'score-drift']);

/** Of sixteen leads, who has how many; what is counted and not estimated has no sample of its own. */
const COUNTED = 'the export has 16 handoffs';
const EIGHT = 'the largest sample has 8 leads';
const FOUR = 'the largest sample has 4 leads';
const FLOORS: Readonly<Record<string, string>> = {
  'response-by-source': 'the largest sample has 6 leads',
  'response-by-rep': 'the second of the reps has 8 promises',
  'conversion-by-segment': 'the largest sample has 6 leads',
  'automated-only': 'the largest sample has 10 leads',
  'logging-coverage': EIGHT,
  'sla-trend.min_leads': '0 full weeks with 1,000 promises or more (min_leads); it takes 7',
  'sql-to-opportunity': EIGHT,
  'stage-order': EIGHT,
  'rejection-reasons': EIGHT,
  'rejected-untouched': FOUR,
  'unreachable-untried': FOUR,
  'reason-contradicted': FOUR,
  'sql-definition': EIGHT,
  'pipeline-unworked': EIGHT,
  'opportunity-without-lead': EIGHT,
  'qualified-without-opportunity': EIGHT,
  'self-booking': COUNTED,
  'sla-uncovered': COUNTED,
  'rejected-then-won': COUNTED,
  'unowned-leads': COUNTED,
  'inactive-owner': COUNTED,
  'out-of-office': COUNTED,
  'rule-shadowed': COUNTED,
  'score-power.min_conversions': floor('the whole sample has 8 conversions', '1,000 (min_conversions)'),
  'score-power': 'the smaller side of every comparison has 7 leads',
  'score-drift': 'the second of the quarters has 0 conversions',
};
const WHATEVER_THE_FLOOR = [
  'rejection-reasons.association',
  'rejection-reasons.one_button',
  'over-capacity.effect_above',
];

/** Numbers that no sample is held against. */
const NO_SAMPLE: Readonly<Record<string, string>> = {
  'response-by-source.within': 'a time within which a lead is answered: what is compared is the share',
  'first-response-field.tolerance': 'a time that does not matter',
  'automated-only.quick': 'a time',
  'automated-only.gap': 'a time',
  'sla-trend.recent_weeks': 'which weeks may alarm, however many leads they have',
  'sla-gaming.flip_within': 'a time',
  'sla-gaming.flip_gap': 'a time',
  'unowned-leads.older_than': 'a time; the leads are counted and not estimated',
  'queue-parking.parked_over': 'a time',
  'routing-review.every': 'a time since a date that is written',
  'over-capacity.days_above': 'the days of a person are counted and not estimated, and a day is enough',
  'bounced.changes': 'a count within one lead',
  'duplicates.min_candidates': 'candidates are counted, and never more than likely',
  'duplicate-collision.within': 'a time',
  'duplicate-collision.min_people': 'people are counted and not estimated',
  'pipeline-unworked.quiet_for': 'a time',
  'pipeline-unworked.owner_deals': 'a list to work: deals are counted and not estimated',
};

const NUMBERS = CHECKS.map(({id, settings}) => ({
  id,
  names: Object.entries(settings.parse({})).flatMap(([name, value]) => (typeof value === 'number' ? [name] : [])),
}));

/** The settings of every check that has a value for them. */
function written(value: (id: string, name: string) => string | undefined): string {
  return NUMBERS.flatMap(({id, names}) => {
    const values = names.flatMap(name => value(id, name) ?? []).length;
    const map = names.flatMap(name => (value(id, name) === undefined ? [] : [`${name}: ${value(id, name)}`]));
    return values === 0 ? [] : [`  ${id}: {${map.join(', ')}}\n`];
  }).join('');
}

function isFloor(name: string): boolean {
  return name === 'min_leads' || name === 'min_conversions';
}

describe('thresholds that no outcome of a sample of this size could confirm', () => {
  test('every number among the settings of a check is a threshold here, a floor, or has a reason to be neither', () => {
    const told = new Set([...Object.keys(SHARES), ...Object.keys(NO_SAMPLE)]);
    const numbers = NUMBERS.flatMap(({id, names}) => names.map(name => `${id}.${name}`));
    expect(numbers.filter(name => !told.has(name) && !isFloor(name.split('.')[1] ?? ''))).toEqual([]);
    expect([...told].filter(name => !numbers.includes(name))).toEqual([]);
  });

  test('each is said of sixteen leads, with the least number that could where there is one', async () => {
    const found = await said(
      16,
      written((id, name) =>
        isFloor(name) ? (DEFAULT_FLOORS.has(id) ? undefined : '1') : SHARES[`${id}.${name}`]?.[0],
      ),
    );
    expect(found).toEqual({
      'acceptance.target': expect.stringMatching(/^no sample of 16 can .* not below 5\.0%; it takes 73$/),
      'sla[0].target': none(16, '19%').replace('1.0%; it takes 381', '4.0%; it takes 93'),
      // of two reps with eight promises each: chance of none kept where half are 0.5^8 = 0.4%, more than 0.1%
      'checks.response-by-rep.min_leads':
        'even who kept no promise while all others kept every one would be inside the spread of the team',
      ...Object.fromEntries(Object.entries(SHARES).map(([name, [, says]]) => [`checks.${name}`, says])),
    });
  });

  test('a floor above every sample is said at the floor, once', async () => {
    const found = await said(
      16,
      written((id, name) => (isFloor(name) ? '1000' : SHARES[`${id}.${name}`]?.[0])),
    );
    expect(found).toEqual({
      ...Object.fromEntries(
        NUMBERS.flatMap(({id, names}) =>
          names
            .filter(isFloor)
            .map(name => [
              `checks.${id}.${name}`,
              FLOORS[`${id}.${name}`] ?? floor(FLOORS[id] ?? 'the largest sample has 16 leads', `1,000 (${name})`),
            ]),
        ),
      ),
      ...Object.fromEntries(WHATEVER_THE_FLOOR.map(name => [`checks.${name}`, SHARES[name]?.[1]])),
    });
  });

  test('of sixty leads every one could be', async () => {
    expect(
      await said(
        60,
        written((id, name) => (isFloor(name) ? '1' : SHARES[`${id}.${name}`] && '50%')),
      ),
    ).toEqual({
      'acceptance.target': expect.stringContaining('even 0 of 60 has a 95% limit of 6.0%, not below 5.0%; it takes 73'),
      'sla[0].target': expect.stringContaining('even 0 of 60 has a 95% limit of 6.0%, not below 4.0%; it takes 93'),
    });
  });
});

test('a rep who is the team under one policy could be outside under the one he shares', async () => {
  const row = (owner: string, policy_no: number, n: number) => ({
    owner,
    policy_no,
    n,
    kept: n,
    unlogged: false,
    leads: {count: 0, ids: []},
  });
  const rows = [row('A', 1, 5), row('A', 2, 5), row('B', 1, 45)];
  const weighed: Weighed[] = [];
  const weigh: Weigh = told => weighed.push(told());
  const context = {settings: {level: 'warn', min_leads: 10}, trust: 'confirmed', weigh, person: (id: string) => id};
  responseByRep.judge(rows, context as never);
  // none of ten where 4.5 are usual is chance (0.55^10 = 0.3%); five of ten where 9.5 are usual is not
  expect(weighed).toEqual([{of: 'min_leads', n: 10, never: null}]);
});
