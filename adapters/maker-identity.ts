import type { Config } from '../core/config/config.ts';
import type { KeyWords } from '../core/config/judge-choice.ts';
import { chooseMaker } from '../core/config/maker-choice.ts';
import type { ImageMaker } from '../core/ports/image-maker.ts';
import type { Environment } from './environment.ts';
import { OFFLINE_MAKER } from './offline-maker/identity.ts';
import { configuredIdentity } from './replicate/configured-access.ts';

/** Who makes images, for whoever has nothing made: the offline maker itself brings sharp along. */
export type MakerIdentity = Pick<ImageMaker, 'name' | 'model' | 'standIn' | 'usdPerImage'>;

/**
 * Chooses the maker for a run by what is configured and whether a token is there, without making anything.
 *
 * @throws MakerKeyRefused where replicate is configured and there is no token.
 */
export function chosenIdentity(
  config: Config,
  env: Environment,
  words: KeyWords,
): { readonly maker: MakerIdentity; readonly makerWhy: string } {
  const { name, why } = chooseMaker(undefined, config.generate.use, (env['REPLICATE_API_TOKEN'] ?? '') !== '', words);
  const maker = name === 'offline' ? OFFLINE_MAKER : configuredIdentity(config, env, words);
  return { maker, makerWhy: why };
}
