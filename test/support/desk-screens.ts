import type { Page } from 'playwright-core';
import { until } from './desk-browser.ts';

/** Where the screens of a review are. */
export interface ScreenPlaces {
  readonly run: string;
  /** An actor whose first change is a copy. */
  readonly actor: string;
  /** A run that is carried out, or was. */
  readonly done: string;
}

/** A screen of the desk, or a layer over one: where it is, and what brings it up there. */
export interface DeskScreen {
  readonly name: string;
  readonly path: (places: ScreenPlaces) => string;
  readonly bring?: (page: Page) => Promise<void>;
}

const actor = ({ actor: id, run }: ScreenPlaces) => `/actor?id=${encodeURIComponent(id)}&run=${run}`;
const review = ({ run }: ScreenPlaces) => `/review/${run}`;

async function focusCopy(page: Page): Promise<void> {
  await page.locator('[data-tile]:focus').waitFor();
  const copy = page.locator('[data-tile]', { hasText: 'copy' }).first();
  await copy.focus();
}

async function openLoupe(page: Page): Promise<void> {
  await focusCopy(page);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('img').first().waitFor();
  await picturesAreDrawn(page);
}

/** Presses C until the comparison is shown so. */
function comparison(presses: number): (page: Page) => Promise<void> {
  return async (page) => {
    await openLoupe(page);
    const ways = page.getByRole('group', { name: 'How to compare' });
    // Until the picture is drawn the loupe swallows keys, as it should.
    for (; !(await ways.isVisible()); await page.waitForTimeout(60)) await page.keyboard.press('c');
    for (let at = 1; at < presses; at++) await page.keyboard.press('c');
    await picturesAreDrawn(page);
  };
}

/** Decides about the first two and asks for the approval. */
async function askForApproval(page: Page): Promise<void> {
  await focusCopy(page);
  await page.keyboard.press('x');
  await page.keyboard.press('k');
  await page.getByRole('link', { name: 'by reason, and approve' }).click();
  const approve = page.locator('button:not([aria-disabled])', { hasText: /^Approve \d+ change/ });
  await approve.click();
  await page.getByRole('dialog').waitFor();
}

/** Looks at the first picture to be made and opens its prompt. */
async function editPrompt(page: Page): Promise<void> {
  await page.locator('[data-tile]:focus').waitFor();
  await page.locator('[data-tile]', { hasText: 'plan: make' }).first().focus();
  await page.getByRole('button', { name: 'Edit the prompt' }).first().click();
  await page.getByRole('button', { name: 'Save the prompt' }).first().waitFor();
}

/** Chooses what is taken back. */
function takingBack(what: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('radio', { name: what }).check();
    await page.getByRole('checkbox').first().check();
    await picturesAreDrawn(page);
  };
}

/** The run is followed as another process's: only the answer says so. */
async function asElsewhere(page: Page): Promise<void> {
  await page.route('**/progress?**', async (route) => {
    const response = await route.fetch();
    const answer: unknown = await response.json();
    await route.fulfill({ response, json: { ...Object(answer), state: 'applying', elsewhere: true, ifStopped: null } });
  });
  await page.reload();
  await page.getByText('Carried out by another process').waitFor();
  await page.unroute('**/progress?**');
}

/** Every screen, in the order in which a person meets them. */
export const DESK_SCREENS: readonly DeskScreen[] = [
  { name: 'cast', path: () => '/?stay' },
  { name: 'start', path: () => '/start' },
  { name: 'actor', path: actor },
  { name: 'queue', path: ({ run }) => `/queue/${run}` },
  { name: 'prompt', path: actor, bring: editPrompt },
  { name: 'loupe', path: actor, bring: openLoupe },
  { name: 'compare-side-by-side', path: actor, bring: comparison(1) },
  { name: 'compare-slider', path: actor, bring: comparison(2) },
  { name: 'compare-difference', path: actor, bring: comparison(3) },
  {
    name: 'keys',
    path: actor,
    bring: async (page) => {
      await page.locator('[data-tile]:focus').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
  {
    name: 'settings',
    path: () => '/history',
    bring: (page) => page.getByRole('button', { name: 'Settings' }).click(),
  },
  { name: 'by-reason', path: review },
  { name: 'approve', path: actor, bring: askForApproval },
  {
    name: 'plan-again',
    path: review,
    bring: async (page) => {
      await page.getByRole('button', { name: /^Plan again/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'reject',
    path: review,
    bring: async (page) => {
      await page.getByRole('button', { name: /^Reject the run/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'progress', path: ({ done }) => `/progress/${done}` },
  { name: 'progress-elsewhere', path: ({ done }) => `/progress/${done}`, bring: asElsewhere },
  { name: 'history', path: () => '/history' },
  { name: 'history-of-actor', path: ({ actor: id }) => `/history?actor=${encodeURIComponent(id)}` },
  { name: 'rollback', path: ({ done }) => `/rollback/${done}` },
  { name: 'rollback-actors', path: ({ done }) => `/rollback/${done}`, bring: takingBack('some actors') },
  { name: 'rollback-pictures', path: ({ done }) => `/rollback/${done}`, bring: takingBack('chosen pictures') },
];

/** Waits until all pictures on the screen have arrived. */
export async function picturesAreDrawn(page: Page): Promise<void> {
  await until(
    page,
    `[...document.querySelectorAll('img')].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight)`,
  );
}

/** Waits until a screen shows what it has. */
export async function screenIsShown(page: Page): Promise<void> {
  await until(
    page,
    "document.querySelector('main') !== null && document.querySelector('main[aria-busy=\"true\"]') === null",
  );
}

/** Goes to a screen and brings up what is to be seen of it. */
export async function showScreen(page: Page, address: string, screen: DeskScreen, places: ScreenPlaces): Promise<void> {
  await page.goto(address + screen.path(places));
  await screenIsShown(page);
  await screen.bring?.(page);
}
