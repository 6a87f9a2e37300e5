import type { Cast } from '../../core/desk/contract/cast.ts';

/** The overview as it was read last from a place, and when (ISO time). */
export interface KeptCast {
  readonly place: string;
  readonly at: string;
  readonly cast: Cast;
}

const NAME = 'evencast-cast';
/** The list is on the screen by then. */
const AFTER_MS = 500;

/** What the browser kept of this place's overview; undefined where there is nothing, or of another place only. */
export function keptCast(place: string): KeptCast | undefined {
  try {
    // Written by `keepCast` alone.
    const kept = JSON.parse(localStorage.getItem(NAME) ?? 'null') as KeptCast | null;
    return kept?.place === place && kept.cast.schema === 1 ? kept : undefined;
  } catch {
    return undefined;
  }
}

let waiting: KeptCast | undefined;

function write(): void {
  const kept = waiting;
  waiting = undefined;
  if (kept === undefined) return;
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // Without room it is fetched before it is shown.
  }
}

/**
 * Keeps an overview for the next time: one, of the place that was looked at last. Not at once, but before the page is left: of a
 * large cast it is half a megabyte, which would hold up the list itself.
 */
export function keepCast(kept: KeptCast): void {
  waiting = kept;
  setTimeout(write, AFTER_MS);
  window.addEventListener('pagehide', write, { once: true });
}

/** Keeps nothing any more: whoever sits here next may be somebody else. */
export function forgetCast(): void {
  waiting = undefined;
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}
