import {expect, test} from 'vitest';
import {subjectsOf} from '../../src/checks/about.ts';
import {CHECKS} from '../../src/checks/list.ts';
import {parseDefinitions} from '../../src/definitions/load.ts';
import {placed} from '../../src/handoff/places.ts';
import {finding} from '../report/sample-report.ts';

const YAML = `version: 1
extends: default
sla:
  - {name: Demo request, respond_within: 5m, clock: calendar, target: 90%}
  - name: All
    respond_within: 1h
    clock: business
    target: 80%
routing:
  rules:
    - {name: East, when: {field: country, is: US}, to: {team: east}}
    - {name: West, to: {team: west}}
  queues: [Inbound, Events]
dispositions:
  reasons:
    no_budget: {labels: [No budget]}
checks:
  response-by-rep: {above: 30%}
`;

const loaded = parseDefinitions({
  path: 'team/handoff.yaml',
  bytes: new TextEncoder().encode(YAML),
  from: '/x/handoff.yaml',
});
const place = (check: string, subject = '') => placed([finding(check, 'warn', subject, '', 0)], loaded)[0]?.place;
const here = (path: string, line: number, column: number) => ({path, at: {file: 'team/handoff.yaml', line, column}});

// lines and columns counted in the text above
test.each([
  ['sla-compliance', 'Demo request', here('sla[0]', 4, 5)],
  ['sla-compliance', 'All', here('sla[1]', 5, 5)],
  ['sla-gaming', 'bunching All', here('sla[1]', 5, 5)],
  ['sla-gaming', 'one-and-done', here('sla', 3, 1)],
  ['sla-uncovered', 'Partner', here('sla', 3, 1)],
  ['rule-never-matched', 'West', here('routing.rules[1]', 12, 7)],
  ['queue-parking', 'Events', here('routing.queues[1]', 13, 21)],
  ['queue-parking', 'Elsewhere', here('routing.queues', 13, 3)],
  ['unowned-leads', 'Partner', here('routing', 9, 1)],
  // not written: the section is as near as it gets
  ['over-capacity', 'U1', here('routing', 9, 1)],
  ['unreachable-untried', 'no_budget', here('dispositions.reasons.no_budget', 16, 5)],
  // a threshold of the company's own
  ['response-by-rep', 'U1', here('checks.response-by-rep', 18, 3)],
] as const)('%s/%s', (check, subject, expected) => {
  expect(place(check, subject)).toEqual(expected);
});

test.each([
  ['unreachable-untried', 'unreachable', 'dispositions.reasons.unreachable'],
  ['mql-to-sql', '', 'checks.mql-to-sql'],
  ['acceptance', '', 'acceptance'],
  ['mql-definition', 'missed', 'stages.mql'],
  ['never-answered', '', 'follow_up.never_after'],
])('%s/%s is about what the built-in default says: no file of the company’s', (check, subject, path) => {
  expect(place(check, subject)).toEqual({path, at: null});
});

test('nothing in the definitions is about a score', () => {
  expect(place('score-power')).toBeNull();
});

test('every check is about something that a definitions file can say', () => {
  const known = new Set([
    'response',
    'sla',
    'acceptance',
    'follow_up',
    'funnel',
    'stages',
    'dispositions',
    'routing',
    'review',
    'context',
    'checks',
  ]);
  for (const check of CHECKS)
    for (const [section] of subjectsOf(check, '', loaded.definitions)) expect(known).toContain(section);
});
