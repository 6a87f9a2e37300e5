import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHROMIUM, startBrowser } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { focusedTile, openReview, statusWords, tileName, WAITING } from '../support/desk-journey.ts';

const COPY = 'retire/ada_ph_02.jpg';
const KEPT = 'retire/ada_ph_01.jpg';
const ADA = WAITING[0];

const logged = (desk: { readonly log: readonly unknown[] }, entries: number) =>
  vi.waitFor(() => expect(desk.log.length).toBe(entries), 6_000);

describe.skipIf(CHROMIUM === undefined)('decisions are not lost (needs Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('undo shows the picture again and works after a reload; redo too', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    await logged(desk, 2);
    await page.reload();
    await page.locator('[data-tile]:focus').waitFor();
    await page.keyboard.press('Control+z');
    expect(await focusedTile(page)).toBe(KEPT);
    await page.keyboard.press('Control+z');
    expect(await focusedTile(page)).toBe(COPY);
    await logged(desk, 4);
    expect([COPY, KEPT].map((change) => desk.decided(ADA, change))).toEqual([null, null]);
    await page.keyboard.press('Control+Shift+z');
    await logged(desk, 5);
    expect(desk.decided(ADA, COPY)).toBe(true);
    await close();
  });

  test('undo right after deciding, faster than the server answers', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('k');
    await logged(desk, 3);
    expect(desk.decided(ADA, COPY)).toBe(false);
    await close();
  });

  test('undo of a decision about another actor goes there', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await page.keyboard.press(']');
    await page.waitForURL(/id=bo-reed/);
    await page.locator('[data-tile]:focus').waitFor();
    await page.keyboard.press('Control+z');
    await page.waitForURL(/id=ada-stone/);
    await vi.waitFor(async () => expect(await focusedTile(page)).toBe(COPY), 4_000);
    await logged(desk, 2);
    await close();
  });

  test('offline: the page goes on, says what is not saved, keeps it over a reload, and sends it once', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.offline = true;
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.getByText('2 decisions not saved').waitFor();
    expect(await focusedTile(page)).toBe('retire/ada_ph_06.jpg');
    desk.mood.offline = false;
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await logged(desk, 2);
    expect([COPY, KEPT].map((change) => desk.decided(ADA, change))).toEqual([true, false]);
    await page.getByText('not saved').waitFor({ state: 'detached' });
    await close();
  });

  test('an approval waits until everything is saved', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await logged(desk, 1);
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    const approve = page.getByRole('button', { name: /^Approve 1 change/ });
    await vi.waitFor(async () => expect(await approve.getAttribute('aria-disabled')).toBeNull(), 4_000);
    desk.mood.offline = true;
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.getByText('not saved').first().waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).getAttribute('aria-disabled')).toBe('true');
    await close();
  });

  test('two tabs: each sees what the other decides, and nobody overwrites', async () => {
    const { page, desk, close } = await openReview(browser);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('[data-tile]:focus').waitFor();
    await page.bringToFront();
    await page.keyboard.press('x');
    await logged(desk, 1);
    await vi.waitFor(async () => expect(await tileName(other, COPY)).toMatch(/^out/), 4_000);
    await other.bringToFront();
    await other.locator(`[data-tile="${KEPT}"]`).focus();
    await other.keyboard.press('k');
    await logged(desk, 2);
    expect([COPY, KEPT].map((change) => desk.decided(ADA, change))).toEqual([true, false]);
    await close();
  });

  test('stale: a refused decision is said, not shown as saved', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.stale = true;
    await page.keyboard.press('x');
    await page.getByText('There are newer plans than these.').waitFor();
    expect(await tileName(page, COPY)).toMatch(/^undecided/);
    await close();
  });

  test('a desk that was started anew has another token: the open page finds out and loses nothing', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.token = 'second';
    await page.keyboard.press('x');
    await logged(desk, 1);
    expect(desk.decided(ADA, COPY)).toBe(true);
    await close();
  });

  test('a viewer can look and not decide', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.role = 'viewer';
    await page.reload();
    await page.locator('[data-tile]:focus').waitFor();
    await page.keyboard.press('x');
    expect(await statusWords(page)).toContain('takes a reviewer');
    expect(desk.writes).toEqual([]);
    await close();
  });

  test('the whole circle by keyboard alone: look, decide, undo, approve, follow', async () => {
    const { page, desk, errors, close } = await openReview(browser);
    await page.goto(desk.url);
    await page.getByRole('link', { name: /^Review 3 actors/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-tile]:focus').waitFor();
    for (const key of ['x', 'k', 'Control+z', 'k', 'a', 'a', 'a']) await page.keyboard.press(key);
    await logged(desk, 7);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/id=bo-reed/);
    await page.locator('[data-tile]:focus').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(`**/review/${RUN}`);
    const approve = page.getByRole('button', { name: /^Approve 4 changes…/ });
    await approve.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/progress/${RUN}`);
    await page.getByText('carried out').first().waitFor();
    expect(desk.approved).toMatchObject({ sequence: 7 });
    expect(errors).toEqual([]);
    await close();
  });
});
