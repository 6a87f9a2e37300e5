import { expect, vi } from 'vitest';
import { focusedTile, statusWords, tileName } from '../support/desk-journey.ts';
import { ACTORS, COPY, changeSession, KEPT, offline, olderPlans, overEveryDesk, WEAK } from '../support/review-desk.ts';

const [ADA] = ACTORS;

overEveryDesk('no decision is lost', (test) => {
  test('undo shows the picture again and works after a reload; redo too', async (desk) => {
    const { page, logged, decided, reload, close } = await desk.open();
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    await logged(2);
    await reload();
    await page.keyboard.press('Control+z');
    expect(await focusedTile(page)).toBe(WEAK);
    await page.keyboard.press('Control+z');
    expect(await focusedTile(page)).toBe(COPY);
    await logged(4);
    expect(await decided(ADA, COPY, WEAK)).toEqual([null, null]);
    await page.keyboard.press('Control+Shift+z');
    await logged(5);
    expect(await decided(ADA, COPY)).toEqual([true]);
    await close();
  });

  test('undo right after deciding, faster than the server answers', async (desk) => {
    const { page, logged, decided, close } = await desk.open();
    await page.keyboard.press('x');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('k');
    await logged(3);
    expect(await decided(ADA, COPY)).toEqual([false]);
    await close();
  });

  test('undo of a decision about another actor goes there', async (desk) => {
    const { page, logged, close } = await desk.open();
    await page.keyboard.press('x');
    await page.keyboard.press(']');
    await page.waitForURL(/id=bo/);
    await page.locator('[data-tile]:focus').waitFor();
    await page.keyboard.press('Control+z');
    await page.waitForURL(/id=ada/);
    await vi.waitFor(async () => expect(await focusedTile(page)).toBe(COPY), 4_000);
    await logged(2);
    await close();
  });

  test('offline: the page goes on, says what is not saved, keeps it over a reload, and sends it once', async (desk) => {
    const { page, logged, decided, reload, close } = await desk.open();
    const comeBack = await offline(page);
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.getByText('2 decisions not saved').waitFor();
    expect(await focusedTile(page)).toBe(KEPT);
    await comeBack();
    page.on('dialog', (dialog) => void dialog.accept());
    await reload();
    await logged(2);
    expect(await decided(ADA, COPY, WEAK)).toEqual([true, false]);
    await page.getByText('not saved').waitFor({ state: 'detached' });
    await close();
  });

  test('an answer that was lost on its way: the decision is there once, and is taken back once', async (desk) => {
    const { page, logged, decided, reload, close } = await desk.open();
    const writes = /\/decisions$/;
    await page.route(writes, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('x');
    await page.getByText('1 decision not saved').waitFor();
    await logged(1);
    page.on('dialog', (dialog) => void dialog.accept());
    await reload();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.getByText('There is nothing to take back').waitFor();
    await page.unroute(writes);
    await page.getByText('not saved').waitFor({ state: 'detached' });
    await logged(2);
    expect(await decided(ADA, COPY)).toEqual([null]);
    await close();
  });

  test('an approval waits until everything is saved', async (desk) => {
    const { page, logged, close } = await desk.open();
    await page.keyboard.press('x');
    await logged(1);
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    const approve = page.getByRole('button', { name: /^Approve 1 change/ });
    await vi.waitFor(async () => expect(await approve.getAttribute('aria-disabled')).toBeNull(), 4_000);
    await offline(page);
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.getByText('not saved').first().waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).getAttribute('aria-disabled')).toBe('true');
    await close();
  });

  test('two tabs: each sees what the other decides, and nobody overwrites', async (desk) => {
    const { page, logged, decided, newTab, close } = await desk.open();
    const other = await newTab();
    await page.bringToFront();
    await page.keyboard.press('x');
    await logged(1);
    await vi.waitFor(async () => expect(await tileName(other, COPY)).toMatch(/^out/), 4_000);
    await other.bringToFront();
    await other.locator(`[data-tile="${WEAK}"]`).focus();
    await other.keyboard.press('k');
    await logged(2);
    expect(await decided(ADA, COPY, WEAK)).toEqual([true, false]);
    await close();
  });

  test('stale: a refused decision is said, not shown as saved', async (desk) => {
    const { page, close } = await desk.open();
    await olderPlans(page);
    await page.keyboard.press('x');
    await page.getByText('The last decision was not taken.').waitFor();
    expect(await tileName(page, COPY)).toMatch(/^undecided/);
    await close();
  });

  test('a desk that was started anew has another token: the open page finds out and loses nothing', async (desk) => {
    const { page, logged, decided, reload, close } = await desk.open();
    await changeSession(page.context(), { writeToken: 'of-the-desk-before' });
    await reload();
    await page.context().unroute('**/api/session');
    await page.keyboard.press('x');
    await logged(1);
    expect(await decided(ADA, COPY)).toEqual([true]);
    await close();
  });

  test('a viewer can look and not decide', async (desk) => {
    const { page, log, reload, close } = await desk.open();
    await changeSession(page.context(), { role: 'viewer' });
    await reload();
    await page.keyboard.press('x');
    expect(await statusWords(page)).toContain('takes a reviewer');
    expect(await log()).toEqual([]);
    await close();
  });
});
