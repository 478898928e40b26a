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

test('what a gate says of too few is a note, said once for all of them, and not a part of each cell', () => {
  const gate = 'G8: 1 of 22 leads of enterprise have a touch logged.';
  const few = (owner: string, reason: string, n: number) => {
    const measure = {...share('sla.follow_up', {owner}, n, n), interval: null, reason};
    return {...measure, value: n === 0 ? null : 1, status: 'small_n' as const};
  };
  const measures = [few('Gus', `n is 2; it takes 10; ${gate}`, 2), few('Ines', `nothing to count; ${gate}`, 0)];
  const html = renderHtml({...sampleReport, measures});
  expect(html.split(gate).length - 1).toBe(1);
  expect(html).toMatch(/<li id="care-1">G8: /);
  expect(html).toMatch(/<\/sup><span class="quiet"> n is 2; it takes 10<\/span>/);
  expect(html).toMatch(/<span class="quiet">nothing to count<\/span><sup>/);
});
