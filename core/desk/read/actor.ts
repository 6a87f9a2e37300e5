import { groupOf, targetFor } from '../../config/groups.ts';
import { EvencastError } from '../../errors.ts';
import { byType } from '../../image-type.ts';
import { readNotes } from '../../notes/notes-file.ts';
import { targetCounts } from '../../plan/target.ts';
import type { ActorResult } from '../../records/actor-result.ts';
import { type Evaluation, evaluationSchema } from '../../records/evaluation.ts';
import { type InspectedImage, inspectionSchema } from '../../records/inspection.ts';
import type { Manifest } from '../../records/manifest.ts';
import { momentName } from '../../records/moment.ts';
import type { Notes } from '../../records/notes.ts';
import type { PlanRecord } from '../../records/plan-record.ts';
import { pastRuns } from '../../records/run-history.ts';
import type { DeskActor, DeskPicture } from '../contract/actor.ts';
import type { DeskWorld } from '../desk-world.ts';
import { plannedActor, planOf } from './changes.ts';
import { wholeLog } from './decision-log.ts';
import { type DeskRun, readRun, rowsOf, withLine } from './read-run.ts';
import { retiredOf } from './retired.ts';
import { type ImageNow, inspectedBy, manifestOf, setNow } from './set-now.ts';

/** A run that looked at an actor, and what it says of it. */
interface Seen {
  readonly run: DeskRun;
  readonly row: ActorResult;
}

/**
 * One actor: the set as it lies there now, beside what a run saw and planned.
 *
 * @param named the run; the newest that looked at the actor where it is empty.
 * @throws NotFound for an actor or run that is not there.
 */
export async function readActor(
  world: DeskWorld,
  actor: string,
  named: string,
  signal: AbortSignal,
): Promise<DeskActor> {
  const { layout, config, memory } = world;
  const seen = await seenBy(world, actor, named, signal);
  const name = seen?.run.line.run ?? '';
  const inspected = seen === undefined ? { before: [], after: [] } : await inspectedBy(world, name, actor, signal);
  const now = await setNow(world, actor, [...inspected.before, ...inspected.after], signal);
  if (seen === undefined && now.size === 0 && !(await isFolder(world, actor))) throw noActor(world, actor);
  const manifest = await manifestOf(world, actor, signal);
  const notes = await readNotes(world, actor, signal);
  const evaluation = async (moment: 'before' | 'after') =>
    memory.latest(evaluationSchema, layout.runActor(name, actor, momentName(moment, 'evaluation.json')), signal);
  const evaluations =
    seen === undefined
      ? []
      : [await evaluation('before'), await evaluation('after')].filter((each) => each !== undefined);
  const record = seen === undefined ? undefined : await planOf(world, name, actor, signal);
  const row = seen?.row.status === 'failed' ? undefined : seen?.row;
  const target = targetFor(seen?.run.past.record.config ?? config, actor);
  const counts = targetCounts(target);
  const none = byType(() => 0);
  const isOpen = seen?.run.approval?.state === 'pending' && !seen.run.plannedAgain.has(actor);
  const planned =
    seen === undefined || row === undefined ? undefined : await plannedActor(world, name, row, isOpen, signal);
  const inspection =
    seen === undefined
      ? undefined
      : await memory.latest(inspectionSchema, layout.runActor(name, actor, 'inspection.json'), signal);
  const { total, tolerance, minQuality, floor } = target;
  return {
    actor,
    group: groupOf(config, actor) ?? null,
    run: seen === undefined ? null : await runPart(world, seen.run, actor, signal),
    problem: seen?.row.status === 'failed' ? seen.row.message : null,
    target: { counts, total, tolerance, minQuality, floor },
    before: row?.before ?? none,
    after: row?.after ?? none,
    findings: row?.findings ?? [],
    pictures: pictures({ now, inspected, evaluations, manifest, notes, record, at: seen?.run.line.startedAt ?? '' }),
    changes: [...(planned?.changes ?? [])],
    withheld: record?.plan.withheld ?? [],
    unreadable: (inspection?.unreadable ?? []).map(({ file, size, reason }) => ({ file, size, reason })),
    retired: [...(await retiredOf(world, actor, signal))],
    analysis: evaluations[0]?.analysis ?? '',
    changedBy: manifest?.runs ?? [],
  };
}

