import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FEW_LOOKS, findings } from '../support/axe.ts';
import { CHROMIUM, openPage, startBrowser, type WatchedPage } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { WAITING } from '../support/desk-journey.ts';
import { DESK_SCREENS, type ScreenPlaces, screenIsShown, showScreen } from '../support/desk-screens.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';

const PLACES: ScreenPlaces = { run: RUN, actor: WAITING[0], done: RUN };

/** Screens that wait for an answer, and what they ask for. */
const ASKING = [
  ['cast', '/', '**/api/cast'],
  ['actor', `/actor?id=${WAITING[0]}`, '**/api/actors/**'],
  ['by-reason', `/review/${RUN}`, '**/api/runs/**'],
  ['queue', `/queue/${RUN}`, '**/api/runs/**'],
  ['progress', `/progress/${RUN}`, '**/progress?**'],
  ['history', '/history', '**/api/runs'],
  ['rollback', `/rollback/${RUN}`, '**/api/rollbacks/**'],
  ['start', '/start', '**/api/runs/estimate'],
] as const;

const DAMAGED = { status: 500, json: { error: 'Damaged', message: 'the record cannot be read' } };

describe.skipIf(CHROMIUM === undefined)('everybody can use every screen (needs Chromium)', () => {
  let browser: Browser;
  let desk: DeskStandIn;
  let opened: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    [browser, desk] = await Promise.all([startBrowser(), DeskStandIn.start([...WAITING], ['on-1', 'on-2', 'on-3'])]);
    opened = await openPage(browser, desk.url);
    page = opened.page;
    page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test.each(DESK_SCREENS.map((screen) => [screen.name, screen] as const))('%s', async (_, screen) => {
    await showScreen(page, desk.url, screen, PLACES);
    expect(await findings(page)).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  test.each(ASKING)('%s, while it loads', async (_, path, asks) => {
    await page.evaluate('localStorage.clear()');
    await page.route(asks, () => undefined);
    await page.goto(desk.url + path);
    await page.locator('main').waitFor();
    expect(await findings(page, FEW_LOOKS)).toEqual([]);
    await page.unroute(asks);
  });

  test.each(ASKING)('%s, where it failed', async (_, path, asks) => {
    await page.evaluate('localStorage.clear()');
    await page.route(asks, (route) => route.fulfill(DAMAGED));
    await page.goto(desk.url + path);
    await page.getByText('the record cannot be read').first().waitFor();
    expect(await findings(page, FEW_LOOKS)).toEqual([]);
    await page.unroute(asks);
  });

  test.each([
    ['a filter that nothing fits', '/?find=nobody-of-that-name', undefined, undefined],
    ['a page that is not there', '/nowhere', undefined, undefined],
    ['no run yet', '/history', '**/api/runs', { runs: [] }],
    [
      'nothing to take back',
      `/rollback/${RUN}`,
      '**/api/rollbacks/**',
      { run: RUN, actors: [], putBack: 0, takeOut: 0, cannot: 0, blocked: 0 },
    ],
  ] as const)('%s', async (_, path, asks, json) => {
    if (asks !== undefined) await page.route(asks, (route) => route.fulfill({ json }));
    await page.goto(desk.url + path);
    await screenIsShown(page);
    expect(await findings(page)).toEqual([]);
    if (asks !== undefined) await page.unroute(asks);
  });

  test('the cast as it was kept, where it cannot be read again', async () => {
    await page.goto(desk.url);
    await page.getByRole('grid', { name: 'Actors' }).waitFor();
    await page.route('**/api/cast', (route) => route.fulfill(DAMAGED));
    await page.reload();
    await page.getByText('What you see is as of').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.unroute('**/api/cast');
  });

  test('both copies would leave', async () => {
    await page.goto(`${desk.url}/queue/${RUN}`);
    await page.locator('[data-tile="retire/ada_ph_02.jpg"]').focus();
    await page.keyboard.press('x');
    await page.keyboard.press('x');
    await page.getByRole('link', { name: 'by reason, and approve' }).click();
    await page.getByText('Both copies would leave').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('nobody is signed in', async () => {
    const json = { error: 'SessionEnded', message: 'Your session has ended.' };
    await page.route('**/api/session', (route) => route.fulfill({ status: 401, json }));
    await page.goto(desk.url);
    await page.getByText('Your session has ended', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.unroute('**/api/session');
  });

  test('a cast without actors, and one of a few', async () => {
    for (const [waiting, balanced] of [
      [[], []],
      [[WAITING[0]], ['on-1']],
    ] as const) {
      const other = await DeskStandIn.start(waiting, balanced);
      await page.goto(other.url);
      await screenIsShown(page);
      expect(await findings(page)).toEqual([]);
      await other.stop();
    }
  });
});
