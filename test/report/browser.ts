import {existsSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import axe from 'axe-core';
import {type Browser, chromium, type Page} from 'playwright-core';

/** Debian's; a browser of its own would be a download. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export interface Opened {
  page: Page;
  /** What the browser complained about, and what it asked for beside the page itself. */
  complaints: string[];
  close: () => Promise<void>;
}

export async function openPage(
  browser: Browser,
  path: string,
  {width = 1280, scheme = 'light' as 'light' | 'dark', fragment = '', scripts = true} = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: {width, height: 900},
    colorScheme: scheme,
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('console', message => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('request', request => {
    if (request.url().split('#')[0] !== address && request.url() !== 'data:,')
      complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address + fragment);
  return {page, complaints, close: () => context.close()};
}

/** What axe finds, one line a violation. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const {axe: tool} = globalThis as unknown as {
      axe: {run: (options: object) => Promise<{violations: {id: string; nodes: {html: string}[]}[]}>};
    };
    const {violations: found} = await tool.run({resultTypes: ['violations']});
    return found.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 120)).join(' | ')}`);
  });
}
