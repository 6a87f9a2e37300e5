import type { Config } from '../../core/config/config.ts';
import { type KeyWords, OPENAI_KEY } from '../../core/config/judge-choice.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { Environment } from '../environment.ts';
import { lookUpModels, type ModelLook } from './model-life.ts';
import { pricedModels, type QuestionSettings, rulesOf } from './priced-models.ts';
import { serviceAt } from './service.ts';

/** How the configuration has the judge ask; its own base URL goes before that of the environment. */
export function configuredQuestions({ judge, prices }: Config, env: Environment): QuestionSettings & BaseUrl {
  const { protocol, models, temperature, maxTokens } = judge;
  const baseUrl = judge.baseUrl ?? (env['OPENAI_BASE_URL'] || undefined);
  return { protocol, models, temperature, maxTokens, prices, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

interface BaseUrl {
  readonly baseUrl?: string;
}

/** What is known of the configured judge before it is asked: for those who never ask it, and need no key. */
export function configuredRules(config: Config, env: Environment): Omit<Judge, 'judge' | 'notes'> {
  const settings = configuredQuestions(config, env);
  return rulesOf(pricedModels(settings, serviceAt(settings.baseUrl)), settings);
}

/**
 * The key to ask with.
 *
 * @throws JudgeKeyRefused where there is none and OpenAI itself would be asked.
 */
export function configuredKey(config: Config, env: Environment, words: KeyWords): string {
  const key = env['OPENAI_API_KEY'] ?? '';
  if (key !== '') return key;
  if (configuredQuestions(config, env).baseUrl === undefined)
    throw new EvencastError('JudgeKeyRefused', `The openai judge needs a key. ${words.remedy}`);
  // Servers of one's own often want no key; the client wants something in its place.
  return 'none';
}

/** Looks up the configured models. Throws as {@link lookUpModels} and {@link configuredKey} do. */
export async function configuredModels(config: Config, env: Environment, clock: Clock): Promise<ModelLook> {
  const { baseUrl, models } = configuredQuestions(config, env);
  const access = { apiKey: configuredKey(config, env, OPENAI_KEY), service: serviceAt(baseUrl) };
  return lookUpModels(access, models, clock);
}
