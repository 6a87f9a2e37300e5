import * as z from 'zod';
import type { JudgeName } from '../../core/config/judge-choice.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import { type RunRecord, runRecordSchema } from '../../core/records/run-record.ts';
import type { PipelineWorld } from './pipeline-world.ts';

const eventSchema = z.object({ run: z.string() });

/**
 * What a function works with for the run its event names: made from the run's own record, so that a key added half-way
 * changes nothing. It is kept while events name the same run, with what it has learnt of its vendors.
 */
export function perRun<T>(
  { store, layout }: Pick<PipelineWorld, 'store' | 'layout'>,
  make: (record: RunRecord) => Promise<T>,
): (event: unknown, signal: AbortSignal) => Promise<T> {
  let last: { readonly run: string; readonly made: T } | undefined;
  return async (event, signal) => {
    const { run } = eventSchema.parse(event);
    if (last?.run === run) return last.made;
    const key = layout.run(run, 'run.json');
    const made = await make(parseRecord(runRecordSchema, (await store.get(key, { signal })).body, key));
    last = { run, made };
    return made;
  };
}

/** The judge that a run was begun with. */
export function judgeNameOf({ judge }: RunRecord): JudgeName {
  return judge.signatures[0]?.name ?? 'offline';
}
