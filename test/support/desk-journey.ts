import type { Page } from 'playwright-core';
import { until } from './desk-browser.ts';

/** The actors of the made-up cast that wait for a decision; each has five changes. */
export const WAITING = ['ada-stone', 'bo-reed', 'cy-vale'] as const;

/** The change that has the focus. */
export function focusedTile(page: Page): Promise<string | null> {
  return page.evaluate<string | null>("document.activeElement?.getAttribute('data-tile') ?? null");
}

/** What the status line says. */
export function statusWords(page: Page): Promise<string> {
  return page.getByRole('status').innerText();
}

/** Addresses of large pictures: those of one machine, and those of a bucket, whose small drawings lie among the records. */
export const LARGE = /\/img\/1600\/|\/cast\/lead\/(?!\.evencast)/;

/** Waits until the open picture is drawn. */
export async function pictureIsDrawn(page: Page): Promise<void> {
  await until(
    page,
    `[...document.querySelectorAll('dialog[open] img')].some((image) => ${LARGE}.test(image.src) && image.complete && image.naturalWidth > 0)`,
  );
  await page.waitForTimeout(100);
}

/** What a tile is called in front of a reader: "out, plan: retire, …". */
export async function tileName(page: Page, tile: string): Promise<string | null> {
  return page.locator(`[data-tile="${tile}"] > .unseen`).textContent();
}

/** Waits until a change has the focus. */
export function tileHasFocus(page: Page): Promise<void> {
  return until(page, "document.activeElement?.hasAttribute('data-tile') === true");
}

/** Waits until this change has the focus. */
export function isAt(page: Page, tile: string | null): Promise<void> {
  return until(page, `document.activeElement?.getAttribute('data-tile') === ${JSON.stringify(tile)}`);
}

/** More than any screen has. */
const MOST_STOPS = 400;

/** Moves the focus by Tab alone until it is on what is called so. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let at = 0; at < MOST_STOPS; at++) {
    const words = await page.evaluate<string>(`(() => {
      const { activeElement: at, body } = document;
      return at === body ? '' : (at?.getAttribute('aria-label') ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '').trim();
    })()`);
    if (name.test(words)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never led to ${name}.`);
}
