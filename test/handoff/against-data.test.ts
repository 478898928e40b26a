import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {describe, expect, test} from 'vitest';
import {parseDefinitions} from '../../src/definitions/load.ts';
import {dataDiagnostics} from '../../src/handoff/against-data/data-issues.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';

const MQL = '2026-03-02T15:00:00Z';

const TABLES: SmallExport = {
  leads: Array.from({length: 40}, (_, index) => ({
    lead_id: `L${index}`,
    source: index < 20 ? 'Webinar' : 'Demo',
    country: 'US',
    employees: 100,
    owner: 'U1',
    created_at: MQL,
    mql_at: MQL,
    rejected_at: index === 0 ? '2026-03-05T00:00:00Z' : null,
    rejection_reason: index === 0 ? 'No money' : null,
  })),
  users: [
    {user_id: 'U1', name: 'Ann', team: 'inbound', active: true},
    {user_id: 'U2', name: 'Bob', team: 'enterprise', active: false},
  ],
  signals: [{lead_id: 'L1', at: MQL, signal: 'demo_request'}],
  activities: [{lead_id: 'L1', at: '2026-03-02T16:00:00Z', type: 'call', actor: 'U1'}],
};

/** `line:column path: message` of every warning that the data add. */
async function issues(text: string, tables = TABLES): Promise<string[]> {
  const loaded = parseDefinitions({path: 'h.yaml', bytes: new TextEncoder().encode(text), from: '/h.yaml'});
  const found = await withModel(
    tables,
    (session, model) => dataDiagnostics({session, model, loaded}),
    loaded.definitions,
    {asOf: instant('2026-06-01T00:00:00Z')},
  );
  expect(found.every(({level, file}) => level === 'warning' && file === 'h.yaml')).toBe(true);
  return found.map(({line, column, path, message}) => `${line}:${column} ${path}: ${message}`);
}

test('fields, values, signals, reasons, teams, users and queues that the data do not know', async () => {
  const found = await issues(`version: 1
icp: {all: [{field: employes, gte: 10}, {field: country, in: [US, CA]}]}
stages:
  mql: {any: [{signal: demo_reqest}, {field: source, is: Webinr}]}
routing:
  queues: [Parking]
  rules:
    - {name: a, when: {field: country, is: US}, to: {team: enterprise}}
    - {name: b, to: {user: Cy}}
    - {name: c, to: {team: imbound}}
dispositions:
  reasons:
    spam: {labels: [Spam]}
sla:
  - {name: Demo, when: {field: source, in: [Demo]}, respond_within: 1h, target: 90%}
`);
  expect(found).toEqual([
    '2:14 icp.all[0].field: the leads of the export have no employes: it is unknown of every lead, did you mean employees?',
    '2:67 icp.all[1].in[1]: no lead has country "CA"',
    '4:3 stages.mql: true of none of 40 leads: it could match 7.5% at most',
    '4:16 stages.mql.any[0].signal: no lead has the signal demo_reqest, did you mean demo_request?',
    '4:54 stages.mql.any[1].is: no lead has source "Webinr", did you mean webinar?',
    '6:12 routing.queues[0]: the export knows no queue Parking: no owner and no user is called so',
    '8:54 routing.rules[0].to.team: the team enterprise has no active member',
    '9:7 routing.rules[1]: an unreachable rule: it is true of 40 leads, and earlier ones take them all',
    '9:22 routing.rules[1].to.user: no user is called Cy',
    '10:7 routing.rules[2]: an unreachable rule: it is true of 40 leads, and earlier ones take them all',
    '10:22 routing.rules[2].to.team: no user is in the team imbound, did you mean inbound?',
    '12:3 dispositions.reasons: "No money" closed 1 lead and is a label of no reason',
    '13:5 dispositions.reasons.spam: nobody ever wrote the reason spam, nor one of its labels',
    '14:1 sla: 20 handoffs of "Webinar" have no policy',
  ]);
});

