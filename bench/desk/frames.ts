import type { Page } from 'playwright-core';

/** Frames that pass while something scrolls. */
export interface Frames {
  readonly frames: number;
  /** What a frame of this display takes: the median while nothing happens. */
  readonly displayMs: number;
  /**
   * Share of frames of at most 16.7 ms, and the tenth that the browser's clock is rounded by: a frame of 60 Hz, which takes
   * 16.67, is read as 16.6, 16.7 or 16.8 on a page where nothing happens at all.
   */
  readonly inTime: number;
  readonly longestMs: number;
  /** Nodes below the list at the end. */
  readonly nodes: number;
}

/** Scrolls the element `list` (an expression) by 120 px a frame, so many frames, and counts how long each took. */
export function scrolledFrames(page: Page, list: string, count = 300): Promise<Frames> {
  return page.evaluate<Frames>(`(async () => {
    const list = ${list};
    const timed = (frames, each) => new Promise((resolve) => {
      const times = [];
      let last;
      const step = (now) => {
        if (last !== undefined) times.push(now - last);
        last = now;
        each();
        if (times.length < frames) requestAnimationFrame(step);
        else resolve(times);
      };
      requestAnimationFrame(step);
    });
    const idle = (await timed(60, () => undefined)).sort((a, b) => a - b);
    const times = await timed(${count}, () => { list.scrollTop += 120; });
    const tenths = (ms) => Math.round(ms * 10) / 10;
    return {
      frames: times.length,
      displayMs: tenths(idle[30]),
      inTime: times.filter((ms) => tenths(ms) <= 16.8).length / times.length,
      longestMs: tenths(Math.max(...times)),
      nodes: list.querySelectorAll('*').length,
    };
  })()`);
}

/** How long keys took from the press until their result was painted, in ms, by two clocks. */
export interface KeyTimes {
  /** Until the frame's own work was done: the page's part. */
  readonly own: readonly number[];
  /** The browser's Event Timing, until the frame was presented, rounded to 8 ms; 16 for whatever it does not tell of. */
  readonly events: readonly number[];
}

/** Has the page note how long every key takes, but those that do nothing by themselves. */
export async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    window.benchKeys = [];
    window.benchEvents = new Map();
    document.addEventListener('keydown', ({ key, timeStamp }) => {
      if (['Control', 'Shift', 'Alt', 'Meta'].includes(key)) return;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.benchKeys.push({ at: timeStamp, own: performance.now() - timeStamp });
        port2.postMessage(0);
      });
    }, { capture: true });
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries())
        if (name === 'keydown') window.benchEvents.set(Math.round(startTime), duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  })()`);
}

/** The times that {@link noteKeys} noted since it was asked last. */
export async function notedKeys(page: Page): Promise<KeyTimes> {
  await page.waitForTimeout(300);
  return page.evaluate<KeyTimes>(`(() => {
    const keys = window.benchKeys.splice(0);
    return {
      own: keys.map(({ own }) => own),
      events: keys.map(({ at }) => window.benchEvents.get(Math.round(at)) ?? 16),
    };
  })()`);
}

/** The value below which a share of all lie; 0 of nothing. Rounded to tenths. */
export function quantile(values: readonly number[], share: number): number {
  const inOrder = values.toSorted((a, b) => a - b);
  const value = inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? 0;
  return Math.round(value * 10) / 10;
}
