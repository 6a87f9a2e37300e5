import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import type { LogEntry } from '../../core/desk/contract/decisions.ts';
import { PLAN_HASH_HEADER } from '../../core/desk/contract/headers.ts';
import { CHROMIUM, openPage, startBrowser, type WatchedPage } from './desk-browser.ts';
import { tileHasFocus } from './desk-journey.ts';
import { type DeskStand, pictures } from './desk-stand.ts';
import type { Visitor } from './desk-visitor.ts';
import { REVIEW_TARGETS, type ReviewTarget, specsOf } from './review-targets.ts';
import { coloured, type Files } from './small-cast.ts';

/** The actors of the cast, each with five changes, in the order of review. */
export const ACTORS = ['ada', 'bo', 'cy'] as const;
/** Changes of each of them, in the order of the page: a copy, a weak one, what the copy is a copy of, and two that are missing. */
export const [COPY, WEAK, KEPT, INK, COLOUR] = [
  'retire/face copy.png',
  'retire/weak.png',
  'retire/face.png',
  'generate/16/1',
  'generate/27/1',
] as const;
/** A picture that stays, by a name that would be markup and turns the direction of reading around. */
export const HOSTILE = '<img src=x onerror="alert(1)"> \u202Egnp.exe.png';

async function waitingSet(first: number): Promise<Files> {
  const twin = await coloured({ type: 'photorealistic', score: 5 }, 9000 + first);
  return {
    'face.png': twin,
    'face copy.png': twin,
    'weak.png': await coloured({ type: 'photorealistic', score: 2 }, 9010 + first),
    ...(await pictures('photorealistic', 4)),
  };
}

/** A review that a page stands in front of. */
export interface OpenReview extends WatchedPage {
  readonly browser: Browser;
  readonly address: string;
  readonly run: string;
  /** Everything that was decided since this review was opened. */
  log(): Promise<readonly LogEntry[]>;
  /** Waits until the log has so many entries. */
  logged(entries: number): Promise<readonly LogEntry[]>;
  /** What was decided last of each of an actor's changes; undefined where nothing was. */
  decided(actor: string, ...changes: readonly string[]): Promise<readonly (boolean | null | undefined)[]>;
  isApproved(): Promise<boolean>;
  /** Loads the page anew and waits for a change to have the focus. */
  reload(): Promise<void>;
  /** Loads another page of the desk. */
  goTo(path: string): Promise<void>;
  /** The same page in another tab. */
  newTab(): Promise<Page>;
  /** Comes in by a new link, as one who opens it in this browser. */
  comeInAgain(): Promise<void>;
}

/** A desk over a drawn cast, and a browser: started once, an undecided run for every test. */
export class ReviewDesk {
  readonly stand: DeskStand;
  readonly #enter: ReviewTarget['enter'];
  readonly #browser: Browser;
  #visitor: Visitor;
  #last: string | undefined;

  private constructor(stand: DeskStand, enter: ReviewTarget['enter'], browser: Browser, visitor: Visitor) {
    this.stand = stand;
    this.#enter = enter;
    this.#browser = browser;
    this.#visitor = visitor;
  }

  /** Draws the cast and opens a desk over it. */
  static async start({ open, enter }: ReviewTarget): Promise<ReviewDesk> {
    const [browser, ada, bo, cy] = await Promise.all([startBrowser(), waitingSet(1), waitingSet(2), waitingSet(3)]);
    const hostile = await coloured({ type: 'photorealistic', score: 8 }, 9020);
    const { 'photorealistic-3.png': _, ...rest } = ada;
    const stand = await open({ ada: { ...rest, [HOSTILE]: hostile }, bo, cy });
    return new ReviewDesk(stand, enter, browser, await stand.visit());
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.stand.close();
  }

  /** Asks as somebody who came in after a restart. */
  async visitAnew(): Promise<void> {
    this.#visitor = await this.stand.visit();
  }

  /** A run that waits for a decision, and nobody has decided anything of. */
  async newRun(): Promise<string> {
    await this.stand.pass(60_000);
    const { run } = await this.#visitor.call('start', { body: { mode: 'execute' } });
    await this.stand.idle();
    return run;
  }

