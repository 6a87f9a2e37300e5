import { targetFor } from '../../core/config/groups.ts';
import { type ActorOutput, actorInputSchema } from '../../core/contract.ts';
import type { Usage } from '../../core/judging/verdict.ts';
import { verdictMemory } from '../../core/judging/verdict-memory.ts';
import type { Layout } from '../../core/layout.ts';
import { distributionOf } from '../../core/plan/target.ts';
import type { Judge, Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { EvaluatedImage, Evaluation } from '../../core/records/evaluation.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import { momentName } from '../../core/records/moment.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { type RunRecord, runRecordSchema } from '../../core/records/run-record.ts';
import { addSpending, spentOn } from '../../core/records/spending.ts';
import { checkJudgingBudget } from './budget.ts';
import { type Judgement, judgeSet } from './judge-set.ts';

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
  const read = async (key: string) => (await store.get(key, { signal: patience.signal })).body;
  const runKey = layout.run(run, 'run.json');
  const record = parseRecord(runRecordSchema, await read(runKey), runKey);
  const inspectionKey = layout.runActor(run, actor, momentName(moment, 'inspection.json'));
  const inspection = parseRecord(inspectionSchema, await read(inspectionKey), inspectionKey);

  const memory = verdictMemory(store, layout, judge.signatures, { run, force: record.request.force });
  const judgement = await judgeSet(
    inspection,
    {
      judge,
      memory,
      page: (name) => read(layout.runActor(run, actor, momentName(moment, name))),
      paid: (usage) => addSpending(store, layout, run, actor, usage),
      mayAsk: async (images) =>
        checkJudgingBudget(actor, judge.costCeiling(images) + (await spentOn(store, layout, run, actor)).usd, record),
    },
    patience,
  );

  const usage = await spentOn(store, layout, run, actor);
  const evaluation = evaluationOf(record, actor, judgement, usage, inspection.unreadable);
  const key = layout.runActor(run, actor, momentName(moment, 'evaluation.json'));
  await store.put(key, recordText(evaluation), { signal: patience.signal });
  return { run, actor };
}

function evaluationOf(
  { run, config }: RunRecord,
  actor: string,
  { images, analysis, remembered }: Judgement,
  usage: Usage,
  unreadable: readonly { readonly file: string; readonly reason: string }[],
): Evaluation {
  const evaluated = images.map(({ file, label, verdict }): EvaluatedImage => {
    return { file, label, ...verdict, unsure: verdict.confidence < config.judge.unsureBelow };
  });
  return {
    schema: 1,
    actor,
    run,
    images: evaluated,
    unreadable: unreadable.map(({ file, reason }) => ({ file, reason })),
    distribution: distributionOf(evaluated.map(({ type }) => type)),
    target: targetFor(config, actor),
    analysis,
    usage,
    remembered,
  };
}
