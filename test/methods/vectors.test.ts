import {describe, expect, test} from 'vitest';
import {VECTOR_FUNCTIONS} from './vector-functions.ts';
import {NO_VECTORS, readVectors, VECTORS_PRESENT, vectorNames} from './vectors.ts';

/** Files whose cases need DuckDB or the whole model, and the test that runs them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  business_seconds: 'test/methods/calendar.test.ts',
  add_business_seconds: 'test/methods/calendar.test.ts',
  sla_states: 'test/model/sla-states.test.ts',
  sla_states_business: 'test/model/sla-states.test.ts',
};

if (!VECTORS_PRESENT) {
  describe.skip(`reference vectors (${NO_VECTORS})`, () => {
    test('none', () => {});
  });
}

describe.runIf(VECTORS_PRESENT)('reference vectors', () => {
  const files = vectorNames().filter(name => !(name in ELSEWHERE));

  test('every file has a function of ours, and no function is without its file', () => {
    expect(files.map(name => readVectors(name).function).sort()).toEqual(Object.keys(VECTOR_FUNCTIONS).sort());
  });

  describe.each(files)('%s', name => {
    const {function: method, tolerance, cases} = readVectors(name);
    test.each(cases.map(({id, ...rest}) => [id, rest] as const))('%s', (_, {input, expected}) => {
      const ours = VECTOR_FUNCTIONS[method]?.(input);
      expect(differences(ours, expected, tolerance)).toEqual([]);
    });
  });
});

/** Where ours is not within the tolerance; what only ours has is ours to have. */
function differences(ours: unknown, expected: unknown, tolerance: number, path = ''): string[] {
  if (typeof expected === 'number') {
    const near = typeof ours === 'number' && Math.abs(ours - expected) <= tolerance;
    return near ? [] : [`${path}: ${ours} is not ${expected}`];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(ours) || ours.length !== expected.length) return [`${path}: ${ours} is not ${expected}`];
    return expected.flatMap((value, i) => differences(ours[i], value, tolerance, `${path}[${i}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    const fields = (ours ?? {}) as Record<string, unknown>;
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(fields[key], value, tolerance, `${path}.${key}`),
    );
  }
  return ours === expected ? [] : [`${path}: ${ours} is not ${expected}`];
}
