import type { ImageMaker } from '../../core/ports/image-maker.ts';
import { OFFLINE_MAKER } from './identity.ts';
import { makePicture } from './make-picture.ts';
import { throwIfStopped } from './stopped.ts';

/**
 * Makes stand-ins without key, network or cost: a photograph reframed in another light, or drawn after by rules (ink,
 * charcoal, comic, watercolour …), from the actor's own photographs. No model is behind it, and it says so: `standIn`.
 * The same request gives the same bytes, in this process or a later one: nothing is kept between `start` and `finish`.
 *
 * Errors: Cancelled.
 */
export function offlineMaker(): ImageMaker {
  return {
    ...OFFLINE_MAKER,
    start: async (request, { signal }) => {
      throwIfStopped(signal, request.actor);
      return idOf(request.requestId);
    },
    finish: async (id, request, { signal }) => {
      throwIfStopped(signal, request.actor);
      if (id !== idOf(request.requestId))
        return { kind: 'failed', words: 'This id is not one that the offline maker gave for this request.', usd: 0 };
      return makePicture(request, signal);
    },
  };
}

function idOf(requestId: string): string {
  return `offline-${requestId}`;
}
