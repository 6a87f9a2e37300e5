import type { Config } from '../../core/config/config.ts';
import type { KeyWords } from '../../core/config/judge-choice.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Environment } from '../environment.ts';
import { replicateMaker } from './replicate-maker.ts';

/**
 * The maker as the configuration has it, with the token of the environment.
 *
 * @param words how the place where the token is kept is called.
 * @throws MakerKeyRefused where there is no token.
 */
export function configuredReplicate(config: Config, env: Environment, clock: Clock, words: KeyWords): ImageMaker {
  const token = env['REPLICATE_API_TOKEN'] ?? '';
  if (token === '') throw new EvencastError('MakerKeyRefused', `The replicate maker needs a token. ${words.remedy}`);
  const { model, input, aspect, usdPerImage } = config.generate;
  const baseUrl = env['REPLICATE_BASE_URL'] || undefined;
  const settings = { token, model, input, aspect, usdPerImage, clock };
  return replicateMaker({ ...settings, ...(baseUrl === undefined ? {} : { baseUrl }) });
}
