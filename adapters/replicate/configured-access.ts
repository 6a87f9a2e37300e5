import type { Config } from '../../core/config/config.ts';
import type { KeyWords } from '../../core/config/judge-choice.ts';
import { EvencastError } from '../../core/errors.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Environment } from '../environment.ts';
import { serviceAt } from './api/service.ts';
import { modelId } from './model-id.ts';

/** With what the API is reached. */
export interface ReplicateAccess {
  readonly token: string;
  readonly baseUrl?: string;
}

/**
 * Token and base URL of the environment.
 *
 * @param words how the place where the token is kept is called.
 * @throws MakerKeyRefused where there is no token.
 */
export function configuredAccess(env: Environment, words: KeyWords): ReplicateAccess {
  const token = env['REPLICATE_API_TOKEN'] ?? '';
  if (token === '') throw new EvencastError('MakerKeyRefused', `The replicate maker needs a token. ${words.remedy}`);
  const baseUrl = env['REPLICATE_BASE_URL'] || undefined;
  return { token, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

/**
 * Who the configured maker is, for whoever only has to name it; what would keep it from working is said already here.
 *
 * @throws MakerKeyRefused where there is no token; InvalidConfig for an unusable base URL or model.
 */
export function configuredIdentity(
  { generate }: Config,
  env: Environment,
  words: KeyWords,
): Pick<ImageMaker, 'name' | 'model' | 'standIn' | 'usdPerImage'> {
  serviceAt(configuredAccess(env, words).baseUrl);
  modelId(generate.model);
  return { name: 'replicate', model: generate.model, standIn: false, usdPerImage: generate.usdPerImage };
}
