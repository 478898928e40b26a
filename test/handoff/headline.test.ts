import {expect, test} from 'vitest';
import {headline} from '../../src/handoff/headline.ts';
import {shareOf} from '../../src/measures/measure.ts';
import {renderMarkdown} from '../../src/report/markdown/render-markdown.ts';
import {renderText} from '../../src/report/text/render-text.ts';
import type {Measure, Report} from '../../src/result.ts';
import {sampleReport} from '../report/sample-report.ts';

const G8 = 'G8: 9 of 30 leads that reached an opportunity (30%) have a human touch logged before it.';

/** The sample, where this is said of how follow-up was counted. */
function doubted(status: Measure['status']): Report {
  const [one] = sampleReport.measures;
  if (one === undefined) throw new Error('the sample has measures');
  const families = ['follow_up', 'at_risk'].map(family => ({
    ...one,
    id: 'ledger',
    segment: {family},
    status,
    reason: G8,
  }));
  const others = sampleReport.measures.filter(({id}) => id !== 'ledger');
  return {...sampleReport, measures: [...others, ...families]};
}

test('what a gate forbids to count is not told as lost', () => {
  expect(headline(doubted('ok'))[0]).toMatch(/^Of 400 handoffs \d+ are lost: /);
  const silent = headline(doubted('not_measurable'));
  expect(silent[0]).toBe('Which of 400 handoffs were lost, and to what, cannot be told.');
  expect(silent.join(' ')).not.toMatch(/past the promise/);
});

test('a doubt about the count stands on its line', () => {
  const page = {width: 80, colour: 0, ascii: false} as const;
  expect(renderText(doubted('degraded'), page)).toMatch(/^ {2}Lost in follow-up \[\d\] /m);
  expect(renderText(doubted('ok'), page)).toMatch(/^ {2}Lost in follow-up {2}/m);
  expect(renderMarkdown(doubted('degraded'))).toMatch(/\*\*Lost in follow-up\*\* ?\S+ \|/);
});

test('how many were never answered is a sentence of its own where no median is told', () => {
  const told = (never: number, of: number) =>
    headline({...sampleReport, measures: [shareOf('response.never', {}, never, of)]}).find(text =>
      text.includes('old enough'),
    );
  expect(told(0, 1)).toBe('Of 1 old enough to tell 0 were never answered.');
  expect(told(1, 20)).toBe('Of 20 old enough to tell 1 was never answered.');
});
