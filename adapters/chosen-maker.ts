import type { Config } from '../core/config/config.ts';
import { chooseMaker, REPLICATE_TOKEN } from '../core/config/maker-choice.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ImageMaker, MakerName } from '../core/ports/image-maker.ts';
import type { Environment } from './environment.ts';
import { offlineMaker } from './offline-maker/offline-maker.ts';
import { configuredReplicate } from './replicate/configured-maker.ts';

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
  const { name, why } = chooseMaker(asked, config.generate.use, (env['REPLICATE_API_TOKEN'] ?? '') !== '');
  const maker = name === 'offline' ? offlineMaker() : configuredReplicate(config, env, clock, REPLICATE_TOKEN);
  return { maker, why };
}
