import sharp from 'sharp';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import type { ImageType } from '../../../core/image-type.ts';
import type { MakeOutcome, MakeRequest } from '../../../core/ports/image-maker.ts';
import { ACTORS } from '../../../local/sample-cast/actors.ts';
import type { Place } from '../../../local/sample-cast/backdrops/all.ts';
import { figureOf } from '../../../local/sample-cast/figure/figure.ts';
import { photograph } from '../../../local/sample-cast/looks/photograph.ts';
import { openStage } from '../../../local/sample-cast/render/scene.ts';
import { shotOf } from '../../../local/sample-cast/shots.ts';

/** Later than any clock: these tests are not about time. */
export const PATIENT = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

/** The codec that measures what was made; sets sharp up. */
export const codec = sharpImageCodec();

/** A photograph of an invented man, as it is sent as a reference: the n-th of his at a place. */
export async function drawnPhotograph(
  place: Place,
  index: number,
  grade: 'warm' | 'mono' = 'warm',
): Promise<Uint8Array> {
  const shot = shotOf('bo-reed', `${place}.jpg`, place, index, 20);
  const finish = { grade, depth: 0.02, grain: 4 };
  const { width, height, pixels } = await photograph(openStage(), figureOf(ACTORS['bo-reed']), shot, finish);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A request; whatever a test does not say is unremarkable, and what differs has another id. */
export function request(
  type: ImageType,
  promptNumber: number,
  references: readonly Uint8Array[],
  more: Partial<MakeRequest> = {},
): MakeRequest {
  return {
    requestId: `try-${type}-${promptNumber}`,
    actor: '0000',
    type,
    promptNumber,
    prompt: 'A picture of somebody',
    seed: (promptNumber * 104_729) % 2 ** 31,
    references,
    begunBefore: undefined,
    ...more,
  };
}

/** The image of an outcome that a test knows to be made. */
export function imageOf(outcome: MakeOutcome): Uint8Array {
  if (outcome.kind !== 'made') throw new Error(outcome.words);
  return outcome.image;
}
