import * as z from 'zod';
import type { ImageType } from '../image-type.ts';
import type { Patience } from './judge.ts';

/** Who makes images. */
export const makerNameSchema = z.enum(['offline', 'replicate']);

/** See {@link makerNameSchema}. */
export type MakerName = z.infer<typeof makerNameSchema>;

/** One image to make. Everything follows from the plan and the try, so that asking again asks for the same. */
export interface MakeRequest {
  /** Names this try for good: the same after a crash, another one for the next try. Letters, digits and dashes. */
  readonly requestId: string;
  /** For messages only; it is sent to nobody. */
  readonly actor: string;
  readonly type: ImageType;
  readonly promptNumber: number;
  readonly prompt: string;
  /** 0 to 2^31 - 1, following from `requestId`. */
  readonly seed: number;
  /** The actor's best real photographs, best first, as JPEGs of at most 1,024 px a side. */
  readonly references: readonly Uint8Array[];
  /**
   * When an earlier try of this very request was begun, in milliseconds since 1970, where nobody knows how that ended: it is
   * looked for before it is asked for again, so that it is not paid for twice.
   */
  readonly begunBefore: number | undefined;
}

/**
 * How an image came out. `made`: its bytes, copied already. `refused`: the vendor will not make this prompt, now or later.
 * `failed`: this try came to nothing; another one may not. `words` are for people, untrusted where they are the vendor's,
 * at most 300 characters. `usd` is what the try cost.
 */
export type MakeOutcome =
  | { readonly kind: 'made'; readonly image: Uint8Array; readonly usd: number }
  | { readonly kind: 'refused' | 'failed'; readonly words: string; readonly usd: number };

/**
 * Makes images. `start` answers an id as soon as the vendor has one, to be written down before anything waits for it; `finish`
 * waits for that id, in this process or a later one.
 *
 * Errors: MakerUnavailable, RateLimited (worth another try); MakerKeyRefused, MakerModelUnavailable, QuotaExhausted (no
 * credit), InvalidConfig, Cancelled (not). What a single image meets (failure, refusal, an output that is gone or no
 * picture's size) is a {@link MakeOutcome}.
 */
export interface ImageMaker {
  readonly name: MakerName;
  /** As the vendor names it, or the offline maker's version. */
  readonly model: string;
  /** Whether what it makes only stands in for a real image: said in file names, manifest and report. */
  readonly standIn: boolean;
  /** What one image costs at most, in USD, for the check against the budget before asking. */
  readonly usdPerImage: number;
  /** Begins; idempotent by `requestId` as far as `begunBefore` lets it look. */
  start(request: MakeRequest, patience: Patience): Promise<string>;
  /** Waits for what `start` began under this id and copies the picture. Asking again for a finished id is free. */
  finish(id: string, request: MakeRequest, patience: Patience): Promise<MakeOutcome>;
}
