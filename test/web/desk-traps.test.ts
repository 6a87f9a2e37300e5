import { expect, vi } from 'vitest';
import { focusedTile, LARGE, pictureIsDrawn, statusWords } from '../support/desk-journey.ts';
import { ACTORS, COLOUR, COPY, HOSTILE, KEPT, overEveryDesk, WEAK } from '../support/review-desk.ts';

const [ADA, , CY] = ACTORS;

overEveryDesk('the twelve traps', (test) => {
  test('one key decides and goes on; disagreeing costs as much as agreeing', async (desk) => {
    const { page, errors, logged, decided, close } = await desk.open();
    expect(await focusedTile(page)).toBe(COPY);
    await page.keyboard.press('x');
    expect(await focusedTile(page)).toBe(WEAK);
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await logged(3);
    expect(await decided(ADA, COPY, WEAK, KEPT)).toEqual([true, false, true]);
    expect(await statusWords(page)).toContain('out, 3 of 5');
    expect(errors).toEqual([]);
    await close();
  });

  test('1: the picture under the mouse is not the one that is decided', async (desk) => {
    const { page, logged, decided, close } = await desk.open();
    await page.locator(`[data-tile="${WEAK}"]`).hover();
    await page.keyboard.press('x');
    await logged(1);
    expect(await decided(ADA, COPY)).toEqual([true]);
    expect(await decided(ADA, WEAK)).toEqual([undefined]);
    await close();
  });

  test('2: a key that is held down decides once', async (desk) => {
    const { page, logged, close } = await desk.open();
    for (let at = 0; at < 5; at++) await page.keyboard.down('x');
    await page.keyboard.up('x');
    await logged(1);
    expect(await focusedTile(page)).toBe(WEAK);
    await close();
  });

  test('3: nothing is decided about a picture that is not on the screen yet', async (desk) => {
    const { page, log, logged, close } = await desk.open();
    let arrive = () => undefined as unknown;
    const late = new Promise((resolve) => {
      arrive = () => resolve(undefined);
    });
    await page.route(LARGE, (route) => late.then(() => route.continue()));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('x');
    arrive();
    await pictureIsDrawn(page);
    expect(await log()).toEqual([]);
    await page.keyboard.press('x');
    await logged(1);
    await close();
  });

  test('4: letters typed into a field are letters', async (desk) => {
    const { page, log, close } = await desk.open();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('xkarbo');
    expect(await page.getByRole('searchbox').inputValue()).toBe('xkarbo');
    expect(await log()).toEqual([]);
    await close();
  });

  test('5: at the last picture a key decides that one, once, and stays', async (desk) => {
    const { page, logged, close } = await desk.open();
    for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight');
    const last = await focusedTile(page);
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await logged(1);
    expect(await focusedTile(page)).toBe(last);
    expect(await statusWords(page)).toContain('the last of this actor');
    await close();
  });

  test('6: deciding does not empty or move the list that is worked on', async (desk) => {
    const { page, close } = await desk.open();
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

  test('7: pressing a key twice is the same as pressing it once', async (desk) => {
    const { page, log, decided, close } = await desk.open();
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('x');
    await page.waitForTimeout(200);
    expect(await log()).toHaveLength(1);
    expect(await decided(ADA, COPY)).toEqual([true]);
    await close();
  });

  test('8: with a picture open, its keys do not reach the page below, and Esc closes one layer', async (desk) => {
    const { page, close } = await desk.open();
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

  test('9: Delete and Backspace do nothing', async (desk) => {
    const { page, log, close } = await desk.open();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(200);
    expect(await log()).toEqual([]);
    expect(await focusedTile(page)).toBe(COPY);
    await close();
  });

  test('10: G then R goes to the run and never means "out"', async (desk) => {
    const { page, log, close } = await desk.open();
    await page.keyboard.press('g');
    await page.waitForTimeout(1_500);
    await page.keyboard.press('r');
    await page.waitForURL('**/review/**');
    expect(await log()).toEqual([]);
    await close();
  });

  test('11: losing both copies closes the approval until somebody has looked', async (desk) => {
    const { page, logged, isApproved, close } = await desk.open();
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await logged(3);
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
    expect(await isApproved()).toBe(false);
    await close();
  });

  test('nobody can say that they looked at both copies before both were on the screen', async (desk) => {
    const { page, logged, goTo, run, close } = await desk.open();
    await page.keyboard.press('x');
    await page.locator(`[data-tile="${KEPT}"]`).focus();
    await page.keyboard.press('x');
    await logged(2);
    let arrive = () => undefined as unknown;
    const late = new Promise((resolve) => {
      arrive = () => resolve(undefined);
    });
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() === 'image') await late;
      await route.continue();
    });
    await goTo(`/review/${run}`);
    const looked = page.getByRole('button', { name: 'I looked: it may go' });
    await looked.waitFor();
    expect(await looked.getAttribute('aria-disabled')).toBe('true');
    await looked.dispatchEvent('click');
    expect(await page.getByText('looked at ✓').count()).toBe(0);
    arrive();
    await looked.click();
    await page.getByText('looked at ✓').waitFor();
    expect(await page.getByRole('region', { name: 'Warnings' }).getByRole('img').count()).toBe(2);
    await close();
  });

  test('12: a picture that leaves in one blink cannot be bulk-agreed unseen', async (desk) => {
    const { page, log, logged, decided, goTo, run, close } = await desk.open();
    await goTo(`/review/${run}`);
    const bulk = page.getByRole('region', { name: 'colour missing' }).getByRole('button', { name: /^Agree with all/ });
    expect(await bulk.getAttribute('aria-disabled')).toBe('true');
    await bulk.dispatchEvent('click');
    expect(await log()).toEqual([]);
    await vi.waitFor(async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      expect(await bulk.getAttribute('aria-disabled')).toBeNull();
    }, 6_000);
    await bulk.click();
    await logged(1);
    expect(await decided(CY, COLOUR)).toEqual([true]);
    await close();
  });

  test('a blind look hides the plan, takes no "agree", and shows it afterwards', async (desk) => {
    const { page, log, logged, close } = await desk.open({}, 1);
    expect(await page.getByRole('complementary', { name: 'Reasons' }).innerText()).not.toContain('Retire');
    await page.keyboard.press('a');
    expect(await statusWords(page)).toContain('blind look');
    expect(await log()).toEqual([]);
    await page.keyboard.press('k');
    expect(await statusWords(page)).toContain('the plan says out');
    await logged(1);
    await close();
  });

  test('letters can be switched off, and every key has a button', async (desk) => {
    const { page, log, logged, decided, close } = await desk.open();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'Keys of one letter' }).uncheck();
    await page.keyboard.press('Escape');
    await page.locator(`[data-tile="${COPY}"]`).focus();
    await page.keyboard.press('x');
    await page.waitForTimeout(150);
    expect(await log()).toEqual([]);
    await page.getByRole('button', { name: /^Out/ }).click();
    await logged(1);
    expect(await decided(ADA, COPY)).toEqual([true]);
    await close();
  });

  test('foreign text is text: no markup runs, nothing turns the direction around', async (desk) => {
    const { page, errors, close } = await desk.open();
    await page.locator('[data-tile^="kept/<img"]').focus();
    expect(await focusedTile(page)).toBe(`kept/${HOSTILE}`);
    const words = await page.locator('main').innerText();
    expect(words).toContain('<img src=x onerror="alert(1)">');
    expect(words).toContain('U+202E');
    expect(words).not.toContain('\u202E');
    expect(errors).toEqual([]);
    await close();
  });
});
