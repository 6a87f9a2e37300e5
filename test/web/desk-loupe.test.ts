import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openPage, startBrowser, until, type WatchedPage } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { pictureIsDrawn, WAITING } from '../support/desk-journey.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';

describe.skipIf(CHROMIUM === undefined)('the open picture and the comparison (needs Chromium)', () => {
  let browser: Browser;
  let desk: DeskStandIn;
  let opened: WatchedPage;
  beforeAll(async () => {
    [browser, desk] = await Promise.all([startBrowser(), DeskStandIn.start([...WAITING], [])]);
    opened = await openPage(browser, `${desk.url}/actor?id=${WAITING[0]}&run=${RUN}`);
    await opened.page.locator('[data-tile]:focus').waitFor();
    await opened.page.keyboard.press('Enter');
    await pictureIsDrawn(opened.page);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('the strip shows where one is and leads to another picture', async () => {
    const { page } = opened;
    const strip = page.getByRole('navigation', { name: 'Pictures around this one' });
    expect(await strip.getByRole('button').count()).toBe(5);
    expect(await strip.locator('[aria-current]').getAttribute('aria-label')).toBe('ada_ph_02.jpg');
    await strip.getByRole('button', { name: 'ada_ph_06.jpg' }).click();
    await until(
      page,
      "document.querySelector('dialog [aria-current]')?.getAttribute('aria-label') === 'ada_ph_06.jpg'",
    );
    for (let step = 0; step < 2; step++) {
      // A key that comes before the picture is there does nothing.
      await pictureIsDrawn(page);
      await page.keyboard.press('ArrowLeft');
    }
    await pictureIsDrawn(page);
    expect(await strip.locator('[aria-current]').getAttribute('aria-label')).toBe('ada_ph_02.jpg');
  });

  test('the next two pictures and the one before are fetched before they are asked for', async () => {
    const fetched = await opened.page.evaluate<number>(
      "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/img/1600/')).length",
    );
    expect(fetched).toBeGreaterThanOrEqual(3);
  });

  test('enlarging one side of a comparison enlarges the other at the same place, by key and by pointer', async () => {
    const { page, errors } = opened;
    await page.keyboard.press('c');
    await page.getByRole('group', { name: 'How to compare' }).waitFor();
    const origins = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('dialog figure > div > div')].map(({ style }) => style.scale + ' ' + style.transformOrigin)",
      );
    expect(await origins()).toEqual([' ', ' ']);
    await page.keyboard.press('z');
    expect(await origins()).toEqual(['3 50% 50%', '3 50% 50%']);
    await page.keyboard.press('z');
    await page
      .locator('dialog figure')
      .first()
      .click({ position: { x: 20, y: 20 } });
    const [left, right] = await origins();
    expect(left).toBe(right);
    expect(left).toMatch(/^3 \d/);
    expect(errors).toEqual([]);
  });
});
