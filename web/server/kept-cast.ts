import type { Cast } from '../../core/desk/contract/cast.ts';

/** The overview as it was read last from a place, and when (ISO time). */
export interface KeptCast {
  readonly place: string;
  readonly at: string;
  readonly cast: Cast;
}

const NAME = 'evencast-cast';

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

/** Keeps an overview for the next time: one, of the place that was looked at last. */
export function keepCast(kept: KeptCast): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // Without room it is fetched before it is shown.
  }
}

/** Keeps nothing any more: whoever sits here next may be somebody else. */
export function forgetCast(): void {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}
