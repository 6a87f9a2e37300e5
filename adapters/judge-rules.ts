import type { Config } from '../core/config/config.ts';
import { chooseJudge, type JudgeName, type KeyWords } from '../core/config/judge-choice.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { Environment } from './environment.ts';
import { offlineJudge } from './offline/offline-judge.ts';
import { configuredKey, configuredRules } from './openai/configured-judge.ts';

/** What is known of a judge before it is asked. */
export type JudgeRules = Omit<Judge, 'judge' | 'notes'>;

/**
 * A deployed function does not carry the offline judge's network: TensorFlow.js would be most of its bundle and load longer than
 * an image takes, for a judge that a pipeline with a vision model's key never asks.
 */
const WITHOUT_NETWORK = 'by pixel statistics alone, as no function carries the network';

/** The rules of the judge of this name: the same as the judge's own, without a key and without its client. */
export function judgeRules(name: JudgeName, config: Config, env: Environment): JudgeRules {
  return name === 'offline' ? offlineJudge() : configuredRules(config, env);
}

/**
 * Chooses the judge for a run by what is configured and whether a key is there, without making it.
 *
 * @throws JudgeKeyRefused where openai is configured and there is no key.
 */
export function chosenRules(
  config: Config,
  env: Environment,
  words: KeyWords,
): { readonly judge: JudgeRules; readonly judgeWhy: string } {
  const { name, why } = chooseJudge(undefined, config.judge.use, (env['OPENAI_API_KEY'] ?? '') !== '', words);
  if (name === 'openai') configuredKey(config, env, words);
  const judgeWhy = name === 'offline' ? `${why}; ${WITHOUT_NETWORK}` : why;
  return { judge: judgeRules(name, config, env), judgeWhy };
}
