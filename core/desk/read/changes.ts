import { EvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import type { Change } from '../../plan/change.ts';
import { compareText } from '../../plan/set-image.ts';
import type { ActorResult, PlannedResult } from '../../records/actor-result.ts';
import type { Manifest } from '../../records/manifest.ts';
import { type PlanRecord, planRecordSchema } from '../../records/plan-record.ts';
import type { ChangesPage, DeskChange, DeskPlan } from '../contract/changes.ts';
import type { DeskWorld } from '../desk-world.ts';
import { reasonGroupOf } from '../rules/reason-group.ts';
import { notePicture } from './desk-memory.ts';
import { readRun, rowsOf } from './read-run.ts';
import { type ImageNow, manifestOf, movedSince, setNow } from './set-now.ts';

/** Actors on a page; each has a handful of changes. */
const ACTORS_A_PAGE = 100;
const READS_IN_FLIGHT = 8;

/** An actor's plan as the desk has it. */
export interface PlannedActor {
  readonly plan: DeskPlan;
  readonly changes: readonly DeskChange[];
}

/** Failed ones first, then by how much there is to do, then by name: an order that carrying plans out does not change. */
export function reviewOrder(a: ActorResult, b: ActorResult): number {
  const size = (row: ActorResult) => (row.status === 'failed' ? Number.POSITIVE_INFINITY : row.retire + row.generate);
  const [first, second] = [size(a), size(b)];
  return (first === second ? 0 : second - first) || compareText(a.actor, b.actor);
}

/** Whether there is something to decide about an actor: its plan has changes and is not made again in another run. */
export function isToReview(row: ActorResult, plannedAgain: ReadonlyMap<string, string>): row is PlannedResult {
  return row.status !== 'failed' && row.retire + row.generate > 0 && !plannedAgain.has(row.actor);
}

/** The rows of a run that are to be reviewed, in the order of review. */
export function withChanges(
  rows: readonly ActorResult[],
  plannedAgain: ReadonlyMap<string, string>,
): readonly PlannedResult[] {
  return rows.toSorted(reviewOrder).filter((row): row is PlannedResult => isToReview(row, plannedAgain));
}

/**
 * A page of a run's changes, whole actors at a time.
 *
 * @param cursor the actor after whom it begins; from the start for an empty one.
 * @throws InvalidRequest for a cursor that names nobody; NotFound for a run that is not there.
 */
export async function readChanges(
  world: DeskWorld,
  run: string,
  cursor: string,
  signal: AbortSignal,
): Promise<ChangesPage> {
  const { approval, plannedAgain } = await readRun(world, run, signal);
  const rows = withChanges(await rowsOf(world, run, signal), plannedAgain);
  const from = cursor === '' ? 0 : rows.findIndex(({ actor }) => actor === cursor) + 1;
  if (cursor !== '' && from === 0)
    throw new EvencastError('InvalidRequest', 'The list does not go on from there. Load it from its beginning.');
  const page = rows.slice(from, from + ACTORS_A_PAGE);
  const isOpen = approval?.state === 'pending';
  const plans: DeskPlan[] = [];
  const changes: DeskChange[] = [];
  for await (const planned of inFlight(page, READS_IN_FLIGHT, (row) => plannedActor(world, run, row, isOpen, signal))) {
    if (planned === undefined) continue;
    plans.push(planned.plan);
    changes.push(...planned.changes);
  }
  const next = from + ACTORS_A_PAGE < rows.length ? (page.at(-1)?.actor ?? null) : null;
  return { planHash: approval?.planHash ?? '', plans, changes, next };
}

/** An actor's plan with its changes; undefined where it is no longer on record. `compare`: with what lies there now. */
export async function plannedActor(
  world: DeskWorld,
  run: string,
  { actor, before, target, after }: Pick<PlannedResult, 'actor' | 'before' | 'target' | 'after'>,
  compare: boolean,
  signal: AbortSignal,
): Promise<PlannedActor | undefined> {
  const record = await planOf(world, run, actor, signal);
  if (record === undefined) return undefined;
  const now = compare ? await setNow(world, actor, record.basis, signal) : undefined;
  const manifest = compare ? await manifestOf(world, actor, signal) : undefined;
  for (const { sha256, key, file } of record.basis) {
    notePicture(world.memory, sha256, key);
    notePicture(world.memory, sha256, world.layout.retired(run, actor, file));
  }
  return {
    plan: { actor, planHash: record.hash, before, target, after },
    changes: deskChanges(record, now, manifest),
  };
}

/** The plan of one actor in a run. */
export function planOf({ memory, layout }: DeskWorld, run: string, actor: string, signal: AbortSignal) {
  return memory.latest(planRecordSchema, layout.runActor(run, actor, 'plan.json'), signal);
}

function deskChanges(
  { plan, basis }: PlanRecord,
  now: ReadonlyMap<string, ImageNow> | undefined,
  manifest: Manifest | undefined,
): readonly DeskChange[] {
  const seen = new Map(basis.map((image) => [image.file, image]));
  const pins = new Set(manifest?.images.flatMap(({ file, pinned }) => (pinned ? [file] : [])));
  const moved = (file: string) => {
    const image = seen.get(file);
    return image === undefined || now === undefined ? null : movedSince(image, now);
  };
  return plan.changes.map((change): DeskChange => {
    const file = change.kind === 'retire' ? change.file : undefined;
    const kept = keptOf(change);
    return {
      actor: plan.actor,
      change,
      group: reasonGroupOf(change),
      sha256: seen.get(file ?? '')?.sha256 ?? null,
      kept: kept === undefined ? null : { file: kept, sha256: seen.get(kept)?.sha256 ?? null, moved: moved(kept) },
      pinned: file !== undefined && pins.has(file),
      moved: file === undefined ? null : moved(file),
    };
  });
}

function keptOf(change: Change): string | undefined {
  return change.kind === 'retire' && 'kept' in change.reason ? change.reason.kept : undefined;
}
