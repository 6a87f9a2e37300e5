import type { Browser, Page } from 'playwright-core';
import { ask } from '../../test/support/ask.ts';
import { openPage } from '../../test/support/desk-browser.ts';
import { type ColdFigures, coldDeployed, coldLocal, slowDown } from './cold.ts';
import { type Frames, quantile, scrolledFrames } from './frames.ts';
import { largeDesk } from './large-desk.ts';

const ACTORS = 10_000;
const ROUNDS = 5;
const SLOW_DOWN = 4;
const GRID = "document.querySelector('[role=grid]')";

/**
 * What a cast of 10,000 costs whoever looks at it. Times in ms, medians of five. The first two with an empty browser on a processor
 * slowed down four times; the server has its index in memory.
 */
export interface ListFigures extends ColdFigures {
  readonly actors: number;
  readonly indexGzipBytes: number;
  /** The same when deployed, over "fast 4G". */
  readonly deployed: ColdFigures;
  /** From the change to the painted frame, unslowed and slowed. */
  readonly filterMs: number;
  readonly sortMs: number;
  readonly sortSlowMs: number;
  readonly scrolling: Frames;
  /** The same rows without a window over them: what the window saves. */
  readonly unwindowed: Frames;
  /** Nodes of the list without a window for each one with it. */
  readonly fewerNodes: number;
}

/** Sets a field of the filters as a person would and waits for the frame that shows it, in ms. */
function changeField(page: Page, label: string, value: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const field = document.querySelector('[aria-label="${label}"]');
    const prototype = field instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    const from = performance.now();
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value').set.call(field, '${value}');
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - from);
      port2.postMessage(0);
    });
  })`);
}

async function repeated(page: Page, label: string, values: readonly [string, string]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const value of values) {
      times.push(await changeField(page, label, value));
      await page.waitForTimeout(60);
    }
  return quantile(times, 0.5);
}

/** Puts all rows into a list of their own, as the page draws them, without a window. */
const WITHOUT_WINDOW = `(() => {
  const row = document.querySelector('[data-at]');
  const list = document.querySelector('[role=grid]').cloneNode(false);
  list.id = 'unwindowed';
  const rows = document.querySelector('[role=rowgroup]').cloneNode(false);
  rows.style.height = ${ACTORS} * 48 + 'px';
  for (let at = 0; at < ${ACTORS}; at++) {
    const copy = row.cloneNode(true);
    copy.style.transform = 'translateY(' + at * 48 + 'px)';
    rows.append(copy);
  }
  list.append(rows);
  document.querySelector('[role=grid]').replaceWith(list);
})()`;

/** Measures the overview of 10,000 actors in Chromium. */
export async function benchList(browser: Browser): Promise<ListFigures> {
  const desk = await largeDesk(ACTORS);
  try {
    const warm = await ask(desk.address, { path: desk.newEntry() });
    const headers = { cookie: (warm.headers['set-cookie'] ?? '').split(';')[0] ?? '', 'accept-encoding': 'gzip' };
    const index = await ask(desk.address, { path: '/api/cast', headers });
    const cold = await coldLocal(browser, desk, ROUNDS);
    const deployed = await coldDeployed(browser, ACTORS, ROUNDS);
    const { page, close } = await openPage(browser, desk.address + desk.newEntry());
    await page.locator('[data-at="0"]').waitFor();
    await page.waitForTimeout(500);
    const filterMs = await repeated(page, 'Find an actor', ['ada', '']);
    const sortMs = await repeated(page, 'Order', ['name', 'score']);
    await slowDown(page, SLOW_DOWN);
    const sortSlowMs = await repeated(page, 'Order', ['name', 'score']);
    await slowDown(page, 1);
    const scrolling = await scrolledFrames(page, GRID);
    await page.evaluate(WITHOUT_WINDOW);
    await page.waitForTimeout(1_000);
    const unwindowed = await scrolledFrames(page, GRID);
    await close();
    return {
      actors: ACTORS,
      indexGzipBytes: index.bytes.length,
      ...cold,
      deployed,
      filterMs,
      sortMs,
      sortSlowMs,
      scrolling,
      unwindowed,
      fewerNodes: Math.round(unwindowed.nodes / scrolling.nodes),
    };
  } finally {
    await desk.close();
  }
}
