import {expect, test} from 'vitest';
import {renderJson} from '../../src/report/json.ts';
import {reportJsonSchema, reportSchema} from '../../src/report/schema.ts';
import {sampleReport} from './sample-report.ts';

test('the report is whole, in the order of the specification', () => {
  const parsed = JSON.parse(renderJson(sampleReport));
  expect(parsed).toEqual(JSON.parse(JSON.stringify(sampleReport)));
  expect(Object.keys(parsed)).toEqual([
    'schema',
    'tool',
    'as_of',
    'as_of_from',
    'window',
    'time_zone',
    'company',
    'definitions',
    'terms',
    'export',
    'gates',
    'population',
    'measures',
    'ledger',
    'charts',
    'checks',
    'findings',
    'summary',
  ]);
});

test('the order in which a program happened to write keys changes nothing', () => {
  const shuffled = {...sampleReport, measures: sampleReport.measures.map(measure => reversed(measure))};
  expect(renderJson(shuffled)).toBe(renderJson(sampleReport));
});

test('the schema takes the report, and nothing else', () => {
  expect(reportSchema.parse(sampleReport)).toEqual(sampleReport);
  expect(reportSchema.safeParse({...sampleReport, colour: 'red'}).success).toBe(false);
  // what an earlier version stored can still be rendered
  const {charts: _, ...earlier} = {
    ...sampleReport,
    findings: sampleReport.findings.map(({unit: _unit, place: _place, ...finding}) => finding),
  };
  expect(reportSchema.parse(earlier).findings).toEqual(
    sampleReport.findings.map(finding => ({...finding, unit: null, place: null})),
  );
  expect(reportSchema.parse(earlier).charts).toMatchObject({waiting: [], hours: [], reps: {reps: []}});
  expect(reportJsonSchema()).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: {schema: {const: 'handoff-report/1'}},
  });
});

function reversed<T extends object>(record: T): T {
  const entries = Object.entries(record).map(
    ([key, value]) => [key, isRecord(value) ? reversed(value) : value] as const,
  );
  return Object.fromEntries(entries.reverse()) as T;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
