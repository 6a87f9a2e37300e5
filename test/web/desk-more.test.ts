import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHROMIUM, openPage, startBrowser } from '../support/desk-browser.ts';
import { focusedTile } from '../support/desk-journey.ts';
import { type DeskStand, deskStand, pictures } from '../support/desk-stand.ts';
import type { Visitor } from '../support/desk-visitor.ts';
import { ACTORS, COLOUR, COPY, INK, overEveryDesk } from '../support/review-desk.ts';

const [ADA] = ACTORS;

overEveryDesk('more of a review', (test) => {
  test('a prompt is edited, taken back, edited again, there after a reload, and counted by the approval', async (desk) => {
    const { page, logged, reload, decided, close } = await desk.open();
    const shown = () => page.locator('[data-prompt]').first().innerText();
    const edit = async (words: string) => {
      await page.getByRole('button', { name: 'Edit the prompt' }).first().click();
      await page.getByLabel(/^Prompt,/).fill(words);
      // What is typed decides nothing.
      await page.getByLabel(/^Prompt,/).press('x');
      await page.getByRole('button', { name: 'Save the prompt' }).click();
    };
    await page.locator(`[data-tile="${INK}"]`).focus();
    const planned = await shown();
    await edit('A pen drawing of ada by a window, hatching, white ground. Kept like this: ');
    await logged(1);
    expect(await shown()).toContain('Kept like this: x');
    await page.keyboard.press('Control+z');
    await logged(2);
    await vi.waitFor(async () => expect(await shown()).toBe(planned), 4_000);
    await edit('A pen drawing of ada on a chair, hatching, white ground, no ');
    await logged(3);
    await reload();
    await page.locator(`[data-tile="${INK}"]`).focus();
    await vi.waitFor(async () => expect(await shown()).toContain('ada on a chair'), 4_000);
    expect(await page.getByText('edited by kim').first().isVisible()).toBe(true);
    await page.keyboard.press('k');
    await logged(4);
    expect(await decided(ADA, INK)).toEqual([true]);
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    await page.getByRole('button', { name: /^Approve 1 change…/ }).click();
    await page.getByRole('dialog').getByText('1 prompt was edited').waitFor();
    await close();
  });

  test('the whole run is planned again with my decisions', async (desk) => {
    const { page, run, logged, close } = await desk.open();
    await page.locator(`[data-tile="${COLOUR}"]`).focus();
    await page.keyboard.press('x');
    await logged(1);
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    await page.getByRole('button', { name: 'Plan again with my decisions…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Run ${run} is closed`).waitFor();
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Cancel');
    await dialog.getByRole('button', { name: 'Plan all actors again' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/progress/') && !url.pathname.endsWith(run));
    await page.getByRole('link', { name: 'Review it' }).click();
    await page.locator(`[data-tile="${COPY}"]`).waitFor();
    expect(await focusedTile(page)).not.toBeNull();
    await vi.waitFor(
      async () => expect(await page.locator(`[data-tile="${COLOUR}"] > .unseen`).textContent()).toMatch(/^out/),
      4_000,
    );
    await close();
  });
});

describe.skipIf(CHROMIUM === undefined)('taking back a part, on one machine (needs Chromium)', () => {
  let stand: DeskStand;
  let browser: Browser;
  let kim: Visitor;
  let run = '';
  beforeAll(async () => {
    browser = await startBrowser();
    stand = await deskStand({
      ada: await pictures('photorealistic', 6),
      bo: await pictures('photorealistic', 6),
    });
    kim = await stand.visit();
    run = (await kim.call('start', { body: { mode: 'execute' } })).run;
    await stand.idle();
    const { planHash, changes } = await kim.call('changes', { id: run });
    const decisions = changes.map(({ actor, change }) => ({
      actor,
      change: change.id,
      outcome: change.kind === 'retire' ? 'out' : 'in',
    }));
    const { sequence } = await kim.call('decide', { id: run, planHash, body: { kind: 'decide', decisions } });
    const typed = changes.filter(({ change }) => change.kind === 'retire').length;
    await kim.call('approve', { id: run, planHash, body: { sequence, typed } });
    await stand.idle();
  });
  afterAll(async () => {
    await browser?.close();
    await stand?.close();
  });

  const open = (path: string) =>
    openPage(browser, stand.address + path, {}, (context) => context.request.get(stand.address + stand.newEntry()));

  test('one picture comes back, the others stay away, and the history says so', async () => {
    const { page, errors, close } = await open(`/rollback/${run}`);
    await page.getByRole('radio', { name: 'chosen pictures' }).check();
    const own = page.getByRole('list', { name: 'Pictures of ada' });
    const back = own.getByRole('checkbox', { name: /^put back/ }).first();
    const file = /: (\S+)/.exec(await own.getByRole('listitem').first().innerText())?.[1] ?? '';
    expect(existsSync(join(stand.folder, 'ada', file))).toBe(false);
    await back.check();
    await page.getByLabel(/^Why/).fill('this one was good');
    await page.getByRole('button', { name: 'Take back 1 picture' }).click();
    await page.waitForURL('**/history');
    await page.getByText('1 picture taken back by kim').waitFor();
    expect(existsSync(join(stand.folder, 'ada', file))).toBe(true);
    expect(errors).toEqual([]);
    await close();
  });

  test('one actor is taken back, which the history of each actor tells', async () => {
    const { page, errors, close } = await open(`/rollback/${run}`);
    await page.getByRole('radio', { name: 'some actors' }).check();
    const unless = page.getByText('Choose at least one actor');
    await unless.waitFor();
    await page.getByRole('checkbox', { name: 'bo' }).check();
    await page.getByLabel(/^Why/).fill('wrong folder');
    await page.getByRole('button', { name: /^Take back \d+ changes/ }).click();
    await page.waitForURL('**/progress/**');
    await page.getByText('over', { exact: true }).waitFor();
    await page.goto(`${stand.address}/history?actor=bo`);
    await page.getByText('rolled-back').or(page.getByText('taken back by kim')).first().waitFor();
    expect(await page.getByRole('link', { name: 'Take back…' }).count()).toBe(0);
    await page.goto(`${stand.address}/history?actor=ada`);
    await page.getByRole('link', { name: 'Take back…' }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

describe.skipIf(CHROMIUM === undefined)('a run of another process (needs Chromium)', () => {
  test('is followed as it goes, without a button to stop it', async () => {
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const { newHolder } = await import('../../local/holder.ts');
    const stand = await deskStand({ ada: await pictures('photorealistic', 6) });
    const kim = await stand.visit();
    const { run } = await kim.call('start', { body: { mode: 'execute' } });
    await stand.idle();
    const folder = join(stand.folder, '.evencast', 'runs', run);
    mkdirSync(folder, { recursive: true });
    const now = Date.UTC(2026, 10, 1, 12);
    const mark = { schema: 1, run, holder: newHolder(), doing: 'run', begunAt: now, until: now + 240_000 };
    writeFileSync(join(folder, 'holder.json'), JSON.stringify(mark));
    const browser = await startBrowser();
    const { page, close } = await openPage(browser, `${stand.address}/progress/${run}`, {}, (context) =>
      context.request.get(stand.address + stand.newEntry()),
    );
    await page.getByText('Carried out by another process').waitFor();
    expect(await page.getByRole('button', { name: 'Stop…' }).count()).toBe(0);
    await close();
    await browser.close();
    await stand.close();
  });
});
