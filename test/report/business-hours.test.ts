import {expect, test} from 'vitest';
import {openAt, spansOf, spansText} from '../../src/report/html/charts/business-hours.ts';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import type {OpenHours} from '../../src/result.ts';
import {sampleReport} from './sample-report.ts';

const hours = (days: readonly OpenHours['day'][], open: string, close: string) => days.map(day => ({day, open, close}));

/** A noon break in the week, and Saturday and Sunday alike but not next to days of the same hours. */
const WEEK = [
  ...hours(['mon', 'tue', 'wed'], '09:30', '12:00'),
  ...hours(['mon', 'tue', 'wed'], '13:00', '24:00'),
  ...hours(['fri'], '13:00', '24:00'),
  ...hours(['sat', 'sun'], '10:00', '14:15'),
];

test('days in a row with the same hours are one', () => {
  const spans = spansOf(WEEK);
  expect(spans).toEqual([
    {from: 0, to: 3, open: 9.5, close: 12},
    {from: 0, to: 3, open: 13, close: 24},
    {from: 4, to: 5, open: 13, close: 24},
    {from: 5, to: 7, open: 10, close: 14.25},
  ]);
  expect(spansText(spans)).toBe('Mon-Wed 09:30-12:00, Mon-Wed 13:00-24:00, Fri 13:00-24:00, Sat-Sun 10:00-14:15');
});

test('hour by hour, and what is open in part', () => {
  const spans = spansOf(WEEK);
  expect([8, 9, 12, 14, 23].map(hour => openAt(spans, hour))).toEqual([
    '',
    'Mon-Wed from 09:30',
    'Sat-Sun',
    'Mon-Wed, Fri, Sat-Sun to 14:15',
    'Mon-Wed, Fri',
  ]);
});

test('the page outlines them from 9 h to half past 17 h, Monday to Friday, and says so', () => {
  const page = renderHtml(sampleReport, null);
  // cells are 27 by 24 pixels, 34 to the right and 18 down; 8.5 hours, 5 days
  expect(page).toContain('<path class="open" d="M276.5 17.5h229.5v120h-229.5z"></path>');
  expect(page).toContain('Outlined: business hours, Mon-Fri 09:00-17:30; the team EMEA has its own.');
  const earlier = renderHtml({...sampleReport, terms: {...sampleReport.terms, business_hours: null}}, null);
  expect(earlier).not.toContain('business hours, Mon');
});