describe('thresholds that no sample of this size could confirm', () => {
  const leads = (TABLES.leads ?? []).map((row, index) => ({
    ...row,
    sql_at: index % 4 === 0 ? '2026-03-06T00:00:00Z' : null,
    accepted_at: index % 2 === 0 ? '2026-03-03T00:00:00Z' : null,
  }));
  const said = async (text: string, tables: SmallExport = {...TABLES, leads}) =>
    (await issues(`version: 1\n${text}`, tables)).filter(line => /^\d+:\d+ (checks|sla\[|acceptance)/.test(line));

  test('of checks, by the sample that each one judges', async () => {
    // Wilson: 0 of 40 has the upper limit 1.96^2 / (40 + 1.96^2) = 8.8%; 40 of 40 the lower 91.2%
    const found = await said(`checks:
  mql-to-sql: {below: 5%, above: 20%}
  rejection-rate: {min_leads: 100}
  undecided: {above: 95%}
  misrouted: {above: 95%}
routing: {rules: [{name: Demos, when: {field: source, is: Demo}, to: {team: inbound}}]}
`);
    expect(found).toEqual([
      '3:16 checks.mql-to-sql.below: no sample of 40 can confirm it: even 0 of 40 has a 95% limit of 8.8%, not below 5.0%; it takes 73',
      '3:27 checks.mql-to-sql.above: it is raised only where the latest of 4 quarters is weak in its later stages, and no more than 1 quarter can have the 30 SQLs that this takes',
      '4:20 checks.rejection-rate.min_leads: the largest sample has 40 leads, and fewer than 100 (min_leads) accuse nobody',
      '5:15 checks.undecided.above: no sample of 40 can confirm it: even 40 of 40 has a 95% limit of 91%, not above 95%; it takes 73',
      // of the 20 demo requests: 20 / (20 + 1.96^2) = 83.9%
      '6:15 checks.misrouted.above: no sample of 20 can confirm it: even 20 of 20 has a 95% limit of 84%, not above 95%; it takes 73',
    ]);
  });

  test('of promises and of acceptance', async () => {
    const found = await said(`acceptance: {accept_within: 24h, target: 5%}
sla: [{name: All, respond_within: 1h, clock: calendar, target: 4%}]
`);
    expect(found).toEqual([
      '2:34 acceptance.target: no sample of 40 can confirm it: even 0 of 40 has a 95% limit of 8.8%, not below 5.0%; it takes 73',
      // nine SQLs that nobody logged a touch for are in no rate; the tenth was rejected untouched before
      '3:56 sla[0].target: no sample of 31 can confirm it: even 0 of 31 has a 95% limit of 11%, not below 4.0%; it takes 93',
    ]);
  });

  test('a check that lacks what it needs says so, and says nothing of its threshold', async () => {
    const found = await said('checks:\n  mql-to-sql: {below: 5%}\n', TABLES);
    expect(found).toEqual([
      expect.stringMatching(/^3:3 checks\.mql-to-sql: mql-to-sql judges nothing: the export has no /),
    ]);
  });

  test('within reach: nothing is said', async () => {
    expect(
      await said(`acceptance: {accept_within: 24h, target: 90%}
sla: [{name: All, respond_within: 1h, clock: calendar, target: 90%}]
checks:
  mql-to-sql: {below: 10%}
  rejection-rate: {warn: 30%, error: 40%}
  undecided: {above: 25%}
`),
    ).toEqual([]);
  });

  test('of a file that is extended and of a preset, each at its place there', async () => {
    const files: Readonly<Record<string, string>> = {
      'h.yaml': 'version: 1\nextends: base.yaml\nchecks:\n  undecided: {above: 95%}\n',
      'base.yaml':
        'version: 1\nextends: default\nchecks:\n  mql-to-sql: {below: 5%}\n  bounced: {above: 10%}\nsla: [{name: All, respond_within: 1h, target: 4%}]\n',
    };
    const bytes = (name: string) => new TextEncoder().encode(files[name] ?? readFileSync(`rules/${name}`, 'utf8'));
    const loaded = parseDefinitions({
      path: 'h.yaml',
      bytes: bytes('h.yaml'),
      from: '/h.yaml',
      read: path => bytes(basename(path)),
    });
    const found = await withModel(
      {...TABLES, leads},
      (session, model) => dataDiagnostics({session, model, loaded}),
      loaded.definitions,
      {asOf: instant('2026-06-01T00:00:00Z')},
    );
    const told = found.flatMap(({file, path, message}) =>
      /^(checks|sla\[|acceptance)/.test(path) ? [`${file} ${path}: ${message.replace(/[:;,].*/, '')}`] : [],
    );
    expect(told.toSorted()).toEqual([
      'base.yaml checks.bounced: bounced judges nothing',
      'base.yaml checks.mql-to-sql.below: no sample of 40 can confirm it',
      'base.yaml sla[0].target: no sample of 31 can confirm it',
      'default (built in) checks.mql-to-sql.above: it is raised only where the latest of 4 quarters is weak in its later stages',
      'h.yaml checks.undecided.above: no sample of 40 can confirm it',
    ]);
  });
});

test('a policy behind another that takes all its leads', async () => {
  const found = await issues(`version: 1
sla:
  - {name: US, when: {field: country, is: US}, respond_within: 1h, target: 90%}
  - {name: Demo, when: {field: source, is: Demo}, respond_within: 5m, target: 90%}
`);
  expect(found).toContain('4:5 sla[1]: an unreachable policy: it is true of 20 leads, and earlier ones take them all');
});

test('what fits the data, and what is inherited, is not accused', async () => {
  const leads = (TABLES.leads ?? []).map(row => ({...row, rejected_at: null, rejection_reason: null}));
  const found = await issues(
    `version: 1
extends: default
icp: {all: [{field: Employees, between: [50, 200]}, {field: country, in: [us]}]}
stages: {mql: {all: [{use: icp}]}}
routing: {rules: [{name: a, to: {team: Inbound}}]}
sla: [{name: All, respond_within: 1h, target: 90%}]
`,
    {...TABLES, leads},
  );
  expect(found).toEqual([]);
});

test('an acceptance that had ended when the export was taken', async () => {
  const accepted = (until: string) => `{finding: bounced, because: known, until: ${until}}`;
  const found = await issues(`version: 1\naccepted: [${accepted('2026-05-31')}, ${accepted('2026-06-01')}]\n`);
  expect(found.filter(line => line.includes('accepted'))).toEqual([
    expect.stringMatching(
      /^2:\d+ accepted\[0\]\.until: the acceptance of bounced ended on 2026-05-31, .* of 2026-06-01/,
    ),
  ]);
});
