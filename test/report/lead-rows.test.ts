import {expect, test} from 'vitest';
import {allSinks, collectRows} from '../../src/cli/shown-rows.ts';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {HOSTILE} from './hostile-report.ts';
import {sampleReport} from './sample-report.ts';

const row = (lead_id: string, family: string, more = {}) => ({
  lead_id,
  family,
  fate: 'never_touched',
  source: 'Web',
  start_at: '2026-03-02T14:00:00Z',
  current_owner: 'U01',
  sla_policy: 'Demo request',
  sla_state: 'breached_open',
  first_response_seconds: null,
  reason: null,
  reason_verdict: null,
  ...more,
});

test('without the word for it no row of a lead is in the report', () => {
  expect(renderHtml(sampleReport)).not.toContain('id="leads"');
});

test('what can still be saved comes first, then what was lost in follow-up; beyond a thousand they are counted', () => {
  const {sink, list} = collectRows();
  sink.leads([row('A', 'progressed'), row('B', 'follow_up'), row('C', 'at_risk')]);
  sink.leads(Array.from({length: 1500}, (_, index) => row(`X${index}`, 'progressed')));
  const {rows, more} = list();
  expect(rows.slice(0, 4).map(({lead_id}) => lead_id)).toEqual(['C', 'B', 'A', 'X0']);
  expect([rows.length, more]).toEqual([1000, 503]);
});

test('the page lists them as text, whatever stands in them', () => {
  const rows = HOSTILE.map((text, index) =>
    row(text, 'at_risk', {source: text, reason: text, sla_policy: text, first_response_seconds: index * 60}),
  );
  const page = renderHtml(sampleReport, {rows, more: 12});
  const section = /<section id="leads"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  expect(page).toContain('<a href="#leads">Leads</a>');
  expect(section).toContain('12 more leads in the folder of CSV files');
  expect(section.match(/<tr>/g)).toHaveLength(HOSTILE.length + 1);
  expect(section).not.toMatch(/<(script|img|svg|style|a) /);
  expect(section).toContain('never touched (At risk)');
  expect(section).toContain('\\u{202e}gnp.exe');
});

test('rows go to all who want them, and to nobody else', () => {
  const [a, b] = [collectRows(), collectRows()];
  allSinks(a.sink, undefined, b.sink)?.leads([row('A', 'alive')]);
  expect([a.list().rows.length, b.list().rows.length]).toEqual([1, 1]);
  expect(allSinks(undefined, undefined)).toBeUndefined();
});
