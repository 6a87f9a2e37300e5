import * as z from 'zod';
import { EvencastError } from '../../../core/errors.ts';
import type { InstalledNetwork } from './installed.ts';
import { mobileNet, type NetworkView } from './mobile-net.ts';

/** What `import()` of a part of nsfwjs gives; its own types say nothing to an ES module. */
const partSchema = z.custom<() => Promise<{ readonly default: unknown }>>((value) => typeof value === 'function');
const packageSchema = z.object({
  MobileNetV2Model: z.object({ modelJson: partSchema, weightBundles: z.array(partSchema) }),
});

/** What a weight is, as TensorFlow.js writes it: one byte a number, between a least value and so many steps above it. */
const specSchema = z.object({
  name: z.string(),
  shape: z.array(z.int()),
  dtype: z.literal('float32'),
  quantization: z.object({ min: z.number(), scale: z.number(), dtype: z.literal('uint8') }).optional(),
});

const manifestSchema = z.object({ weightsManifest: z.array(z.object({ weights: z.array(specSchema) })) });

/** What stands between the reader of a run and a network that is there but does not start. */
const REMEDY = 'Install the packages again (npm ci), or remove nsfwjs to have images judged by pixel statistics alone.';

/**
 * Loads MobileNetV2 from inside the installed nsfwjs (3 MB, no network) with the WebAssembly backend of TensorFlow.js: a
 * quarter of a second and 120 to 137 MB, once a process. nsfwjs' own code and @tensorflow/tfjs are never imported: they would bring
 * every backend, and compute two and a half times as long.
 *
 * Errors: InvalidConfig where what is installed does not load.
 */
export async function loadNetwork(
  { wasmFolder }: InstalledNetwork,
  weights: () => Promise<unknown> = () => import('nsfwjs/models/mobilenet_v2'),
): Promise<(rgb: Uint8Array) => NetworkView> {
  try {
    const [tf, { setWasmPaths }, nsfwjs] = await Promise.all([
      import('@tensorflow/tfjs-core'),
      import('@tensorflow/tfjs-backend-wasm'),
      weights(),
    ]);
    setWasmPaths(wasmFolder);
    if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly does not start');
    const { modelJson, weightBundles } = packageSchema.parse(nsfwjs).MobileNetV2Model;
    const specs = manifestSchema.parse((await modelJson()).default).weightsManifest.flatMap(({ weights }) => weights);
    const bundles = await Promise.all(weightBundles.map(async (bundle) => z.string().parse((await bundle()).default)));
    const bytes = Buffer.concat(bundles.map((text) => Buffer.from(text, 'base64')));
    return mobileNet(tf, tf.io.decodeWeights(Uint8Array.from(bytes).buffer, specs.map(withoutUndefined)));
  } catch (error) {
    throw new EvencastError('InvalidConfig', `The offline judge's network does not load. ${REMEDY}`, { cause: error });
  }
}

function withoutUndefined({ quantization, ...spec }: z.infer<typeof specSchema>) {
  return quantization === undefined ? spec : { ...spec, quantization };
}
