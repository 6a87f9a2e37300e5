import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openPage, startBrowser, until } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { WAITING } from '../support/desk-journey.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';

/** Notes what the browser would show, beside showing it. */
const NOTED =
  'window.told = []; const Real = Notification; window.Notification = class extends Real { constructor(title, options) { super(title, options); told.push(title); } }';

/** The run goes on until the answer is told otherwise. */
async function progressIs(page: Page, state: 'applying' | 'applied'): Promise<void> {
  await page.unroute('**/progress?**');
  await page.route('**/progress?**', async (route) => {
    const response = await route.fetch();
    const answer: unknown = await response.json();
    await route.fulfill({ response, json: { ...Object(answer), state, pollMs: 200 } });
  });
}

describe.skipIf(CHROMIUM === undefined)('a notification when a run ends, for who asked for it (needs Chromium)', () => {
  let browser: Browser;
  let desk: DeskStandIn;
  beforeAll(async () => {
    [browser, desk] = await Promise.all([startBrowser(), DeskStandIn.start([...WAITING], ['on-1'])]);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const follow = async (permissions: string[], script: string) => {
    const opened = await openPage(browser, 'about:blank', { permissions }, (context) => context.addInitScript(script));
    await progressIs(opened.page, 'applying');
    await opened.page.goto(`${desk.url}/progress/${RUN}`);
    return { ...opened, wish: opened.page.getByRole('switch', { name: 'Tell me when it is done' }) };
  };

  test('it comes once, at the end, and not to who did not ask or changed their mind', async () => {
    for (const [clicks, told] of [
      [1, [`Run ${RUN}: carried out`]],
      [0, []],
      [2, []],
    ] as const) {
      const { page, wish, errors, close } = await follow(['notifications'], NOTED);
      await wish.waitFor();
      for (let at = 0; at < clicks; at++) {
        await wish.click();
        await until(page, `document.querySelector('[role="switch"]').ariaChecked === '${at === 0}'`);
      }
      await progressIs(page, 'applied');
      await page.getByText('over', { exact: true }).waitFor();
      expect(await page.evaluate('told')).toEqual(told);
      expect(errors).toEqual([]);
      await close();
    }
  });

  test('a browser that refuses is said so in words', async () => {
    const refuses = "Notification.requestPermission = async () => 'denied'";
    const { page, wish, close } = await follow([], refuses);
    await wish.click();
    await page.getByText('This browser lets the desk send no notifications').waitFor();
    expect(await wish.getAttribute('aria-checked')).toBe('false');
    await close();
  });

  test('so is one that has none', async () => {
    const { page, wish, close } = await follow([], 'delete window.Notification');
    await wish.click();
    await page.getByText('This browser has no notifications').waitFor();
    await close();
  });
});
