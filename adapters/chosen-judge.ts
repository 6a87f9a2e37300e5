import type { Config } from '../core/config/config.ts';
import { chooseJudge, type JudgeName } from '../core/config/judge-choice.ts';
import { EvencastError } from '../core/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Judge } from '../core/ports/judge.ts';
import { offlineJudge } from './offline/offline-judge.ts';
import { openaiJudge } from './openai/openai-judge.ts';

/** The process's environment, of which only the keys' names are read here. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A judge ready to work and why it was taken. */
export interface ReadyJudge {
  readonly name: JudgeName;
  readonly judge: Judge;
  readonly why: string;
}

/**
 * Makes the judge for a run.
 *
 * @throws JudgeKeyRefused where openai was asked for and there is no key.
 */
export function readyJudge(asked: JudgeName | undefined, config: Config, env: Environment, clock: Clock): ReadyJudge {
  const key = env['OPENAI_API_KEY'] ?? '';
  const { name, why } = chooseJudge(asked, config.judge.use, key !== '');
  if (name === 'offline') return { name, why, judge: offlineJudge() };
  const { models, temperature, maxTokens } = config.judge;
  const baseUrl = config.judge.baseUrl ?? (env['OPENAI_BASE_URL'] || undefined);
  // Servers of one's own often want no key; the client wants something in its place.
  if (key === '' && baseUrl === undefined) {
    throw new EvencastError(
      'JudgeKeyRefused',
      'The openai judge needs a key. Set OPENAI_API_KEY, or use --judge offline.',
    );
  }
  const settings = { apiKey: key === '' ? 'none' : key, models, temperature, maxTokens, prices: config.prices, clock };
  return { name, why, judge: openaiJudge({ ...settings, ...(baseUrl === undefined ? {} : { baseUrl }) }) };
}
