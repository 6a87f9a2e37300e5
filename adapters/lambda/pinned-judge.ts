import type { Clock } from '../../core/ports/clock.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { judgeNamed } from '../chosen-judge.ts';
import { judgeNameOf } from './pinned-run.ts';
import type { VendorKey } from './vendor-keys.ts';

/**
 * The judge that a run was begun with, as it was configured then. The secret is read only where that one needs it.
 *
 * @throws JudgeKeyRefused where its key has been taken away since.
 */
export async function pinnedJudge(record: RunRecord, { environment, words }: VendorKey, clock: Clock): Promise<Judge> {
  const name = judgeNameOf(record);
  return judgeNamed(name, record.config, name === 'offline' ? {} : await environment(), clock, words);
}
