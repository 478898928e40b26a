import {readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {definitionsJsonSchema, definitionsJsonSchemaText} from '../../src/definitions/schema/schema.ts';
import {packagePath} from '../../src/package-files.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the built-in default', () => {
  const built = () => loadDefinitions({cwd: packagePath('rules'), env: {}});

  test('loads without a warning', async () => {
    const {path, by, warnings} = await built();
    expect({path, by, warnings}).toEqual({path: 'default (built in)', by: 'built_in', warnings: []});
  });

  test('encodes the promises of the article, the catch-all last', async () => {
    const {definitions} = await built();
    expect(
      definitions.sla.map(({name, respond_within, clock, target}) => [name, respond_within, clock, target]),
    ).toEqual([
      ['Demo request', 300, 'calendar', 0.9],
      ['Free trial', HOUR, 'business', 0.9],
      ['High-intent content', 4 * HOUR, 'business', 0.85],
      ['Nurture hand-raise', DAY, 'business', 0.8],
    ]);
    expect(definitions.sla.at(-1)?.when).toBeNull();
    expect(definitions.acceptance).toEqual({accept_within: DAY, clock: 'business', target: 0.9});
    expect(definitions.follow_up).toEqual({
      min_attempts: 6,
      within: 10 * DAY,
      stalled_after: 14 * DAY,
      never_after: 30 * DAY,
    });
  });

  test('invents nothing about a company it does not know', async () => {
    const {definitions} = await built();
    expect(definitions.routing).toEqual({
      owner: null,
      last_reviewed: null,
      rules: [],
      queues: [],
      capacity: null,
      out_of_office: null,
      escalate: null,
    });
    expect(definitions.time_zone).toBe('UTC');
    expect(definitions.business_hours.holidays_known).toBe(false);
    expect(definitions.dispositions.reasons.filter(({true_if}) => true_if !== null)).toEqual([]);
  });
});

describe('rules/handoff.schema.json', () => {
  test('is the JSON Schema of the definitions (UPDATE_SCHEMA=1 writes it)', () => {
    const stored = packagePath('rules/handoff.schema.json');
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(stored, definitionsJsonSchemaText());
    expect(readFileSync(stored, 'utf8')).toBe(definitionsJsonSchemaText());
  });

  test('describes every key', () => {
    const silent: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const {properties, ...rest} = node as Record<string, unknown>;
      for (const [key, value] of Object.entries(properties ?? {}) as [string, Record<string, unknown>][]) {
        if (!('description' in value || '$ref' in value || 'allOf' in value)) silent.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
      for (const [key, value] of Object.entries(rest)) visit(value, `${path}/${key}`);
    };
    visit(definitionsJsonSchema(), '');
    expect(silent).toEqual([]);
  });
});
