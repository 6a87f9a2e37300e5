import type { Page } from 'playwright-core';

/** Frames that pass while something scrolls. */
export interface Frames {
  readonly frames: number;
  /** Share of frames that took no longer than one at 60 Hz; half a millisecond is the clock's own. */
  readonly inTime: number;
  readonly longestMs: number;
  /** Nodes below the list at the end. */
  readonly nodes: number;
}

/** Scrolls the element `list` (an expression) by 120 px a frame, so many frames, and counts how long each took. */
export function scrolledFrames(page: Page, list: string, count = 300): Promise<Frames> {
  return page.evaluate<Frames>(`new Promise((resolve) => {
    const list = ${list};
    const times = [];
    let last;
    const step = (now) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      list.scrollTop += 120;
      if (times.length < ${count}) return requestAnimationFrame(step);
      resolve({
        frames: times.length,
        inTime: times.filter((ms) => ms <= 17.2).length / times.length,
        longestMs: Math.round(Math.max(...times) * 10) / 10,
        nodes: list.querySelectorAll('*').length,
      });
    };
    requestAnimationFrame(step);
  })`);
}

/** Has the page note for every key how long it took from the press until the frame with its result was painted. */
export async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    window.benchKeys = [];
    document.addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.benchKeys.push(performance.now() - timeStamp);
      port2.postMessage(0);
    }), { capture: true });
  })()`);
}

/** The times that {@link noteKeys} noted since it was asked last, in ms. */
export async function notedKeys(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(150);
  return page.evaluate<number[]>('window.benchKeys.splice(0)');
}

/** The value below which a share of all lie; 0 of nothing. Rounded to tenths. */
export function quantile(values: readonly number[], share: number): number {
  const inOrder = values.toSorted((a, b) => a - b);
  const value = inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? 0;
  return Math.round(value * 10) / 10;
}
