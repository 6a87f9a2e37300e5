import { groupOf } from '../../core/config/groups.ts';
import { planSettings } from '../../core/config/plan-settings.ts';
import { type ActorOutput, actorInputSchema } from '../../core/contract.ts';

import { type ReasonGroup, reasonGroupOf } from '../../core/desk/rules/reason-group.ts';
import type { Layout } from '../../core/layout.ts';
import { readManifest } from '../../core/manifest/manifest-file.ts';
import { readNotes } from '../../core/notes/notes-file.ts';
import { type Plan, planSet } from '../../core/plan/plan.ts';
import { planBasis, planHash } from '../../core/plan/plan-hash.ts';
import type { SetImage } from '../../core/plan/set-image.ts';
import { setOf } from '../../core/plan/set-of.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { PlannedResult } from '../../core/records/actor-result.ts';
import { type Evaluation, evaluationSchema } from '../../core/records/evaluation.ts';
import { inspectionSchema } from '../../core/records/inspection.ts';
import type { PlanRecord } from '../../core/records/plan-record.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { resultTime } from '../../core/records/result-time.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';

/** What Plan works with. */
export interface PlanPorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
}

/** Plans one actor's set from what was found and said, and records how the actor came out of the run. */
export async function plan(input: unknown, ports: PlanPorts, signal: AbortSignal): Promise<ActorOutput> {
  const { store, layout } = ports;
  const { run, actor } = actorInputSchema.parse(input);
  const read = async (key: string) => (await store.get(key, { signal })).body;
  const runKey = layout.run(run, 'run.json');
  const { config } = parseRecord(runRecordSchema, await read(runKey), runKey);
  const inspectionKey = layout.runActor(run, actor, 'inspection.json');
  const inspection = parseRecord(inspectionSchema, await read(inspectionKey), inspectionKey);
  const evaluationKey = layout.runActor(run, actor, 'evaluation.json');
  const evaluation = parseRecord(evaluationSchema, await read(evaluationKey), evaluationKey);
  const manifest = await readManifest({ store, layout }, actor, signal);
  const notes = await readNotes({ store, layout }, actor, signal);
  const images = setOf(inspection, evaluation, manifest?.manifest, notes);

  const settings = planSettings(config, actor, images.length);
  const planned = planSet(actor, images, settings);
  const basis = [...planBasis(images, (file) => layout.image(actor, file))];
  const hash = await planHash(planned, basis, settings);
  const record: PlanRecord = { schema: 1, run, plan: planned, basis, hash };
  const at = await resultTime(ports, run, actor, signal);
  const result: PlannedResult = { ...resultOf(planned, images, evaluation, hash, groupOf(config, actor)), at };
  await store.put(layout.runActor(run, actor, 'plan.json'), recordText(record), { signal });
  await store.put(layout.runActor(run, actor, 'result.json'), recordText(result), { signal });
  return { run, actor };
}

function resultOf(
  planned: Plan,
  images: readonly SetImage[],
  evaluation: Evaluation,
  hash: string,
  group: string | undefined,
): PlannedResult {
  const retire = planned.changes.filter(({ kind }) => kind === 'retire').length;
  const scores = images.reduce((sum, { verdict }) => sum + verdict.score, 0);
  const reasons: Partial<Record<ReasonGroup, number>> = {};
  for (const reason of planned.changes.map(reasonGroupOf)) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    schema: 1,
    actor: planned.actor,
    ...(group === undefined ? {} : { group }),
    status: planned.balanced ? 'balanced' : 'planned',
    before: planned.before.counts,
    target: planned.target,
    after: planned.after.counts,
    meanScore: images.length === 0 ? 0 : Math.round((scores * 10) / images.length) / 10,
    retire,
    generate: planned.changes.length - retire,
    reasons,
    usd: planned.cost.usd,
    findings: planned.findings,
    unreadable: evaluation.unreadable.length,
    unsure: images.filter(({ unsure }) => unsure).length,
    usage: evaluation.usage,
    planHash: hash,
    ...(evaluation.judging === undefined || evaluation.judging.modelNotes.length === 0
      ? {}
      : { modelNotes: evaluation.judging.modelNotes }),
  };
}
