import type { Browser, Page } from 'playwright-core';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import { openPage } from '../../test/support/desk-browser.ts';
import { benchDesk, callerOf, inNewFolder, runToReview } from './bench-desk.ts';
import { type KeyTimes, notedKeys, noteKeys, quantile } from './frames.ts';

/** Between two keys; the goal for somebody practised is a picture in three seconds. */
const CALM_MS = 150;
/** How often all of an actor is decided, so that there are some thirty keys. */
const ROUNDS = 3;

/** What deciding costs. Times in ms, from the press of a key to the painted frame. */
export interface ReviewFigures {
  readonly actor: string;
  readonly pictures: number;
  readonly changes: number;
  readonly keyMedianMs: number;
  readonly keyP95Ms: number;
  /** The same keys by the browser's Event Timing: until the frame was presented, rounded to 8 ms. */
  readonly keyEventP95Ms: number;
  /** Where each key is pressed as soon as the browser has taken the one before: some thirty a second, which pile up. */
  readonly rushedP95Ms: number;
  /** The slowest key of all, rushed ones and undo among them: at least INP, which leaves one of fifty out. */
  readonly inpMs: number;
  readonly keysPerDecision: number;
  readonly keysToDisagreePerDecision: number;
  /** For an actor where all that was seen is agreed with. */
  readonly keysToAgreeWithAll: number;
  readonly undoMs: number;
  readonly undoP95Ms: number;
  /** From the key in the open picture until the next one is drawn whole, median and slowest. */
  readonly nextSharpMs: number;
  readonly nextSharpWorstMs: number;
  /** One key a change, as fast as the page takes them: the whole actor. */
  readonly withoutReadingMs: number;
}

/** Waits until the open picture is whole; from when it was asked for, in ms. */
function sharpAfter(page: Page, key: string): Promise<number> {
  const done = page.evaluate<number>(`new Promise((resolve) => {
    const shown = () => document.querySelector('dialog img[src*="/1600/"]')?.getAttribute('src');
    const before = shown();
    document.addEventListener('keydown', ({ timeStamp }) => {
      const look = () => {
        const image = document.querySelector('dialog img[src*="/1600/"]');
        if (image !== null && shown() !== before && image.complete && image.naturalWidth > 0)
          image.decode().then(() => resolve(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  })`);
  return page.waitForTimeout(30).then(async () => {
    await page.keyboard.press(key);
    return done;
  });
}

/** Agrees with what was seen until all is decided; what was not seen is brought up by that. Answers how many keys it took. */
async function agreeWithAll(page: Page, changes: number, decided: () => Promise<number>): Promise<number> {
  for (let keys = 1; ; keys++) {
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(500);
    if ((await decided()) >= changes || keys > changes) return keys;
  }
}

/** Presses a key, and gives its result the time that the fastest of people would take to see it. */
async function pressedCalmly(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(CALM_MS);
}

async function pressAll(page: Page, key: string, count: number): Promise<number> {
  const from = performance.now();
  for (let at = 0; at < count; at++) await page.keyboard.press(key);
  return performance.now() - from;
}

/** Measures the review of one actor of the sample cast, with its real pictures, in Chromium. */
export async function benchReview(browser: Browser): Promise<ReviewFigures> {
  return inNewFolder(async (cwd) => {
    const desk = await benchDesk(await ensureSampleCast(cwd, () => undefined), cwd);
    try {
      const { page, close } = await openPage(browser, 'about:blank');
      const call = await callerOf(desk, page.context().request);
      const { run, changes } = await runToReview(call, desk);
      const byActor = Map.groupBy(changes, ({ actor }) => actor);
      const [actor, own] = [...byActor].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ['', []];
      const { pictures } = await call('actor', { id: actor, query: `?run=${run}` });
      await page.route('**/api/session', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...Object(await response.json()), blindOneIn: 1e9 } });
      });
      const open = async () => {
        await page.goto(`${desk.address}/actor?id=${encodeURIComponent(actor)}&run=${run}`);
        await page.locator('[data-tile]:focus').waitFor();
        await page.waitForTimeout(800);
        await noteKeys(page);
      };
      const logged = async () => (await call('decisions', { id: run, query: '?after=0' })).sequence;
      const settle = async (entries: number) => {
        for (let round = 0; round < 100 && (await logged()) < entries; round++) await page.waitForTimeout(50);
        return logged();
      };
      await open();
      const withoutReadingMs = await pressAll(page, 'a', own.length);
      const agreed = await settle(own.length);
      const agreeing = await notedKeys(page);
      await pressAll(page, 'Control+z', own.length);
      const undoing = await notedKeys(page);
      await settle(agreed * 2);
      await open();
      const before = await logged();
      const against = own.map(({ change }) => (change.kind === 'retire' ? 'k' : 'x'));
      const keys: KeyTimes[] = [];
      let disagreed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        for (const key of against) await pressedCalmly(page, key);
        const decided = (await settle(before + round * 2 * own.length + own.length)) - before;
        disagreed = round === 0 ? decided : disagreed;
        keys.push(await notedKeys(page));
        await pressAll(page, 'Control+z', own.length);
        await settle(before + (round + 1) * 2 * own.length);
        await notedKeys(page);
      }
      const calm = keys.flatMap(({ own: times }) => times);
      const calmEvents = keys.flatMap(({ events }) => events);
      // As somebody who opens it for the first time: nothing of it was seen.
      await page.evaluate('sessionStorage.clear()');
      await open();
      const keysToAgreeWithAll = await agreeWithAll(page, own.length, async () => {
        const { entries } = await call('decisions', { id: run, query: '?after=0' });
        const said = new Map(entries.flatMap(({ decisions }) => decisions).map((each) => [each.change, each.carryOut]));
        return [...said.values()].filter((carryOut) => carryOut !== null).length;
      });
      const agreedWith = await logged();
      await pressAll(page, 'Control+z', keysToAgreeWithAll);
      await settle(agreedWith + keysToAgreeWithAll);
      await open();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.locator('dialog img[src*="/1600/"]').waitFor();
      await page.waitForTimeout(800);
      const sharp: number[] = [];
      const shown = own.filter(({ change }) => change.kind === 'retire').length;
      for (let at = 1; at < shown; at++) {
        sharp.push(await sharpAfter(page, 'a'));
        await page.waitForTimeout(250);
      }
      await close();
      return {
        actor,
        pictures: pictures.length,
        changes: own.length,
        keyMedianMs: quantile(calm, 0.5),
        keyP95Ms: quantile(calm, 0.95),
        keyEventP95Ms: quantile(calmEvents, 0.95),
        rushedP95Ms: quantile(agreeing.own, 0.95),
        inpMs: quantile([...calmEvents, ...agreeing.events, ...undoing.events], 1),
        keysPerDecision: own.length / agreed,
        keysToDisagreePerDecision: own.length / disagreed,
        keysToAgreeWithAll,
        undoMs: quantile(undoing.own, 0.5),
        undoP95Ms: quantile(undoing.own, 0.95),
        nextSharpMs: quantile(sharp, 0.5),
        nextSharpWorstMs: quantile(sharp, 1),
        withoutReadingMs: Math.round(withoutReadingMs),
      };
    } finally {
      await desk.close();
    }
  });
}
