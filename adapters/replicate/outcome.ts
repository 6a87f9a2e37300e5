import type { MakeOutcome } from '../../core/ports/image-maker.ts';
import { plainText } from '../plain-text.ts';
import type { ModelId } from './model-id.ts';
import type { Prediction } from './prediction.ts';

/**
 * How Replicate says that it will not make this: E005, "The input or output was flagged as sensitive. Please try again with
 * different inputs. (E005)", and what models of the community say themselves.
 */
const REFUSED = /\bE005\b|flagged as sensitive|nsfw|content (policy|moderation)|safety (filter|system|checker)/i;

/** The outcome of a prediction that ended without a picture. */
export function endedWithout(prediction: Prediction, usd: number): MakeOutcome {
  const said = plainText(vendorWords(prediction.error), 200);
  if (prediction.status === 'failed' && REFUSED.test(said)) {
    return { kind: 'refused', words: `Replicate refuses to make this: “${said}”`, usd };
  }
  const because = said === '' ? '' : `: “${said}”`;
  return failed(`Replicate ended this image as “${plainText(prediction.status, 40)}”${because}`, usd);
}

/** A try that came to nothing, `words` cut to what the port allows. */
export function failed(words: string, usd: number): MakeOutcome {
  return { kind: 'failed', words: plainText(words, 300), usd };
}

/**
 * What a prediction cost in USD, rather too much than too little where Replicate does not say it, so that a spending cap
 * holds.
 *
 * - `succeeded`: the price of an image.
 * - `aborted`: nothing; `canceled` after it had started: charged (replicate.com/changelog/2025-10-16-prediction-deadlines).
 * - `failed`, refused content included: nothing for official models, which are priced per image that comes out (an
 *   assumption drawn from replicate.com/docs/topics/billing); models of the community, addressed with a version, are billed
 *   for the time they ran, so that is counted as an image.
 */
export function costOf({ status, started_at }: Prediction, usdPerImage: number, { version }: ModelId): number {
  if (status === 'aborted') return 0;
  const hasRun = typeof started_at === 'string';
  if (status === 'canceled') return hasRun ? usdPerImage : 0;
  if (status === 'failed') return hasRun && version !== undefined ? usdPerImage : 0;
  return usdPerImage;
}

function vendorWords(error: unknown): string {
  if (error === null || error === undefined) return '';
  return typeof error === 'string' ? error : JSON.stringify(error);
}