  /** The last run, where nobody has said anything of it; else a new one. */
  async #runToDecide(): Promise<string> {
    const last = this.#last;
    if (last !== undefined && (await this.#logOf(last)).length === 0) return last;
    this.#last = await this.newRun();
    return this.#last;
  }

  async #logOf(run: string): Promise<readonly LogEntry[]> {
    return (await this.#visitor.call('decisions', { id: run, query: '?after=0' })).entries;
  }

  /** Opens a page in front of the first change of a run that nobody has decided anything of. No item is a blind look unless `blindOneIn` says so. */
  async open(options: BrowserContextOptions = {}, blindOneIn = 1e9): Promise<OpenReview> {
    const run = await this.#runToDecide();
    const opened = await openPage(this.#browser, `${this.stand.address}/queue/${run}`, options, async (context) => {
      await context.request.get(this.stand.address + this.stand.newEntry());
      await changeSession(context, { blindOneIn });
    });
    const { page } = opened;
    const loaded = async (tab = page) => {
      await this.#enter(tab);
      await tileHasFocus(tab);
    };
    await loaded();
    const log = () => this.#logOf(run);
    return {
      ...opened,
      browser: this.#browser,
      address: this.stand.address,
      run,
      log,
      logged: (entries) =>
        vi.waitFor(
          async () => {
            const now = await log();
            if (now.length !== entries) throw new Error(`${now.length} entries instead of ${entries}`);
            return now;
          },
          { timeout: 6_000, interval: 40 },
        ),
      decided: async (actor, ...changes) => {
        const said = (await log()).flatMap(({ decisions }) => decisions).filter((each) => each.actor === actor);
        return changes.map((change) => said.findLast((each) => each.change === change)?.carryOut);
      },
      reload: async () => {
        await page.reload();
        await loaded();
      },
      goTo: async (path) => {
        await page.goto(this.stand.address + path);
        await this.#enter(page);
      },
      comeInAgain: async () => {
        await page.context().request.get(this.stand.address + this.stand.newEntry());
      },
      newTab: async () => {
        const tab = await page.context().newPage();
        await tab.goto(page.url());
        await loaded(tab);
        return tab;
      },
      isApproved: async () => (await this.#visitor.call('run', { id: run })).run.approval?.state === 'approved',
    };
  }
}

/** Has pages believe something else about their session: which items are blind looks, which role, an old token. */
export async function changeSession(context: BrowserContext, change: Readonly<Record<string, unknown>>): Promise<void> {
  await context.route('**/api/session', async (route) => {
    const response = await route.fetch();
    const session: unknown = await response.json();
    await route.fulfill({ response, json: { ...Object(session), ...change } });
  });
}

/** The page sends decisions as if they were about other plans than there are now. */
export async function olderPlans(page: Page): Promise<void> {
  await page.route('**/decisions', (route) =>
    route.request().method() === 'PUT'
      ? route.continue({ headers: { ...route.request().headers(), [PLAN_HASH_HEADER]: `"${'0'.repeat(64)}"` } })
      : route.continue(),
  );
}

/** Nothing that the page asks for arrives, as with a server that is gone; what it answers brings it back. */
export async function offline(page: Page): Promise<() => Promise<void>> {
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  return () => page.unroute('**/api/**');
}

/** Writes one spec of a review. */
export type ReviewSpec = (name: string, run: (desk: ReviewDesk) => Promise<void>) => void;

/** Writes the same specs for every desk, each with a desk of its own; skipped by name where there is no Chromium. */
export function overEveryDesk(about: string, write: (test: ReviewSpec) => void): void {
  describe.skipIf(CHROMIUM === undefined).each(REVIEW_TARGETS)(`${about}, $name (needs Chromium)`, (target) => {
    const test = specsOf(target);
    let desk: ReviewDesk;
    beforeAll(async () => {
      desk = await ReviewDesk.start(target);
    });
    afterAll(() => desk?.close());
    write((name, run) => test(name, () => run(desk)));
  });
}
