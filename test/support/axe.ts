import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { until } from './desk-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How a page can be looked at: one page is put into all of them, one after the other. */
export const LOOKS: readonly (readonly [string, Look])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['reduced motion', { reducedMotion: 'reduce' }],
  ['320 px', { width: 320 }],
];

interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active';
  readonly reducedMotion?: 'reduce';
  /** Of the window, in px. */
  readonly width?: number;
}

/** For what a screen shows for a moment only: what its colours and its width may break. */
export const FEW_LOOKS = LOOKS.filter(([name]) => ['light', 'dark', '320 px'].includes(name));

/** Sides of buttons and fields that are too small for a finger, in px. */
const FINGER = 44;

/**
 * What axe finds on a page in these looks, all unless told, what is wider than the window, and what is too small to touch: a line each, empty where
 * all is well.
 */
export async function findings(page: Page, looks = LOOKS): Promise<readonly string[]> {
  // The page's own policy lets no script in; the inspector is no script of the page.
  await page.evaluate(AXE);
  const usual = page.viewportSize() ?? { width: 1280, height: 860 };
  const found: string[] = [];
  for (const [look, options] of looks) {
    const { width = usual.width, ...media } = options;
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null, ...media });
    await page.setViewportSize({ ...usual, width });
    // Colours go over into each other; what is measured in between is neither.
    await until(page, 'document.getAnimations().length === 0');
    const lines = [...(await axeLines(page)), ...(await layoutLines(page))];
    found.push(...lines.map((line) => `${look}: ${line}`));
  }
  await page.setViewportSize(usual);
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  return found;
}

function axeLines(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target.join(' '), node.failureSummary].join(': '))))",
  );
}

function layoutLines(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const wider = document.documentElement.scrollWidth - innerWidth;
    const small = [...document.querySelectorAll('button, select, input, summary, label:has(> input)')].flatMap((element) => {
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
      const isSmall = width > 0 && element.checkVisibility({ visibilityProperty: true }) && (height < ${FINGER} - 0.5 || width < ${FINGER} - 0.5);
      return isSmall ? [element.tagName + ' "' + name + '" is ' + Math.round(width) + ' x ' + Math.round(height)] : [];
    });
    return wider > 0 ? [wider + ' px wider than the window', ...small] : small;
  })()`);
}
