import {expect, test} from 'vitest';
import {headline} from '../../src/handoff/headline.ts';
import {shareOf} from '../../src/measures/measure.ts';
import {sampleReport} from '../report/sample-report.ts';

test('how many were never answered is a sentence of its own where no median is told', () => {
  const told = (never: number, of: number) =>
    headline({...sampleReport, measures: [shareOf('response.never', {}, never, of)]}).find(text =>
      text.includes('old enough'),
    );
  expect(told(0, 1)).toBe('Of 1 old enough to tell 0 were never answered.');
  expect(told(1, 20)).toBe('Of 20 old enough to tell 1 was never answered.');
});
