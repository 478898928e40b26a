import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {readBenchmarks} from '../../src/handoff/benchmarks.ts';
import {reportSchema} from '../../src/report/schema.ts';
import {renderText} from '../../src/report/text/render-text.ts';
import type {Report} from '../../src/result.ts';
import {sampleReport} from '../report/sample-report.ts';

const benchmarks = readBenchmarks();
const withTable: Report = {...sampleReport, terms: {...sampleReport.terms, benchmarks}};
const printed = (report: Report) => renderText(report, {width: 200, colour: 0, ascii: false}).replace(/\s+/g, ' ');
const without = (id: string): Report => ({
  ...withTable,
  measures: withTable.measures.filter(measure => measure.id !== id),
});

test('the table is whole, each number once', () => {
  expect(reportSchema.shape.terms.shape.benchmarks.parse(benchmarks)).toEqual(benchmarks);
  expect(new Set(benchmarks.map(({id}) => id)).size).toBe(benchmarks.length);
  // the rows of METHODS 11, the two house rules apart
  expect(benchmarks).toHaveLength(7);
});

test('each stands beside a measure there is, and says something there', () => {
  const sources = readdirSync('src/measures')
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(`src/measures/${name}`, 'utf8'))
    .join('\n');
  for (const {beside, text} of benchmarks) {
    expect(text === null).toBe(beside.length === 0);
    for (const {id} of beside) expect(sources).toContain(id.replace(/^funnel\./, ''));
  }
});

test.each([
  ['response.mean_30d', 'often quoted 42 h'],
  ['funnel.mql_to_sql', 'no like-for-like source'],
])('beside %s and nowhere else: %s', (id, words) => {
  expect(printed(withTable)).toContain(words);
  expect(printed(without(id))).not.toContain(words);
});

test('100 times and 7 times are no forecast of anything', () => {
  for (const times of ['100 times', '7 times', '21 times', '100x', '7x'])
    expect(printed(withTable)).not.toContain(times);
});
