import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { makerNamed } from '../chosen-maker.ts';
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
  return makerNamed(maker.name, config, maker.name === 'offline' ? {} : await environment(), clock, words);
}
