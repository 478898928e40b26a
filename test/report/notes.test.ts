import {expect, test} from 'vitest';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {sampleReport, share} from './sample-report.ts';

const doubtful = (id: string, reason: string) => ({...share(id, {}, 70, 100), status: 'degraded' as const, reason});

test('two notes of one number are two numbers, and a note ends where it ends', () => {
  const measures = [
    doubtful('dispositions.vague', 'G3: at night.'),
    doubtful('sla.acceptance', '44% so far; G3: at night.'),
  ];
  const html = renderHtml({...sampleReport, measures});
  expect(html).toMatch(/<sup>\s*<a href="#care-2"[^>]*>2<\/a><\/sup><sup>, <a href="#care-1"[^>]*>1<\/a><\/sup>/);
  expect(html).toContain('<li id="care-2">44% so far</li>');
});
