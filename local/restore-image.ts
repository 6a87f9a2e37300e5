import { type RetiredImage, restoreImage as restore } from '../core/manifest/set-images.ts';
import type { Clock } from '../core/ports/clock.ts';
import { isGone, newHolder } from './holder.ts';
import type { Place } from './places/open-place.ts';

/** See {@link restore}; this process holds the set meanwhile. */
export function restoreImage(
  place: Place,
  clock: Clock,
  of: Omit<RetiredImage, 'run'> & { readonly run?: string | undefined },
): Promise<RetiredImage> {
  return restore({ ...place, clock, isGone }, newHolder(), of);
}
