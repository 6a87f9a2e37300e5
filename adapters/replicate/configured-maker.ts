import type { Config } from '../../core/config/config.ts';
import type { KeyWords } from '../../core/config/judge-choice.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Environment } from '../environment.ts';
import { configuredAccess } from './configured-access.ts';
import { replicateMaker } from './replicate-maker.ts';

/**
 * The maker as the configuration has it, with the token of the environment.
 *
 * @param words how the place where the token is kept is called.
 * @throws MakerKeyRefused where there is no token.
 */
export function configuredReplicate(config: Config, env: Environment, clock: Clock, words: KeyWords): ImageMaker {
  const { model, input, aspect, usdPerImage } = config.generate;
  return replicateMaker({ ...configuredAccess(env, words), model, input, aspect, usdPerImage, clock });
}
