import { type ActorOutput, actorInputSchema } from '../../core/contract.ts';
import { verdictMemory } from '../../core/judging/verdict-memory.ts';
import type { Layout } from '../../core/layout.ts';
import { readManifest } from '../../core/manifest/manifest-file.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { momentName } from '../../core/records/moment.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';
import { addSpending, spentOn } from '../../core/records/spending.ts';
import { checkJudgingBudget } from './budget.ts';
import { evaluationOf } from './evaluation-of.ts';
import { inDoubt } from './in-doubt.ts';
import { judgeSet } from './judge-set.ts';

/** What Evaluate works with. */
export interface EvaluatePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly judge: Judge;
}

/** Has every image of a set judged, asking only about what no judge of this kind has said before. */
export async function evaluate(input: unknown, ports: EvaluatePorts, patience: Patience): Promise<ActorOutput> {
  const { run, actor, moment } = actorInputSchema.parse(input);
  const { store, layout, judge } = ports;
  const { signal } = patience;
  const read = async (key: string) => (await store.get(key, { signal })).body;
  const runKey = layout.run(run, 'run.json');
  const record = parseRecord(runRecordSchema, await read(runKey), runKey);
  const inspectionKey = layout.runActor(run, actor, momentName(moment, 'inspection.json'));
  const inspection = parseRecord(inspectionSchema, await read(inspectionKey), inspectionKey);
  // Which images would leave depends on what is pinned. After a plan was carried out nothing more leaves.
  const planned = moment === 'before' && judge.manner !== undefined;
  const manifest = planned ? (await readManifest(ports, actor, signal))?.manifest : undefined;

  const { notebook, remembered } = await judgeSet(
    inspection,
    {
      judge,
      memory: verdictMemory(store, layout, judge.signatures, { run, force: record.request.force }),
      record: (name) => read(layout.runActor(run, actor, momentName(moment, name))),
      paid: (usage) => addSpending(store, layout, run, actor, usage),
      mayAsk: async (images, look) => {
        const spent = (await spentOn(store, layout, run, actor)).usd;
        checkJudgingBudget(actor, judge.costCeiling(images, look) + spent, record);
      },
      inDoubt: (so) => (planned ? inDoubt({ record, inspection, judge, notebook: so }, manifest) : []),
    },
    patience,
  );

  const usage = await spentOn(store, layout, run, actor);
  const evaluation = evaluationOf({ record, inspection, judge, notebook }, usage, remembered);
  const key = layout.runActor(run, actor, momentName(moment, 'evaluation.json'));
  await store.put(key, recordText(evaluation), { signal });
  return { run, actor };
}
