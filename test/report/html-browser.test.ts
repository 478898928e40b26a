import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {handoff} from '../cli/in-process.ts';
import {temporaryFolder} from '../cli/run.ts';
import {hasChromium, openBrowser, openPage, violations} from './browser.ts';
import {hostileReport} from './hostile-report.ts';

const folder = temporaryFolder();
const [demo, hostile] = [join(folder.path, 'demo.html'), join(folder.path, 'hostile.html')] as const;
let browser: Browser;

afterAll(folder.remove);

describe.skipIf(!hasChromium)('in Chromium (skipped where there is no /usr/bin/chromium)', () => {
  beforeAll(async () => {
    await handoff(['audit', 'fixtures/halden', '-q', '--fail-on', 'never', '-o', demo]);
    writeFileSync(hostile, renderHtml(hostileReport()));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test.each([
    ['the demo', demo],
    ['a hostile report', hostile],
  ])('%s: no complaint, no request, nothing runs that is not ours', async (_, path) => {
    const {page, complaints, close} = await openPage(browser, path);
    expect(complaints).toEqual([]);
    expect(await page.title()).toMatch(/handoff audit as of 2026-09-30$/);
    expect(await page.locator('script, img, iframe, object, embed, form').count()).toBe(1);
    await close();
  });

  test.each([
    ['the demo', 390, demo],
    ['the demo', 768, demo],
    ['the demo', 1280, demo],
    ['a hostile report', 390, hostile],
    ['a hostile report', 1280, hostile],
  ])('%s does not run over at %i px', async (_, width, path) => {
    const {page, close} = await openPage(browser, path, {width});
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await close();
  });

  test.each([
    ['on a phone', 390, 'screen'],
    ['in print', 680, 'print'],
  ] as const)('%s no word of a table is broken, and every number of a list is in sight', async (_, width, media) => {
    const {page, close} = await openPage(browser, demo, {width});
    await page.emulateMedia({media});
    const broken = await page.evaluate(`
      [...document.querySelectorAll('#checks td:nth-child(2), #rows td:nth-child(2)')].filter(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length > 1;
      }).map(cell => cell.textContent)`);
    expect(broken).toEqual([]);
    // "11." in a font of 16 px takes 28 px
    const room = 'parseFloat(getComputedStyle(document.querySelector("#unmeasured ol")).paddingLeft)';
    const size = 'parseFloat(getComputedStyle(document.querySelector("#unmeasured ol")).fontSize)';
    expect(await page.evaluate(`${room} / ${size}`)).toBeGreaterThan(28 / 16);
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s',
    async scheme => {
      const {page, close} = await openPage(browser, demo, {scheme});
      expect(await violations(page)).toEqual([]);
      await close();
    },
    120_000,
  );

  test('a table is sorted by keyboard, and says so; blank stays at the end', async () => {
    const {page, close} = await openPage(browser, demo);
    const table = page.locator('#segments table').first();
    const names = () => table.locator('tbody th').allTextContents();
    const button = table.locator('thead button', {hasText: 'promises kept'});
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await table.locator('th[aria-sort="ascending"]').textContent()).toBe('promises kept');
    expect(await names()).toEqual(['Event', 'Free Trial', 'Demo Request', 'Webinar', 'Pricing', 'Partner']);
    await page.keyboard.press('Space');
    expect(await names()).toEqual(['Pricing', 'Webinar', 'Demo Request', 'Free Trial', 'Event', 'Partner']);
    await close();
  });

  test('a long table is filtered, and the findings are searched, by keyboard', async () => {
    const {page, close} = await openPage(browser, demo);
    await page.getByLabel('Filter: Checks').focus();
    await page.keyboard.type('duplicate');
    expect(await page.locator('#checks tbody tr:visible').count()).toBe(2);
    await page.getByLabel('Search the findings').focus();
    await page.keyboard.type('event queue');
    expect(await page.locator('article:visible').count()).toBe(1);
    expect(await page.locator('#findings h4:visible').count()).toBe(1);
    expect(await page.locator('#findings [role=status]').textContent()).toMatch(/^1 of \d+ findings$/);
    await close();
  });

  test('a link to a finding opens its evidence', async () => {
    const {page, close} = await openPage(browser, demo, {fragment: '#finding-sla-compliance/Demo%20request'});
    const article = page.locator('article:target');
    expect(await article.locator('.ids').isVisible()).toBe(true);
    await close();
  });

  test('everything can be read without the script', async () => {
    const {page, close} = await openPage(browser, demo, {scripts: false});
    expect(await page.locator('article').count()).toBeGreaterThan(20);
    expect(await page.locator('button, input').count()).toBe(0);
    await close();
  });

  test('it prints: no chart and no row is cut, nothing lies beside the page', async () => {
    const {page, close} = await openPage(browser, demo);
    const pdf = await page.pdf({format: 'A4'});
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({media: 'print'});
    await page.setViewportSize({width: 680, height: 900});
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('figure, tr, article')].filter(one => getComputedStyle(one).breakInside !== 'avoid').length`,
      ),
    ).toBe(0);
    // what Chromium needs to repeat a table's head on the next page
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('thead button')].filter(one => getComputedStyle(one).display !== 'contents').length`,
      ),
    ).toBe(0);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('h1, h2, h3, h4')].filter(one => getComputedStyle(one).breakAfter !== 'avoid').length`,
      ),
    ).toBe(0);
    await close();
  });
});
