import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  approveByKeyboard,
  decideByKeyboard,
  filesOf,
  startByKeyboard,
  takeBackByKeyboard,
} from '../support/circle-journey.ts';
import { CHROMIUM, openPage, startBrowser } from '../support/desk-browser.ts';
import { pictures } from '../support/desk-stand.ts';
import { REVIEW_TARGETS, specsOf } from '../support/review-targets.ts';

describe.skipIf(CHROMIUM === undefined).each(REVIEW_TARGETS)('the pages over $name (needs Chromium)', (target) => {
  const { open, enter } = target;
  const test = specsOf(target);
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('the whole circle by keyboard: start, decide, undo, reload, approve, follow, take back to the byte', async () => {
    const stand = await open({
      ada: { ...(await pictures('photorealistic', 6)), ...(await pictures('bw_stylized', 1)) },
      bo: await pictures('color_stylized', 3),
    });
    const before = filesOf(stand.folder);
    const { page, errors, close } = await openPage(browser, stand.address + stand.newEntry());
    page.setDefaultTimeout(30_000);
    await enter(page);
    await startByKeyboard(page, 'execute');
    await decideByKeyboard(page, async () => {
      await page.reload();
      await enter(page);
    });
    await approveByKeyboard(page);
    expect(filesOf(stand.folder)).not.toEqual(before);
    await takeBackByKeyboard(page);
    await stand.idle();
    expect(filesOf(stand.folder)).toEqual(before);
    expect(errors).toEqual([]);
    await close();
    await stand.close();
  });

  test('without a session the page says how to come in, and shows nothing', async () => {
    const stand = await open({ ada: await pictures('photorealistic', 1) });
    const { page, close } = await openPage(browser, stand.address);
    await page.getByText('Your session has ended', { exact: true }).waitFor();
    expect(await page.getByText('ada').count()).toBe(0);
    await close();
    await stand.close();
  });
});
