import {describe, expect, test} from 'vitest';
import {countOf, estimate, shareOf} from '../../src/measures/measure.ts';
import {
  builtInCautions,
  degrade,
  loggingCautions,
  measureUnder,
  outreachCautions,
  standing,
} from '../../src/measures/needs.ts';
import {gate, model, NO_GATES} from './handoffs-table.ts';

describe('may it be measured?', () => {
  test.each([
    ['everything is there', {columns: ['activities.logged_at']}, [], 'ok', null],
    [
      'a column is missing',
      {columns: ['activities.logged_at']},
      ['activities.logged_at'],
      'not_measurable',
      'add activities.logged_at to the export',
    ],
    ['one alternative will do', {columns: ['owner_history or leads.assigned_at']}, ['owner_history'], 'ok', null],
    [
      'no alternative is there',
      {columns: ['owner_history or leads.assigned_at']},
      ['owner_history', 'leads'],
      'not_measurable',
      'add owner_history or leads.assigned_at to the export',
    ],
    ['the definitions are silent', {missing: 'write sla'}, [], 'not_measurable', 'write sla'],
  ] as const)('%s', (_, needs, without, status, reason) => {
    expect(standing(needs, model({}, without), NO_GATES)).toEqual({status, reason});
  });

  test.each([
    ['hard', {gates: ['G8']}, 'not_measurable'],
    ['soft', {gates: ['G8']}, 'degraded'],
    ['pass', {gates: ['G8']}, 'ok'],
    ['not_measurable', {gates: ['G8']}, 'ok'],
    ['hard', {doubts: ['G8']}, 'degraded'],
    ['hard', {gates: ['G1']}, 'ok'],
  ] as const)('a %s gate G8 and %j: %s', (state, needs, status) => {
    expect(standing(needs, model(), gate('G8', state)).status).toBe(status);
  });

  test.each([
    ['soft', 1],
    ['hard', 1],
    ['pass', 0],
    ['not_measurable', 0],
  ] as const)('work that is not logged is said beside the story: G8 %s', (state, said) => {
    expect(loggingCautions([...gate('G8', state).values(), ...gate('G1', 'hard').values()])).toHaveLength(said);
  });

  test('a definition that the company has not written is called the built-in one', () => {
    const {definitions, ...rest} = model();
    const written = {...definitions, stages: {mql: {all: []}, sql: null}};
    const judged = (built_in_stages: ('mql' | 'sql')[]) =>
      (['mql', 'sql'] as const).map(
        stage => builtInCautions({...rest, definitions: {...written, built_in_stages}}, stage).length,
      );
    expect([judged([]), judged(['mql', 'sql'])]).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  test('what cannot be measured is null, never 0, and says what to add', async () => {
    const nothing = standing({columns: ['activities']}, model({}, ['activities']), NO_GATES);
    const [measure] = await measureUnder(nothing, [{id: 'response.never', unit: 'share'}], () => [
      shareOf('response.never', {}, 0, 0),
    ]);
    expect(measure).toMatchObject({
      id: 'response.never',
      value: null,
      numerator: null,
      n: null,
      status: 'not_measurable',
      reason: 'add activities to the export',
    });
  });

  test('unknown actors above 5% cast doubt', () => {
    const counts = {...model().counts, outreach: 100};
    expect(outreachCautions(model({counts: {...counts, unknown_actor: 5}}))).toEqual([]);
    expect(outreachCautions(model({counts: {...counts, unknown_actor: 6}}))).toHaveLength(1);
    expect(outreachCautions(model({}, ['activities.actor']))).toHaveLength(1);
  });
});

describe('what a number says of itself', () => {
  test('below ten the fraction stands, the value is there and the status says so', () => {
    expect(shareOf('x', {}, 3, 4)).toMatchObject({value: 0.75, numerator: 3, denominator: 4, n: 4, status: 'small_n'});
    expect(shareOf('x', {}, 3, 10)).toMatchObject({
      value: 0.3,
      status: 'ok',
      reason: null,
      interval: {method: 'wilson'},
    });
  });

  test('nothing counted has no value', () => {
    expect(shareOf('x', {}, 0, 0)).toMatchObject({value: null, interval: null, status: 'small_n'});
  });

  test('a count stands in value and numerator', () => {
    expect(countOf('x', {}, 3, 40)).toMatchObject({
      value: 3,
      numerator: 3,
      denominator: 40,
      n: 40,
      unit: 'count',
      status: 'ok',
    });
  });

  test('pending and few outrank a doubt, and all reasons are said', () => {
    expect(degrade(shareOf('x', {}, 3, 40), 'doubt')).toMatchObject({status: 'degraded', reason: 'doubt'});
    expect(degrade(shareOf('x', {}, 3, 4), 'doubt')).toMatchObject({
      status: 'small_n',
      reason: 'n is 4; it takes 10; doubt',
    });
    expect(degrade(estimate('x', {}, {unit: 'seconds', value: 1, n: 9, pending: 'young'}), 'doubt').status).toBe(
      'pending',
    );
  });
});
