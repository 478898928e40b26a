import {describe, expect, test} from 'vitest';
import {measureContext} from '../../src/measures/context.ts';
import {measureDefinitions} from '../../src/measures/definitions.ts';
import {createSmallTable, type SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {find, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const written = smallDefinitions({
  stages: {mql: {field: 'email', present: true}, sql: {field: 'phone', present: true}},
  context: {required: ['campaign'], signals: 0},
});

const agreed = (rows: readonly SmallRow[], missed: readonly (boolean | null)[] = [], changes = {}) =>
  withHandoffs(rows, async session => {
    await createSmallTable(
      session,
      'missed_leads',
      {lead_key: 'integer', mql_definition: 'boolean'},
      missed.map((mql_definition, index) => ({lead_key: 1000 + index, mql_definition})),
    );
    return measureDefinitions(session, model({definitions: written, ...changes}), NO_GATES);
  });

const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

describe('stamps against what is written', () => {
  const rows = [
    {mql_definition: true, sql_definition: true, sql_at: '2026-03-05T00:00:00', reached_sql: true},
    {mql_definition: false, sql_definition: true},
    {mql_definition: null, sql_definition: null},
  ];

  test.each([
    ['mql', [1, 1, 1, 1, 1, 1]],
    ['sql', [1, 0, 1, 0, 0, 1]],
  ])('%s', async (stage, counts) => {
    const measures = await agreed(rows, [true, false, null]);
    const cells = ['supported', 'unsupported', 'missed', 'neither', 'undetermined_stamped', 'undetermined_unstamped'];
    expect(cells.map(cell => find(measures, 'definitions.agreement', {stage, cell}).value)).toEqual(counts);
    expect(find(measures, 'definitions.agreement', {stage, cell: 'missed'}).denominator).toBe(stage === 'mql' ? 6 : 3);
  });

  test('a deal without an SQL stamp is not called an SQL', async () => {
    const measures = await agreed([{reached_sql: true, reached_opportunity: true, sql_definition: true}]);
    expect(find(measures, 'definitions.agreement', {stage: 'sql', cell: 'missed'}).value).toBe(1);
  });

  test('nothing is written down: nothing to agree with', async () => {
    const measures = await agreed(rows, [], {definitions: smallDefinitions()});
    expect(find(measures, 'definitions.agreement', {stage: 'mql'}).reason).toContain('stages.mql');
  });
});

describe('the table in one number (METHODS 6)', () => {
  const of = (both: number, stamped: number, meets: number, neither: number, unknown = 0) =>
    agreed(
      [
        ...times(both, {mql_definition: true}),
        ...times(stamped, {mql_definition: false}),
        ...times(unknown, {mql_definition: null}),
      ],
      [...times(meets, true), ...times(neither, false)],
    );
  const what = (name: string) => ({stage: 'mql', what: name});

  /** po = .70, pe = .5*.6 + .5*.4 = .50: kappa .40, PABAK .40; Jaccard 20 of 35. */
  test('35 of 50 agree: by hand', async () => {
    const measures = await of(20, 5, 10, 15, 3);
    const jaccard = find(measures, 'definitions.agreement', what('jaccard'));
    expect(jaccard).toMatchObject({value: 20 / 35, numerator: 20, denominator: 35, n: 50, status: 'ok'});
    expect(jaccard.excluded).toEqual({undetermined: 3});
    const kappa = find(measures, 'definitions.agreement', what('kappa'));
    expect(kappa.value).toBeCloseTo(0.4, 12);
    // Fleiss, Cohen and Everitt: (.02743 + .02547 - .0025) / (.5^4 x 50) = .127^2
    expect(kappa.interval?.method).toBe('fleiss-cohen-everitt');
    expect(kappa.interval?.low).toBeCloseTo(0.4 - 1.959964 * Math.sqrt(0.0504 / (0.0625 * 50)), 6);
    expect(find(measures, 'definitions.agreement', what('pabak')).value).toBeCloseTo(0.4, 12);
  });

  test('the same agreement, another prevalence: kappa falls, PABAK does not', async () => {
    // the published pair: 85 of 100 agree, with even margins and with uneven ones
    const even = await of(40, 9, 6, 45);
    const uneven = await of(80, 10, 5, 5);
    const number = (measures: typeof even, name: string) =>
      find(measures, 'definitions.agreement', what(name)).value ?? Number.NaN;
    expect(number(even, 'kappa')).toBeCloseTo(0.7, 2);
    expect(number(uneven, 'kappa')).toBeCloseTo(0.32, 2);
    expect(number(even, 'pabak')).toBeCloseTo(0.7, 12);
    expect(number(uneven, 'pabak')).toBeCloseTo(0.7, 12);
  });

  test.each([
    ['49 leads', [20, 5, 10, 14], '49 can be judged'],
    ['4 without the label', [40, 10, 2, 2], '4 in the smallest margin'],
  ] as const)('%s are too few', async (_, [both, stamped, meets, neither], reason) => {
    const measures = await of(both, stamped, meets, neither);
    for (const name of ['jaccard', 'kappa', 'pabak']) {
      const measure = find(measures, 'definitions.agreement', what(name));
      expect(measure.status).toBe('small_n');
      expect(measure.reason).toContain(reason);
      expect(measure.value).not.toBeNull();
    }
  });
});

describe('context', () => {
  const sql = {reached_sql: true, sql_time: '2026-03-10T00:00:00'};
  const measured = (rows: readonly SmallRow[], changes = {}) =>
    withHandoffs(rows, session => measureContext(session, model({definitions: written, ...changes}), NO_GATES));

  test('what cannot be judged is out of the share', async () => {
    const measures = await measured([{context: true}, {context: false}, {context: null}]);
    expect(find(measures, 'context.coverage')).toMatchObject({
      numerator: 1,
      denominator: 2,
      excluded: {undetermined: 1},
    });
  });

  test('4 of 10 with it became SQLs, 2 of 10 without', async () => {
    const measures = await measured([
      ...times(4, {context: true, ...sql}),
      ...times(6, {context: true}),
      ...times(2, {context: false, ...sql}),
      // a second too late, and never
      {context: false, reached_sql: true, sql_time: '2026-04-02T14:00:01'},
      ...times(7, {context: false}),
      {context: false, mql_at: '2026-05-20T00:00:00'},
      {context: true, reached_sql: true, sql_time: null},
      {context: null},
    ]);
    expect(find(measures, 'context.mql_to_sql', {what: 'with'})).toMatchObject({numerator: 4, denominator: 10});
    expect(find(measures, 'context.mql_to_sql', {what: 'without'})).toMatchObject({
      numerator: 2,
      denominator: 10,
      excluded: {undetermined: 1, young: 1, no_time: 1},
    });
    const difference = find(measures, 'context.mql_to_sql', {what: 'difference'});
    expect(difference).toMatchObject({n: 20, status: 'ok', interval: {method: 'newcombe'}});
    expect(difference.value).toBeCloseTo(0.2, 12);
  });

  test('nothing is asked for', async () => {
    const measures = await measured([{}], {definitions: smallDefinitions()});
    expect(find(measures, 'context.coverage').reason).toContain('write context');
    expect(find(measures, 'context.mql_to_sql', {what: 'difference'}).reason).toContain('write context');
  });
});
