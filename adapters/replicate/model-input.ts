import type { Config } from '../../core/config/config.ts';
import type { MakeRequest } from '../../core/ports/image-maker.ts';
import type { ModelId } from './model-id.ts';
import type { Prediction } from './prediction.ts';

/** Which input of the model takes what. See the configuration's `generate.input`. */
export type InputNames = Config['generate']['input'];

/**
 * Most bytes of references in one request, before encoding: what Replicate's own client puts inline (10 MB in all). Its
 * documentation advises links for files above 256 kB, which would need somewhere public to put photographs of people. A
 * JPEG of 1,024 px has 150 to 500 kB, so eight of them fit.
 */
const MAX_REFERENCE_BYTES = 10_000_000;

/** What is sent to the model. References that no longer fit are left out, the best ones being first. */
export function modelInput(request: MakeRequest, names: InputNames, aspect: string): Readonly<Record<string, unknown>> {
  const references = fitting(request.references).map(jpegDataUri);
  const entries: readonly (readonly [name: string, value: unknown])[] = [
    ...Object.entries(names.fixed),
    [names.aspect, aspect],
    [names.seed, request.seed],
    [names.prompt, request.prompt],
    ...(references.length === 0 ? [] : [[names.references, references] as const]),
  ];
  return Object.fromEntries(entries.filter(([name]) => name !== ''));
}

/**
 * Whether a prediction is of this very request: of the same model, with its prompt and its seed, one of two thousand
 * million that follows from the request id. Replicate keeps nothing else of ours: it has no idempotency key and no labels,
 * and does not store data URIs. A model that takes no seed is therefore never recognised.
 */
export function isOfRequest(prediction: Prediction, request: MakeRequest, names: InputNames, model: ModelId): boolean {
  const { input } = prediction;
  if (names.seed === '' || !input) return false;
  const isModel = model.version === undefined ? prediction.model === model.path : prediction.version === model.version;
  return isModel && input[names.seed] === request.seed && input[names.prompt] === request.prompt;
}

function fitting(references: readonly Uint8Array[]): readonly Uint8Array[] {
  let bytes = 0;
  const end = references.findIndex(({ length }) => {
    bytes += length;
    return bytes > MAX_REFERENCE_BYTES;
  });
  return end === -1 ? references : references.slice(0, end);
}

function jpegDataUri(jpeg: Uint8Array): string {
  return `data:image/jpeg;base64,${Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64')}`;
}
