import type * as z from 'zod';
import { silentDesk } from '../../adapters/approval/silent-desk.ts';
import { memoryObjectStore } from '../../adapters/memory/object-store.ts';
import { type Config, type ConfigInput, configSchema } from '../../core/config/config.ts';
import type { Prepared } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import { IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import { BUCKET_LAYOUT, type Layout, layoutOf } from '../../core/layout.ts';
import type { ApprovalDesk } from '../../core/ports/approval-desk.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Patience } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { type Inspection, inspectionSchema } from '../../core/records/inspection.ts';
import { parseRecord } from '../../core/records/record-text.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { composite } from '../../lambdas/composite/task.ts';
import { evaluate } from '../../lambdas/evaluate/task.ts';
import { plan } from '../../lambdas/plan/task.ts';
import { prepare } from '../../lambdas/prepare/task.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type LabelJudge, type LabelJudgeOptions, labelJudge } from './label-judge.ts';
import { pictureText, textCodec } from './text-codec.ts';
import { type TextMaker, type TextMakerOptions, textMaker } from './text-maker.ts';

/** Later than any clock: these tests are not about time. */
export const PATIENCE: Patience = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

/** Everything the tasks work with, over a store in memory. */
export interface TaskWorld {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly config: Config;
  readonly codec: ImageCodec;
  readonly judge: LabelJudge;
  readonly judgeWhy: string;
  readonly maker: TextMaker;
  readonly makerWhy: string;
  readonly desk: ApprovalDesk;
  readonly clock: FakeClock;
  readonly isGone: (holder: string) => boolean;
}

/** A world; what is left out is a bucket with the default config and a well-behaved judge. */
export function taskWorld(
  of: { config?: ConfigInput; judge?: LabelJudgeOptions; maker?: TextMakerOptions; layout?: Layout } = {},
): TaskWorld {
  const { config = {}, judge = {}, maker = {}, layout = layoutOf(BUCKET_LAYOUT) } = of;
  const [store, codec] = [memoryObjectStore('the bucket'), textCodec()];
  return {
    store,
    layout,
    // Pictures that are text have 100 x 100 pixels.
    config: configSchema.parse({ ...config, generate: { minEdge: 64, ...config.generate } }),
    codec,
    judge: labelJudge(judge),
    judgeWhy: 'a test said so',
    maker: textMaker(maker),
    makerWhy: 'a test said so',
    desk: silentDesk(),
    clock: fakeClock(),
    isGone: () => false,
  };
}

/** The same world with a judge that behaves otherwise; the store stays. */
export function withJudge(world: TaskWorld, options: LabelJudgeOptions): TaskWorld {
  return { ...world, judge: labelJudge(options) };
}

/** The files of a set with so many good images per type, each showing something else. */
export function cast(photorealistic: number, bw: number, colour: number, of = 'ada'): Readonly<Record<string, string>> {
  const many = (type: ImageType, count: number) =>
    Array.from({ length: count }, (_, at): [string, string] => {
      const shows = `${of} ${type} ${at}`;
      return [`${type}-${String(at).padStart(3, '0')}.png`, pictureText(type, 7, shows)];
    });
  const [photo, drawn, coloured] = IMAGE_TYPES;
  return Object.fromEntries([...many(photo, photorealistic), ...many(drawn, bw), ...many(coloured, colour)]);
}

/** Puts files into an actor's folder. */
export async function addFiles(
  { store, layout }: TaskWorld,
  actor: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [file, body] of Object.entries(files)) await store.put(`${layout.images(actor)}${file}`, body);
}

/** Prepare, as the state machine calls it. */
export function prepareRun(world: TaskWorld, run = 'r1', request: RunRequestInput = {}): Promise<Prepared> {
  return prepare({ execution: run, startedAt: '2026-11-22T12:00:00.000Z', request }, world);
}

/** The steps of one actor, up to the one that is named. */
export async function work(
  world: TaskWorld,
  actor: string,
  until: 'composite' | 'evaluate' | 'plan',
  run = 'r1',
): Promise<void> {
  const input = { run, actor };
  await composite(input, world, PATIENCE.signal);
  if (until !== 'composite') await evaluate(input, world, PATIENCE);
  if (until === 'plan') await plan(input, world, PATIENCE.signal);
}

/** A record as the next step would read it. */
export async function record<T extends z.ZodType>({ store }: TaskWorld, schema: T, key: string): Promise<z.infer<T>> {
  return parseRecord(schema, (await store.get(key)).body, key);
}

/** A record's text. */
export async function text({ store }: TaskWorld, key: string): Promise<string> {
  return new TextDecoder().decode((await store.get(key)).body);
}

/** Every key of the store. */
export async function keys({ store }: TaskWorld): Promise<readonly string[]> {
  return (await Array.fromAsync(store.list(''))).map(({ key }) => key);
}

/** The same world over a store on which writing some keys fails: a full disk. */
export function withFullDisk(world: TaskWorld, isFull: (key: string) => boolean): TaskWorld {
  const put: ObjectStore['put'] = async (key, ...rest) => {
    if (isFull(key)) throw new EvencastError('OutOfSpace', `No room left for ${key}.`);
    return world.store.put(key, ...rest);
  };
  return { ...world, store: { ...world.store, put } };
}

/** What Composite found of ada. */
export function inspectionOf(world: TaskWorld, run = 'r1'): Promise<Inspection> {
  return record(world, inspectionSchema, world.layout.runActor(run, 'ada', 'inspection.json'));
}

/** A world in which Composite has looked at these files of ada, beside another actor. */
export async function looked(
  files: Readonly<Record<string, string | Uint8Array>>,
  world = taskWorld(),
): Promise<{ readonly world: TaskWorld; readonly inspection: Inspection }> {
  await addFiles(world, 'eve', { 'a.png': pictureText('photorealistic', 5, 'eve') });
  await addFiles(world, 'ada', files);
  await prepareRun(world);
  await work(world, 'ada', 'composite');
  return { world, inspection: await inspectionOf(world) };
}
