import type { Config } from '../core/config/config.ts';
import { chooseMaker } from '../core/config/maker-choice.ts';
import { EvencastError } from '../core/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ImageMaker, MakerName } from '../core/ports/image-maker.ts';
import type { Environment } from './chosen-judge.ts';
import { offlineMaker } from './offline-maker/offline-maker.ts';
import { replicateMaker } from './replicate/replicate-maker.ts';

/** A maker ready to work and why it was taken. */
export interface ReadyMaker {
  readonly maker: ImageMaker;
  readonly why: string;
}

/**
 * Makes the maker for a run.
 *
 * @throws MakerKeyRefused where replicate was asked for and there is no token.
 */
export function readyMaker(asked: MakerName | undefined, config: Config, env: Environment, clock: Clock): ReadyMaker {
  const token = env['REPLICATE_API_TOKEN'] ?? '';
  const { name, why } = chooseMaker(asked, config.generate.use, token !== '');
  if (name === 'offline') return { maker: offlineMaker(), why };
  if (token === '') {
    const words = 'The replicate maker needs a token. Set REPLICATE_API_TOKEN, or use --maker offline.';
    throw new EvencastError('MakerKeyRefused', words);
  }
  const { model, input, aspect, usdPerImage } = config.generate;
  const baseUrl = env['REPLICATE_BASE_URL'] || undefined;
  const settings = { token, model, input, aspect, usdPerImage, clock };
  return { maker: replicateMaker({ ...settings, ...(baseUrl === undefined ? {} : { baseUrl }) }), why };
}