async function runPart(
  world: DeskWorld,
  { line, approval, plannedAgain }: DeskRun,
  actor: string,
  signal: AbortSignal,
): Promise<DeskActor['run']> {
  const { run, startedAt, state } = line;
  const sequence = (await wholeLog(world, run, signal)).at(-1)?.sequence ?? 0;
  const again = plannedAgain.get(actor) ?? null;
  const planHash = again === null ? (approval?.planHash ?? null) : null;
  return { run, startedAt, state, planHash, plannedAgain: again, sequence };
}

/** The run that is named, else the newest that looked at the actor. */
async function seenBy(world: DeskWorld, actor: string, named: string, signal: AbortSignal): Promise<Seen | undefined> {
  if (named !== '') {
    const run = await readRun(world, named, signal);
    const row = (await rowsOf(world, named, signal)).find((each) => each.actor === actor);
    if (row === undefined) throw noActor(world, actor);
    return { run, row };
  }
  for (const past of (await pastRuns(world)).toReversed()) {
    const row = (await rowsOf(world, past.record.run, signal)).find((each) => each.actor === actor);
    if (row !== undefined) return { run: await withLine(world, past, signal), row };
  }
  return undefined;
}

function noActor({ store }: DeskWorld, actor: string): EvencastError {
  return new EvencastError('NotFound', `There is no actor ${JSON.stringify(actor)} in ${store.place}.`, { actor });
}

async function isFolder({ store, layout }: DeskWorld, actor: string): Promise<boolean> {
  for await (const name of store.folders(layout.actors)) if (name === actor) return layout.mayBeActor(name);
  return false;
}

interface Known {
  readonly now: ReadonlyMap<string, ImageNow>;
  readonly inspected: { readonly before: readonly InspectedImage[]; readonly after: readonly InspectedImage[] };
  readonly evaluations: readonly Evaluation[];
  readonly manifest: Manifest | undefined;
  readonly notes: Notes | undefined;
  readonly record: PlanRecord | undefined;
  readonly at: string;
}

function pictures(known: Known): DeskPicture[] {
  const { now, inspected, evaluations, manifest, notes, record, at } = known;
  const facts = new Map([...inspected.before, ...inspected.after].map((image) => [image.sha256, image]));
  const said = new Map(evaluations.flatMap(({ images }) => images.map((image) => [image.file, image])));
  const entries = new Map(manifest?.images.map((image) => [image.file, image]));
  const planned = new Map(record?.basis.map((image) => [image.file, image.sha256]));
  const added = new Set(inspected.after.map(({ sha256 }) => sha256));
  return [...now.values()].map(({ file, size, sha256 }): DeskPicture => {
    const seen = sha256 === undefined ? undefined : facts.get(sha256);
    const words = seen === undefined ? undefined : said.get(file);
    const entry = entries.get(file);
    const note = sha256 === undefined ? undefined : notes?.images[sha256];
    const origin = entry !== undefined && entry.sha256 === sha256 ? entry.origin : undefined;
    const wasThere = planned.get(file);
    const isOwn = sha256 !== undefined && added.has(sha256);
    return {
      file,
      sha256: sha256 ?? null,
      size,
      width: seen?.facts.width ?? null,
      height: seen?.facts.height ?? null,
      verdict: words === undefined ? null : verdictOf(words, at),
      corrected: note?.type ?? null,
      dismissed: note?.fine ?? [],
      pinned: entry?.pinned ?? false,
      origin:
        origin?.kind === 'run'
          ? { kind: 'run', run: origin.run, promptNumber: origin.promptNumber, standIn: origin.standIn }
          : { kind: 'upload' },
      moved:
        record === undefined || isOwn ? null : wasThere === undefined ? 'new' : wasThere === sha256 ? null : 'changed',
    };
  });
}

function verdictOf(words: Evaluation['images'][number], at: string): DeskPicture['verdict'] {
  const { type, score, confidence, unsure, reason, judge } = words;
  return { type, score, confidence, unsure, words: reason, judge: { name: judge.name, model: judge.model }, at };
}
