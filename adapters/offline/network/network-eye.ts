import { EvencastError } from '../../../core/errors.ts';
import type { PictureSource } from '../../sharp/open.ts';
import type { PictureEye } from '../../sharp/statistics.ts';
import type { InstalledNetwork } from './installed.ts';
import { loadNetwork } from './load-network.ts';
import { NETWORK_EDGE } from './mobile-net.ts';
import { type NetworkHead, networkLogit } from './network-head.ts';
import { NETWORK_STATISTICS } from './statistics-names.ts';

/** Places of hentai and porn among nsfwjs' classes. */
const EXPLICIT = [1, 3] as const;

/** Looks at pictures with the network, which is loaded for the first of them. Errors: those of {@link loadNetwork}. */
export function networkEye(installed: InstalledNetwork, head: NetworkHead): PictureEye {
  let network: ReturnType<typeof loadNetwork> | undefined;
  return async (source) => {
    network ??= loadNetwork(installed);
    const { features, classes } = (await network)(await networkPixels(source));
    if (features.length !== head.photographic.means.length) {
      throw new EvencastError(
        'InvalidConfig',
        'The installed nsfwjs is not the one that the offline judge was trained on.',
      );
    }
    const { logit, odd } = networkLogit(head.photographic, features);
    return {
      [NETWORK_STATISTICS.photographic]: logit,
      [NETWORK_STATISTICS.odd]: odd,
      [NETWORK_STATISTICS.explicit]: EXPLICIT.reduce((sum, place) => sum + (classes[place] ?? 0), 0),
    };
  };
}

/** The whole picture as the network looks at it: squeezed into its square, three bytes a pixel. */
export function networkPixels({ open }: PictureSource): Promise<Uint8Array> {
  return open().resize(NETWORK_EDGE, NETWORK_EDGE, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
}
