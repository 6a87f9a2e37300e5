import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openPage, startBrowser } from '../support/desk-browser.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';

describe.skipIf(CHROMIUM === undefined)('a long list of actors (needs Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

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

  test('the last list is shown at once with its time, and stays to be read where the desk does not answer', async () => {
    const desk = await DeskStandIn.start(
      ['a-waiting'],
      Array.from({ length: 20 }, (_, at) => `actor-${at}`),
    );
    const { page, close } = await openPage(browser, desk.url);
    await page.getByRole('heading', { name: '21 actors' }).waitFor();
    let arrive = () => undefined as unknown;
    const late = new Promise((resolve) => {
      arrive = () => resolve(undefined);
    });
    await page.route('**/api/cast', (route) => late.then(() => route.continue()));
    await page.reload();
    await page.getByText('asking for newer').waitFor();
    expect(await page.locator('[data-at]').count()).toBeGreaterThan(5);
    arrive();
    await page.getByText('asking for newer').waitFor({ state: 'detached' });
    await page.unroute('**/api/cast');
    const json = { error: 'Damaged', message: 'the index cannot be read' };
    await page.route('**/api/cast', (route) => route.fulfill({ status: 500, json }));
    await page.reload();
    await page.getByText('What you see is as of today').waitFor();
    expect(await page.locator('[data-at]').count()).toBeGreaterThan(5);
    await page.unroute('**/api/cast');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('What you see is as of today').waitFor({ state: 'detached' });
    await close();
    await desk.stop();
  });
});
