import type { Job } from '../../core/apply/job.ts';
import { isEvencastError } from '../../core/errors.ts';
import type { GeneratePorts } from './task.ts';

/** Longest side of a reference: about what image models look at, and little to send. */
const REFERENCE_EDGE = 1024;

/** The photographs that images are made after, best first; one that cannot be read any more is left out. */
export async function referencesOf(
  { generate, actor }: Job,
  { store, layout, codec }: GeneratePorts,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  // All changes of a plan have the same ones.
  const files = generate[0]?.references ?? [];
  const pictures: Uint8Array[] = [];
  for (const file of files) {
    try {
      const { body } = await store.get(layout.image(actor, file), { signal });
      const picture = await codec.reference(body, REFERENCE_EDGE, signal);
      if (!('unreadable' in picture)) pictures.push(picture);
    } catch (error) {
      if (!isEvencastError(error, 'NotFound')) throw error;
    }
  }
  return pictures;
}
