import type { Clock } from '../../core/ports/clock.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { configuredKey, configuredQuestions } from '../openai/configured-judge.ts';
import { judgeNameOf } from './pinned-run.ts';
import type { VendorKey } from './vendor-keys.ts';

/**
 * The judge that a run was begun with, as it was configured then. Only that one is loaded, and its secret read only where it
 * needs it.
 *
 * @throws JudgeKeyRefused where its key has been taken away since.
 */
export async function pinnedJudge(record: RunRecord, { environment, words }: VendorKey, clock: Clock): Promise<Judge> {
  const { config } = record;
  if (judgeNameOf(record) === 'offline') return (await import('../offline/offline-judge.ts')).offlineJudge();
  const env = await environment();
  const settings = { ...configuredQuestions(config, env), apiKey: configuredKey(config, env, words), clock };
  return (await import('../openai/openai-judge.ts')).openaiJudge(settings);
}
