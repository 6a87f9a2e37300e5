import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import type { VendorKey } from './vendor-keys.ts';

/**
 * The maker that a run was begun with, as it was configured then. Only that one is loaded, and its secret read only where it
 * needs it.
 *
 * @throws MakerKeyRefused where its token has been taken away since.
 */
export async function pinnedMaker(
  { maker, config }: RunRecord,
  { environment, words }: VendorKey,
  clock: Clock,
): Promise<ImageMaker> {
  if (maker.name === 'offline') return (await import('../offline-maker/offline-maker.ts')).offlineMaker();
  const { configuredReplicate } = await import('../replicate/configured-maker.ts');
  return configuredReplicate(config, await environment(), clock, words);
}
