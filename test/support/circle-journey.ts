import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { focusedTile, isAt, statusWords, tabTo, tileHasFocus, tileName } from './desk-journey.ts';

/** Every file of the cast but the records, by its name: the hash of its bytes. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('.evencast') && statSync(join(folder, name)).isFile(),
  );
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.sort().map((name) => [name, hash(name)]));
}

const isOver = (page: Page) => page.getByText('over', { exact: true });

/** Starts a run by keyboard: a dry-run, or one that asks. */
export async function startByKeyboard(page: Page, mode: 'dry-run' | 'execute'): Promise<void> {
  await page.getByRole('link', { name: 'Start a run' }).first().waitFor();
  await tabTo(page, /^Start a run/);
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /^Look and plan/ }).waitFor();
  await tabTo(page, /^Look and plan: /);
  if (mode === 'execute') await page.keyboard.press('ArrowDown');
  await tabTo(page, mode === 'execute' ? /^Start the run/ : /^Look and plan$/);
  await page.keyboard.press('Enter');
  await (mode === 'execute' ? page.getByRole('link', { name: 'Review it' }) : isOver(page)).waitFor();
}

/** Decides about everything of the run that waits: one against the plan, one taken back, the rest as the plan has it. */
export async function decideByKeyboard(page: Page, reload: () => Promise<void>): Promise<void> {
  await tabTo(page, /^Review it/);
  await page.keyboard.press('Enter');
  await tileHasFocus(page);
  const first = await focusedTile(page);
  await page.keyboard.press('x');
  await page.keyboard.press('Control+z');
  await isAt(page, first);
  await page.keyboard.press('k');
  await page.getByText('not saved').waitFor({ state: 'detached' });
  await page.waitForTimeout(200);
  await reload();
  await tileHasFocus(page);
  expect(await tileName(page, first ?? '')).toMatch(/^in/);
  for (let at = 0; at < 200; at++) {
    await page.keyboard.press('n');
    await tileHasFocus(page);
    if ((await statusWords(page)).includes('Everything of this run is decided')) return;
    // A blind look does not say what the plan has; one that is out is as good as agreed with.
    await page.keyboard.press((await page.getByText('A blind look: one in').count()) > 0 ? 'x' : 'a');
  }
  throw new Error('There is no end of what is to be decided.');
}

/** Approves what was decided, with its dialog; waits until it is carried out. */
export async function approveByKeyboard(page: Page): Promise<void> {
  await tabTo(page, /by reason, and approve/);
  await page.keyboard.press('Enter');
  await page.locator('[data-approval]').waitFor();
  await tabTo(page, /^Approve \d+ changes?…/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await page.evaluate('document.activeElement?.textContent')).toBe('Cancel');
  if ((await dialog.getByLabel(/^Type/).count()) > 0) {
    await tabTo(page, /^Type/);
    await page.keyboard.type(await dialog.locator('label strong').first().innerText());
  }
  await tabTo(page, /^Approve \d+ changes?$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/progress/**');
  await isOver(page).waitFor();
}

/** Takes the last run back, with a reason; waits until that is done. */
export async function takeBackByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('link', { name: 'Take back…' }).first().waitFor();
  await tabTo(page, /^Take back…/);
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Why/).waitFor();
  await tabTo(page, /^Why/);
  await page.keyboard.type('a try');
  await tabTo(page, /^Take back \d/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/progress/**');
  await isOver(page).waitFor();
}
