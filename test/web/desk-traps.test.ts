import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHROMIUM, startBrowser } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { focusedTile, openReview, pictureIsDrawn, statusWords, WAITING } from '../support/desk-journey.ts';

const COPY = 'retire/ada_ph_02.jpg';
const KEPT = 'retire/ada_ph_01.jpg';
const WEAK = 'retire/ada_ph_06.jpg';
const ADA = WAITING[0];

/** Waits until the server's log has so many entries. */
const logged = (desk: { readonly log: readonly unknown[] }, entries: number) =>
  vi.waitFor(() => expect(desk.log.length).toBe(entries), 4_000);

describe.skipIf(CHROMIUM === undefined)('the twelve traps of the desk (needs Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('one key decides and goes on; disagreeing costs as much as agreeing', async () => {
    const { page, desk, errors, close } = await openReview(browser);
    expect(await focusedTile(page)).toBe(COPY);
    await page.keyboard.press('x');
    expect(await focusedTile(page)).toBe(KEPT);
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await logged(desk, 3);
    expect([COPY, KEPT, WEAK].map((change) => desk.decided(ADA, change))).toEqual([true, false, true]);
    expect(await statusWords(page)).toContain('out, 3 of 5');
    expect(errors).toEqual([]);
    await close();
  });

  test('1: the picture under the mouse is not the one that is decided', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.locator(`[data-tile="${WEAK}"]`).hover();
    await page.keyboard.press('x');
    await logged(desk, 1);
    expect(desk.decided(ADA, COPY)).toBe(true);
    expect(desk.decided(ADA, WEAK)).toBeUndefined();
    await close();
  });

  test('2: a key that is held down decides once', async () => {
    const { page, desk, close } = await openReview(browser);
    for (let at = 0; at < 5; at++) await page.keyboard.down('x');
    await page.keyboard.up('x');
    await logged(desk, 1);
    expect(await focusedTile(page)).toBe(KEPT);
    await close();
  });

  test('3: nothing is decided about a picture that is not on the screen yet', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.pictureDelay = 1_500;
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('x');
    await pictureIsDrawn(page);
    expect(desk.log).toEqual([]);
    await page.keyboard.press('x');
    await logged(desk, 1);
    await close();
  });

  test('4: letters typed into a field are letters', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('xkarbo');
    expect(await page.getByRole('searchbox').inputValue()).toBe('xkarbo');
    expect(desk.log).toEqual([]);
    await close();
  });

  test('5: at the last picture a key decides that one, once, and stays', async () => {
    const { page, desk, close } = await openReview(browser);
    for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight');
    const last = await focusedTile(page);
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await logged(desk, 1);
    expect(await focusedTile(page)).toBe(last);
    expect(await statusWords(page)).toContain('the last of this actor');
    await close();
  });

  test('6: deciding does not empty or move the list that is worked on', async () => {
    const { page, close } = await openReview(browser);
    const before = await page
      .locator('[data-tile]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-tile')));
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    const after = await page
      .locator('[data-tile]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-tile')));
    expect(after).toEqual(before);
    await close();
  });

  test('7: pressing a key twice is the same as pressing it once', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('x');
    await page.waitForTimeout(200);
    expect(desk.log.length).toBe(1);
    expect(desk.decided(ADA, COPY)).toBe(true);
    await close();
  });

  test('8: with a picture open, its keys do not reach the page below, and Esc closes one layer', async () => {
    const { page, close } = await openReview(browser);
    await page.keyboard.press('Enter');
    await pictureIsDrawn(page);
    await page.keyboard.press(']');
    await page.waitForTimeout(150);
    expect(page.url()).toContain(`id=${ADA}`);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedTile(page)).toBe(COPY);
    await close();
  });

  test('9: Delete and Backspace do nothing', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(200);
    expect(desk.log).toEqual([]);
    expect(await focusedTile(page)).toBe(COPY);
    await close();
  });

  test('10: G then R goes to the run and never means "out"', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('g');
    await page.waitForTimeout(1_500);
    await page.keyboard.press('r');
    await page.waitForURL('**/review/**');
    expect(desk.log).toEqual([]);
    await close();
  });

  test('11: losing both copies closes the approval until somebody has looked', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    await logged(desk, 2);
    expect(await page.getByText('warning').first().innerText()).toContain('warning');
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    const approve = page.getByRole('button', { name: /^Approve 2 changes/ });
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    await approve.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'I looked: it may go' }).click();
    await approve.click();
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Cancel');
    await page.keyboard.press('Enter');
    expect(desk.approved).toBeUndefined();
    await close();
  });

  test('12: a picture that leaves in one blink cannot be bulk-agreed unseen', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.goto(`${desk.url}/review/${RUN}`);
    const bulk = page
      .getByRole('region', { name: 'black-and-white missing' })
      .getByRole('button', { name: /^Agree with all/ });
    expect(await bulk.getAttribute('aria-disabled')).toBe('true');
    await bulk.click({ force: true });
    expect(desk.log).toEqual([]);
    await page
      .getByRole('region', { name: 'black-and-white missing' })
      .getByRole('listitem')
      .last()
      .scrollIntoViewIfNeeded();
    await vi.waitFor(async () => expect(await bulk.getAttribute('aria-disabled')).toBeNull(), 4_000);
    await bulk.click();
    await logged(desk, 1);
    expect(desk.decided('cy-vale', 'make/17')).toBe(true);
    await close();
  });

  test('a blind look hides the plan, takes no "agree", and shows it afterwards', async () => {
    const { page, desk, close } = await openReview(browser);
    desk.mood.blindOneIn = 1;
    await page.reload();
    await page.locator('[data-tile]:focus').waitFor();
    expect(await page.getByRole('complementary', { name: 'Reasons' }).innerText()).not.toContain('Retire');
    await page.keyboard.press('a');
    expect(await statusWords(page)).toContain('blind look');
    expect(desk.log).toEqual([]);
    await page.keyboard.press('k');
    expect(await statusWords(page)).toContain('the plan says out');
    await logged(desk, 1);
    await close();
  });

  test('letters can be switched off, and every key has a button', async () => {
    const { page, desk, close } = await openReview(browser);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'Keys of one letter' }).uncheck();
    await page.keyboard.press('Escape');
    await page.locator(`[data-tile="${COPY}"]`).focus();
    await page.keyboard.press('x');
    await page.waitForTimeout(150);
    expect(desk.log).toEqual([]);
    await page.getByRole('button', { name: /^Out/ }).click();
    await logged(desk, 1);
    expect(desk.decided(ADA, COPY)).toBe(true);
    await close();
  });

  test('foreign text is text: no markup runs, nothing turns the direction around', async () => {
    const { page, errors, close } = await openReview(browser);
    await page.locator('[data-tile="kept/ada_ph_04.jpg"]').focus();
    const words = await page.getByRole('complementary', { name: 'Reasons' }).innerText();
    expect(words).toContain('<img src=x onerror="alert(1)">');
    expect(words).toContain('U+202E');
    expect(words).toContain('more characters');
    expect(words).not.toContain('\u202E');
    expect(errors).toEqual([]);
    await close();
  });
});
