import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openPage, startBrowser, until } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { WAITING } from '../support/desk-journey.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS: readonly (readonly [string, string])[] = [
  ['cast', '/'],
  ['actor', `/actor?id=${WAITING[0]}&run=${RUN}`],
  ['review', `/review/${RUN}`],
  ['progress', `/progress/${RUN}`],
  ['history', '/history'],
  ['rollback', `/rollback/${RUN}`],
  ['start', '/start'],
];

const STATES: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['reduced motion', { reducedMotion: 'reduce' }],
  ['320 px', { viewport: { width: 320, height: 640 } }],
];

/** What axe finds on a page, in a line each. */
async function findings(page: Page): Promise<readonly string[]> {
  // The page's own policy lets no script in; the inspector is no script of the page.
  await page.evaluate(AXE);
  return page.evaluate<string[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target.join(' '), node.failureSummary].join(': '))))",
  );
}

/** Waits until a screen shows what it has. */
async function isShown(page: Page): Promise<void> {
  await until(
    page,
    "document.querySelector('main') !== null && document.querySelector('main[aria-busy=\"true\"]') === null",
  );
  await page.waitForTimeout(150);
}

describe.skipIf(CHROMIUM === undefined)('everybody can use every screen (needs Chromium)', () => {
  let browser: Browser;
  let desk: DeskStandIn;
  beforeAll(async () => {
    browser = await startBrowser();
    desk = await DeskStandIn.start([...WAITING], ['on-1', 'on-2', 'on-3']);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test.each(STATES)('axe finds nothing: %s', async (_, options) => {
    const { page, errors, close } = await openPage(browser, desk.url, { ...options });
    const found: string[] = [];
    for (const [name, path] of SCREENS) {
      await page.goto(desk.url + path);
      await isShown(page);
      found.push(...(await findings(page)).map((line) => `${name}: ${line}`));
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      if (wide > 0) found.push(`${name}: ${wide} px wider than the window`);
    }
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test('axe finds nothing: loupe, comparison, list of keys, question before the approval', async () => {
    const { page, close } = await openPage(browser, `${desk.url}/actor?id=${WAITING[0]}&run=${RUN}`);
    await page.locator('[data-tile]:focus').waitFor();
    const found: string[] = [];
    const look = async (name: string) => {
      await page.waitForTimeout(200);
      found.push(...(await findings(page)).map((line) => `${name}: ${line}`));
    };
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    await look('loupe');
    await page.keyboard.press('c');
    await look('comparison');
    await page.keyboard.press('?');
    await look('keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    await page.getByRole('button', { name: /^Approve 1 change/ }).click();
    await page.getByRole('dialog').waitFor();
    await look('approval');
    expect(found).toEqual([]);
    await close();
  });

  test('axe finds nothing where there is nothing, where it still loads, and where it failed', async () => {
    const empty = await DeskStandIn.start([], []);
    const { page, close } = await openPage(browser, empty.url);
    await page.getByText('There is nothing to look at').waitFor();
    const found = [...(await findings(page))];
    await page.route('**/api/cast', () => undefined);
    await page.goto(empty.url);
    await page.locator('main[aria-busy="true"]').waitFor();
    found.push(...(await findings(page)));
    await page.unroute('**/api/cast');
    await page.route('**/api/cast', (route) =>
      route.fulfill({ status: 500, json: { error: 'Damaged', message: 'the index cannot be read' } }),
    );
    await page.goto(empty.url);
    await page.getByText('the index cannot be read').waitFor();
    found.push(...(await findings(page)));
    expect(found).toEqual([]);
    await close();
    await empty.stop();
  });

  test('a cast of 10,000: the list keeps few nodes, and the row with the focus wherever one scrolls', async () => {
    const large = await DeskStandIn.start(
      ['a-waiting'],
      Array.from({ length: 9_999 }, (_, at) => `actor-${at}`),
    );
    const { page, close } = await openPage(browser, large.url);
    await page.getByRole('grid', { name: 'Actors' }).waitFor();
    await page.locator('[data-at="0"]').focus();
    await page.keyboard.press('End');
    await page.locator('[data-at="9999"]:focus').waitFor();
    await page.keyboard.press('Home');
    await page.locator('[data-at="0"]:focus').waitFor();
    await page.getByRole('grid', { name: 'Actors' }).evaluate('(list) => list.scrollTo(0, 200000)');
    await page.waitForTimeout(200);
    expect(await page.locator('[data-at="0"]:focus').count()).toBe(1);
    const nodes = await page.evaluate<number>("document.querySelectorAll('[role=grid] *').length");
    expect(nodes).toBeLessThan(2_000);
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-at="1"]:focus').waitFor();
    await page.getByRole('button', { name: '1 to review' }).click();
    expect(page.url()).toContain('state=review');
    expect(await page.locator('[data-at]').count()).toBe(1);
    await page.goBack();
    await page.locator('[data-at="3"]').waitFor();
    await close();
    await large.stop();
  });
});
