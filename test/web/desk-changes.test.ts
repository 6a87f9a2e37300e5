import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { tileHasFocus, tileName } from '../support/desk-journey.ts';
import { ACTORS, COPY, INK, overEveryDesk, WEAK } from '../support/review-desk.ts';
import { coloured } from '../support/small-cast.ts';

const [ADA] = ACTORS;

overEveryDesk('what changes while somebody reviews', (test) => {
  test('the desk is stopped and started again during a review: what was decided meanwhile is sent', async (desk) => {
    const { page, logged, decided, comeInAgain, close } = await desk.open();
    await page.keyboard.press('x');
    await logged(1);
    await desk.stand.restart(async () => {
      await page.keyboard.press('k');
      await page.getByText('1 decision not saved').waitFor();
    });
    await desk.visitAnew();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('evencast desk').first().waitFor();
    await comeInAgain();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('not saved').waitFor({ state: 'detached' });
    await logged(2);
    expect(await decided(ADA, COPY, WEAK)).toEqual([true, false]);
    await close();
  });

  test('a picture is replaced: it is marked, the others stand, and its actor is planned again with the decisions', async (desk) => {
    const { page, run, logged, close } = await desk.open();
    await page.locator(`[data-tile="${INK}"]`).focus();
    await page.keyboard.press('x');
    await logged(1);
    const other = await coloured({ type: 'photorealistic', score: 2 }, 8100);
    writeFileSync(join(desk.stand.folder, ADA, 'weak.png'), other);
    await desk.stand.pass(2_000);
    await page.locator(`[data-tile="${WEAK}"]`).focus();
    await page.keyboard.press('x');
    await page.getByText('The set changed since this plan').waitFor();
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    await page.getByText('The set changed since this plan: 1 item in 1 actor').waitFor();
    await page.getByText('The others still stand.').waitFor();
    await page.getByRole('button', { name: 'Plan this one again…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Plan 1 actor again' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/progress/') && !url.pathname.endsWith(run));
    await page.getByRole('link', { name: 'Review it' }).click();
    await tileHasFocus(page);
    await vi.waitFor(async () => expect(await tileName(page, INK)).toMatch(/^out/), 4_000);
    expect(await tileName(page, WEAK)).toMatch(/^undecided/);
    expect(await page.locator('main').innerText()).toContain('actor 1 of 1');
    await close();
  });
});
