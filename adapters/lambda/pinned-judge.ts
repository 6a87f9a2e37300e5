import type { Clock } from '../../core/ports/clock.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { offlineJudge } from '../offline/offline-judge.ts';
import { configuredKey, configuredQuestions } from '../openai/configured-judge.ts';
import { openaiJudge } from '../openai/openai-judge.ts';
import { judgeNameOf } from './pinned-run.ts';
import type { VendorKey } from './vendor-keys.ts';

/**
 * The judge that a run was begun with, as it was configured then. The secret is read only where that one needs it.
 *
 * @throws JudgeKeyRefused where its key has been taken away since.
 */
export async function pinnedJudge(record: RunRecord, { environment, words }: VendorKey, clock: Clock): Promise<Judge> {
  if (judgeNameOf(record) === 'offline') return offlineJudge();
  const { config } = record;
  const env = await environment();
  return openaiJudge({ ...configuredQuestions(config, env), apiKey: configuredKey(config, env, words), clock });
}
