import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {renderStoryHtml} from '../../src/cli/lead/render-story-html.tsx';
import type {LeadStory} from '../../src/handoff/story.ts';
import {hasChromium, openBrowser, openPage, violations} from '../report/browser.ts';
import {HOSTILE} from '../report/hostile-report.ts';
import {handoff} from './in-process.ts';
import {temporaryFolder} from './run.ts';

const folder = temporaryFolder();
const [demo, stored, hostile] = ['lead.html', 'lead.json', 'hostile.html'].map(name => join(folder.path, name)) as [
  string,
  string,
  string,
];

let text: string;

beforeAll(async () => {
  const words = ['lead', 'L0865', '--export', 'fixtures/halden', '-q', '-o', '-', '-o', demo, '-o', stored];
  ({stdout: text} = await handoff(words));
});
afterAll(folder.remove);

const story = () => JSON.parse(readFileSync(stored, 'utf8')) as LeadStory;

/** Every free text replaced by a hostile one, each in turn. */
function poisoned(): LeadStory {
  let turn = 0;
  const bad = () => HOSTILE[turn++ % HOSTILE.length] ?? '';
  const {handoffs, timeline, ...rest} = story();
  return {
    ...rest,
    lead_id: bad(),
    handoffs: handoffs.map(one => ({
      ...one,
      source: bad(),
      response_by: bad(),
      reason: bad(),
      owner: bad(),
      sla_policy: bad(),
      routing_rule: bad(),
      expected_team: bad(),
      clocks: one.clocks.map(gap => ({...gap, owner: bad()})),
    })),
    timeline: timeline.map(fact => ({...fact, detail: bad(), actor: bad(), file: bad()})),
  };
}

test('a lead that was recycled and came back to somebody who had left, as text', async () => {
  await expect(text).toMatchFileSnapshot('../golden/halden-lead.txt');
});

test('tells the story with its clocks, verdicts and places, under the policy of the report', () => {
  const page = readFileSync(demo, 'utf8');
  const text = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, '');
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n<head><meta http-equiv="Content-Security-Policy"/);
  expect(text).toContain('met (Demo request, 5 min on the business clock): answered after 1.2 min');
  expect(text).toContain('breached_open (Demo request, 5 min on the business clock)');
  expect(text).toContain('outbound call by Fay Lund: the response, grade B');
  // the buyer wrote it
  expect(text).toContain('inbound email to Fay Lund');
  // a day of business time has no 24 hours: 373 h are not 16 d
  expect(text).toContain('373 h');
  expect(text).toContain('cut-off 202 h');
  expect(text).not.toMatch(/\b(16|8\.4) d\b/);
  expect(text).toContain('2026-07-29 14:36:29, 1.2 min into cycle 1');
  expect(text).toContain('activities.csv #8125');
  expect(renderStoryHtml(story())).toBe(page);
});

test('the clock’s labels stand at the sums of the gaps', () => {
  const [first] = story().handoffs;
  const wall = (first?.clocks ?? []).slice(0, 3).reduce((sum, gap) => sum + gap.wall_seconds, 0);
  expect(wall).toBe(first?.wall_seconds);
  expect(readFileSync(demo, 'utf8')).toContain('>first touch 1.2 min</text>');
});

test('a lead that was never handed off is a page too', () => {
  const page = renderStoryHtml({...story(), left_at: 'no_mql', handoffs: []});
  expect(page).toContain('Not a handoff. It never became an MQL.');
});

test('hostile texts are text: no element, no attribute more', () => {
  const names = (page: string) => new Set(Array.from(page.matchAll(/<([a-z][\w-]*)/g), ([, name]) => name));
  const page = renderStoryHtml(poisoned());
  const known = names(readFileSync(demo, 'utf8'));
  expect([...names(page)].filter(name => !known.has(name))).toEqual([]);
  expect([page.match(/<script/g)?.length, page.match(/<style/g)?.length]).toEqual([1, 1]);
  expect(page).toContain('&lt;img src=&quot;https://example.invalid/x.png&quot;');
  expect(page).toContain('\\u{202e}gnp.exe');
});

describe.skipIf(!hasChromium)('in Chromium (skipped where there is no /usr/bin/chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(hostile, renderStoryHtml(poisoned()));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test.each([
    ['the demo', demo, 390],
    ['the demo', demo, 1280],
    ['a hostile lead', hostile, 390],
    ['a hostile lead', hostile, 1280],
  ])('%s makes no complaint and does not run over (%s, %i px)', async (_, path, width) => {
    const {page, complaints, close} = await openPage(browser, path, {width});
    expect(complaints).toEqual([]);
    expect(await page.title()).toMatch(/handoff as of 2026-09-30$/);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s',
    async scheme => {
      const {page, close} = await openPage(browser, demo, {scheme});
      expect(await violations(page)).toEqual([]);
      await close();
    },
    60_000,
  );
});
