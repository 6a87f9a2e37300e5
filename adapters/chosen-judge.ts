import type { Config } from '../core/config/config.ts';
import { chooseJudge, type JudgeName, OPENAI_KEY } from '../core/config/judge-choice.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { Environment } from './environment.ts';
import { offlineJudge } from './offline/offline-judge.ts';
import { configuredKey, configuredQuestions } from './openai/configured-judge.ts';
import { openaiJudge } from './openai/openai-judge.ts';

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
  const { name, why } = chooseJudge(asked, config.judge.use, (env['OPENAI_API_KEY'] ?? '') !== '');
  if (name === 'offline') return { name, why, judge: offlineJudge() };
  const settings = { ...configuredQuestions(config, env), apiKey: configuredKey(config, env, OPENAI_KEY), clock };
  return { name, why, judge: openaiJudge(settings) };
}
