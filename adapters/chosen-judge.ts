import type { Config } from '../core/config/config.ts';
import { chooseJudge, type JudgeName, OPENAI_KEY } from '../core/config/judge-choice.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { Environment } from './environment.ts';
import { type InstalledNetwork, installedNetwork, NETWORK_PACKAGES } from './offline/network/installed.ts';
import { networkEye } from './offline/network/network-eye.ts';
import { committedNetworkHead } from './offline/network/network-head.ts';
import { offlineJudge } from './offline/offline-judge.ts';
import { configuredKey, configuredQuestions } from './openai/configured-judge.ts';
import { openaiJudge } from './openai/openai-judge.ts';
import type { PictureEye } from './sharp/statistics.ts';

/** A judge ready to work and why it was taken. */
export interface ReadyJudge {
  readonly name: JudgeName;
  readonly judge: Judge;
  readonly why: string;
  /** What the codec must have pictures looked at with for this judge. */
  readonly eye?: PictureEye | undefined;
}

/** What is said where the offline judge has to do without its network. */
const WITHOUT_NETWORK = `by pixel statistics alone, because ${NETWORK_PACKAGES.join(', ')} are not all installed`;

/**
 * Makes the judge for a run. The offline judge uses its network where a `look` finds that installed, and says so where it is not.
 *
 * @throws JudgeKeyRefused where openai was asked for and there is no key.
 */
export function readyJudge(
  asked: JudgeName | undefined,
  config: Config,
  env: Environment,
  clock: Clock,
  look: () => InstalledNetwork | undefined = installedNetwork,
): ReadyJudge {
  const { name, why } = chooseJudge(asked, config.judge.use, (env['OPENAI_API_KEY'] ?? '') !== '');
  if (name === 'offline') {
    const installed = look();
    if (installed === undefined) return { name, why: `${why}; ${WITHOUT_NETWORK}`, judge: offlineJudge() };
    const head = committedNetworkHead();
    return { name, why, judge: offlineJudge(head), eye: networkEye(installed, head) };
  }
  const settings = { ...configuredQuestions(config, env), apiKey: configuredKey(config, env, OPENAI_KEY), clock };
  return { name, why, judge: openaiJudge(settings) };
}
