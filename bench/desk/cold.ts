import type { Browser, CDPSession, Page } from 'playwright-core';
import { openPage } from '../../test/support/desk-browser.ts';
import { identityServer } from '../../test/support/identity-server.ts';
import { quantile } from './frames.ts';
import { type LargeDesk, largeDeployedDesk } from './large-desk.ts';

/** A laptop of the middle, as the goals say. */
const SLOW_DOWN = 4;
/** "Fast 4G" as Chromium's own tools have it: 10 and 1.5 Mbit/s less a tenth, 60 ms times 2.75 a request. Bytes a second, ms. */
const FAST_4G = {
  offline: false,
  downloadThroughput: 1_125_000,
  uploadThroughput: 168_750,
  latency: 165,
} as const;
const FIRST_ROW = '[data-at="0"]';

/** When something was first painted and when the list's first row was there, in ms from when the page was asked for. */
export interface ColdFigures {
  readonly firstPaintMs: number;
  readonly usableListMs: number;
}

const NOTE_FIRST_ROW = `new MutationObserver((_, self) => {
  if (document.querySelector('${FIRST_ROW}') === null) return;
  self.disconnect();
  requestAnimationFrame(() => { window.benchUsable = performance.now(); });
}).observe(document, { childList: true, subtree: true })`;

/** The page's processor at a fraction of its speed. */
export async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Emulation.setCPUThrottlingRate', { rate });
  return inspector;
}

const firstPaint = (page: Page) =>
  page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");

async function usable(page: Page): Promise<number> {
  await page.locator(FIRST_ROW).waitFor({ timeout: 30_000 });
  await page.waitForTimeout(300);
  return page.evaluate<number>('window.benchUsable');
}

/** Medians of so many cold starts. */
async function medians(rounds: number, cold: () => Promise<ColdFigures>): Promise<ColdFigures> {
  const seen: ColdFigures[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await cold());
  const median = (of: (figures: ColdFigures) => number) => quantile(seen.map(of), 0.5);
  return { firstPaintMs: median((each) => each.firstPaintMs), usableListMs: median((each) => each.usableListMs) };
}

/** Opens the overview of one machine in an empty browser. */
export function coldLocal(browser: Browser, desk: LargeDesk & { newEntry(): string }, rounds: number) {
  return medians(rounds, async () => {
    const { page, close } = await openPage(browser, 'about:blank', {}, ({ request }) =>
      request.get(desk.address + desk.newEntry()),
    );
    await page.addInitScript(NOTE_FIRST_ROW);
    await slowDown(page, SLOW_DOWN);
    await page.goto(desk.address);
    const usableListMs = await usable(page);
    const firstPaintMs = await firstPaint(page);
    await close();
    return { firstPaintMs, usableListMs };
  });
}

/**
 * The same when deployed, over a slow network. First paint is that of the first visit, before anybody signs in. The list is timed
 * from going away to sign in, where one is known already, to the row, with a cache that was emptied in between.
 */
export async function coldDeployed(browser: Browser, actors: number, rounds: number): Promise<ColdFigures> {
  const identity = await identityServer();
  const desk = await largeDeployedDesk(actors, identity);
  try {
    return await medians(rounds, async () => {
      const { page, close } = await openPage(browser, 'about:blank');
      await page.addInitScript(NOTE_FIRST_ROW);
      const inspector = await slowDown(page, SLOW_DOWN);
      await inspector.send('Network.enable');
      await inspector.send('Network.emulateNetworkConditions', FAST_4G);
      await page.goto(desk.address);
      const signIn = page.getByRole('button', { name: 'Sign in' });
      await signIn.waitFor();
      const firstPaintMs = await firstPaint(page);
      await inspector.send('Network.clearBrowserCache');
      await signIn.click();
      const usableListMs = await usable(page);
      await close();
      return { firstPaintMs, usableListMs };
    });
  } finally {
    await desk.close();
    await identity.close();
  }
}
