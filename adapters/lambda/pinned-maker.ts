import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { offlineMaker } from '../offline-maker/offline-maker.ts';
import { configuredReplicate } from '../replicate/configured-maker.ts';
import type { VendorKey } from './vendor-keys.ts';

/**
 * The maker that a run was begun with, as it was configured then. The secret is read only where that one needs it.
 *
 * @throws MakerKeyRefused where its token has been taken away since.
 */
export async function pinnedMaker(
  { maker, config }: RunRecord,
  { environment, words }: VendorKey,
  clock: Clock,
): Promise<ImageMaker> {
  if (maker.name === 'offline') return offlineMaker();
  return configuredReplicate(config, await environment(), clock, words);
}
