import {afterAll, describe, expect, test} from 'vitest';
import {GATES} from '../../src/gates/list.ts';
import {runGate, runGates} from '../../src/gates/run.ts';
import {smallModel} from '../checks/small-model.ts';
import {closeTables, withTables} from '../checks/tables.ts';
import {GATE_STORIES} from './stories.ts';

afterAll(closeTables);

test('the gates are those of METHODS 9, in order', () => {
  expect(GATES.map(({id}) => id)).toEqual(Array.from({length: 16}, (_, index) => `G${index + 1}`));
  for (const {title} of GATES) expect(title).toMatch(/^[A-Z].*[^.]$/);
});

describe.each(GATES.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(GATE_STORIES[id] ?? [])('$story: $state', async ({story: _, tables = {}, state, says = /./, ...model}) => {
    const gate = await withTables(tables, session => runGate(rule, session, smallModel(model)));
    expect({state: gate.state, text: gate.text}).toMatchObject({state});
    expect(gate.text).toMatch(says);
    expect(gate.text).not.toMatch(/undefined|NaN|null/);
    // who does not pass a gate is told what to do
    if (gate.state === 'soft' || gate.state === 'hard') expect(gate.remedy).toBeTruthy();
    if (gate.state === 'pass') expect(gate.remedy).toBeNull();
  });

  test('has a story in which it fires, and a look-alike in which it does not', () => {
    const states = (GATE_STORIES[id] ?? []).map(({state}) => state);
    expect(states.some(state => state === 'soft' || state === 'hard')).toBe(true);
    expect(states.some(state => state === 'pass' || state === 'not_measurable')).toBe(true);
  });
});

test('a tiny export is accused of nothing but what it lacks', async () => {
  const gates = await withTables({handoffs: [{}, {}, {}]}, session => runGates(session, smallModel()));
  const accused = gates.filter(({state}) => state === 'soft' || state === 'hard').map(({id}) => id);
  expect(accused).toEqual(['G13']);
});
