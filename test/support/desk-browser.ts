import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Where a Chromium is; undefined where there is none, and tests of the pages are skipped by name. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && path !== '' && existsSync(path));

/** Starts the system's Chromium. */
export async function startBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('There is no Chromium here.');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page of its own, with everything that went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the content security policy. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** Opens a page in a context of its own; `first` prepares that context, say with a way in. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  first?: (context: BrowserContext) => Promise<unknown>,
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(8_000);
  await first?.(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

/** Waits until an expression holds on the page. The page's own policy forbids what playwright would wait with. */
export async function until(page: Page, expression: string): Promise<void> {
  // A page that is just being replaced cannot say.
  const holds = () => page.evaluate(expression).catch(() => false);
  for (const late = Date.now() + 8_000; Date.now() < late; await page.waitForTimeout(30))
    if ((await holds()) === true) return;
  throw new Error(`It never came to: ${expression}`);
}
