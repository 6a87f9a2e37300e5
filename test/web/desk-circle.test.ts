import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { CHROMIUM, openPage, startBrowser } from '../support/desk-browser.ts';
import { tileName } from '../support/desk-journey.ts';
import { pictures } from '../support/desk-stand.ts';
import { REVIEW_TARGETS, specsOf } from '../support/review-desk.ts';

/** Every image of the cast with its bytes. */
function imagesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.includes('.evencast') && name.endsWith('.png'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

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
    const before = imagesOf(stand.folder);
    const { page, errors, close } = await openPage(browser, stand.address + stand.newEntry());
    page.setDefaultTimeout(30_000);
    await enter(page);
    await page.getByRole('link', { name: 'Start a run' }).first().press('Enter');
    await page.getByRole('radio', { name: /^Look, plan and ask/ }).press('Space');
    await page.getByRole('button', { name: 'Start the run' }).press('Enter');
    await page.getByRole('link', { name: 'Review it' }).press('Enter');
    await page.locator('[data-tile]:focus').waitFor();
    const first = await page.locator('[data-tile]:focus').getAttribute('data-tile');
    await page.keyboard.press('x');
    await page.keyboard.press('Control+z');
    await page.locator(`[data-tile="${first}"]:focus`).waitFor();
    await page.keyboard.press('a');
    await page.waitForTimeout(400);
    await page.reload();
    await enter(page);
    await page.locator('[data-tile]:focus').waitFor();
    expect(await tileName(page, first ?? '')).not.toMatch(/^undecided/);
    for (let at = 0; at < 20; at++) {
      await page.keyboard.press('n');
      await page.waitForTimeout(60);
      await page.locator('[data-tile]:focus').waitFor();
      if ((await page.getByRole('status').innerText()).includes('Everything of this run is decided')) break;
      await page.keyboard.press((await page.getByText('A blind look: one in').count()) > 0 ? 'x' : 'a');
    }
    await page.getByRole('link', { name: 'by reason, and approve' }).press('Enter');
    await page.getByRole('button', { name: /^Approve \d+ changes?…/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if ((await dialog.getByLabel(/^Type/).count()) > 0)
      await dialog.getByLabel(/^Type/).fill(await dialog.locator('label strong').first().innerText());
    await dialog.getByRole('button', { name: /^Approve/ }).press('Enter');
    await page.waitForURL('**/progress/**');
    await page.getByText('over', { exact: true }).waitFor();
    expect(imagesOf(stand.folder)).not.toEqual(before);
    await page.getByRole('link', { name: 'History' }).press('Enter');
    await page.getByRole('link', { name: 'Take back…' }).press('Enter');
    await page.getByLabel(/^Why/).fill('a try');
    await page.getByRole('button', { name: /^Take back \d/ }).press('Enter');
    await page.waitForURL('**/progress/**');
    await page.getByText('over', { exact: true }).waitFor();
    await stand.idle();
    expect(imagesOf(stand.folder)).toEqual(before);
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
