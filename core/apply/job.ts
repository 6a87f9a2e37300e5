import type { ApprovedItem } from '../approval/approved-items.ts';
import { planSettings } from '../config/plan-settings.ts';
import type { ApplyInput } from '../contract.ts';
import { checkedPrompt } from '../desk/rules/edited-prompt.ts';
import { EvencastError } from '../errors.ts';
import type { JournalLog } from '../journal/journal-log.ts';
import { journalState } from '../journal/journal-state.ts';
import type { Layout } from '../layout.ts';
import type { LeasePorts } from '../manifest/lease.ts';
import type { Change, GenerateChange, RetireChange } from '../plan/change.ts';
import type { Plan, PlanSettings } from '../plan/plan.ts';
import { type BasisImage, planHash } from '../plan/plan-hash.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type Inspection, inspectionSchema } from '../records/inspection.ts';
import { planRecordSchema } from '../records/plan-record.ts';
import { parseRecord } from '../records/record-text.ts';
import { type RunRecord, runRecordSchema } from '../records/run-record.ts';
import { compareSet, type Difference, expectedSet, type ListedImage } from './compare-set.ts';
import { hashOf, listImages } from './list-images.ts';

/** What carrying a plan out works with. */
export interface ApplyPorts extends LeasePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** A plan that may be carried out, with everything it rests on. */
export interface Job {
  readonly run: string;
  readonly actor: string;
  readonly item: ApprovedItem;
  readonly record: RunRecord;
  readonly plan: Plan;
  readonly basis: readonly BasisImage[];
  readonly inspection: Inspection;
  readonly settings: PlanSettings;
  /** The approved changes, in the order of the plan. */
  readonly retire: readonly RetireChange[];
  readonly generate: readonly Generation[];
}

/** An image to make; its prompt is the plan's, or one that a person wrote instead. */
export interface Generation extends GenerateChange {
  readonly edited?: true;
}

/**
 * Reads what was approved and makes sure that it still is what it was: the plan's hash is computed anew.
 *
 * @throws RecordCorrupt where the plan was changed since.
 */
export async function loadJob({ store, layout }: ApplyPorts, input: ApplyInput, signal: AbortSignal): Promise<Job> {
  const { run, item } = input;
  const { actor } = item;
  const read = async (key: string) => (await store.get(key, { signal })).body;
  const runKey = layout.run(run, 'run.json');
  const planKey = layout.runActor(run, actor, 'plan.json');
  const inspectionKey = layout.runActor(run, actor, 'inspection.json');
  const record = parseRecord(runRecordSchema, await read(runKey), runKey);
  const { plan, basis, hash } = parseRecord(planRecordSchema, await read(planKey), planKey);
  const inspection = parseRecord(inspectionSchema, await read(inspectionKey), inspectionKey);
  const settings = planSettings(record.config, actor, basis.length);
  if (hash !== item.planHash || (await planHash(plan, basis, settings)) !== hash) {
    const words = `The plan of ${actor} is not the one that was approved; nothing was changed. Start a new run.`;
    throw new EvencastError('RecordCorrupt', words, { actor });
  }
  const kept = new Set(item.without);
  const approved = plan.changes.filter(({ id }) => !kept.has(id));
  return {
    run,
    actor,
    item,
    record,
    plan,
    basis,
    inspection,
    settings,
    retire: approved.filter((change: Change): change is RetireChange => change.kind === 'retire'),
    generate: approved
      .filter((change: Change): change is GenerateChange => change.kind === 'generate')
      .map((change) => withPrompt(change, item, settings.generate.actorName)),
  };
}

/** The person's prompt is checked again, just before money is spent on it: what lies in the store is input like any other. */
function withPrompt(change: GenerateChange, { actor, prompts }: ApprovedItem, actorName: string): Generation {
  const text = prompts !== undefined && Object.hasOwn(prompts, change.id) ? prompts[change.id] : undefined;
  if (text === undefined) return change;
  const checked = checkedPrompt(text, actorName);
  if ('prompt' in checked) return { ...change, prompt: checked.prompt, edited: true };
  const words = `A prompt that was edited for ${actor} cannot be sent. ${checked.problem} Nothing was changed. Plan it again.`;
  throw new EvencastError('InvalidRequest', words, { actor });
}

/** How many images the set has when everything approved is carried out. */
export function wantedSize({ basis, retire, generate }: Job): number {
  return basis.length - retire.length + generate.length;
}

/** The images of the actor's folder, those left out that could not be read when the plan was made and are still the same. */
export async function listedSet(
  { store, layout }: ApplyPorts,
  { actor, inspection }: Job,
  signal: AbortSignal,
): Promise<readonly ListedImage[]> {
  const unread = new Map(inspection.unreadable.map((file) => [file.file, file]));
  const listed = await listImages(store, layout.images(actor), signal);
  return listed.filter(({ file, size }) => unread.get(file)?.size !== size);
}

/** How the set differs from what the plan rests on, this run's own changes aside. */
export async function differences(
  ports: ApplyPorts,
  job: Job,
  journal: Pick<JournalLog, 'entries'>,
  signal: AbortSignal,
): Promise<readonly Difference[]> {
  const expected = expectedSet(job.basis, journalState(journal.entries));
  return compareSet(expected, await listedSet(ports, job, signal), (image) => hashOf(ports.store, image.key, signal));
}
