import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

/** What the network is made of: the weights, and what computes with them. */
export const NETWORK_PACKAGES = ['nsfwjs', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'] as const;

/** Where the packages are. */
export interface InstalledNetwork {
  /** The folder of the .wasm files, ending in a separator. */
  readonly wasmFolder: string;
}

/** Looks whether {@link NETWORK_PACKAGES} are installed, without loading any; undefined where one is missing. */
export function installedNetwork(
  resolve: (specifier: string) => string = createRequire(import.meta.url).resolve,
): InstalledNetwork | undefined {
  try {
    resolve('nsfwjs/models/mobilenet_v2');
    resolve('@tensorflow/tfjs-core');
    return { wasmFolder: `${dirname(resolve('@tensorflow/tfjs-backend-wasm'))}${sep}` };
  } catch {
    return undefined;
  }
}
