import { evaluationSchema } from '../../core/records/evaluation.ts';
import { planRecordSchema } from '../../core/records/plan-record.ts';
import type { LabelJudgeOptions, ShownPicture } from './label-judge.ts';
import { addFiles, prepareRun, record, type TaskWorld, taskWorld, withJudge, work } from './task-world.ts';
import type { TextPicture } from './text-codec.ts';

/** No image is looked at again but those that have to be. */
export const NO_SHARE = { judge: { recheckShare: 0 } };

/** A set that was looked at, judged and planned, by default with second looks. */
export async function planned(
  files: Readonly<Record<string, string>>,
  judge: LabelJudgeOptions = {},
  config: Parameters<typeof taskWorld>[0] = { config: NO_SHARE },
): Promise<TaskWorld> {
  const world = taskWorld({ ...config, judge: { protocol: 'composite+recheck', ...judge } });
  await addFiles(world, 'ada', files);
  await prepareRun(world);
  await work(world, 'ada', 'plan');
  return world;
}

/** The same set in a further run. */
export async function again(world: TaskWorld, run: string, judge: LabelJudgeOptions = {}): Promise<TaskWorld> {
  const next = withJudge(world, { protocol: 'composite+recheck', ...judge });
  await prepareRun(next, run);
  await work(next, 'ada', 'plan', run);
  return next;
}

/** What a run says of ada’s set. */
export const evaluationOf = (world: TaskWorld, run = 'r1') =>
  record(world, evaluationSchema, world.layout.runActor(run, 'ada', 'evaluation.json'));
/** What a run plans for ada’s set. */
export const planOf = async (world: TaskWorld, run = 'r1') =>
  (await record(world, planRecordSchema, world.layout.runActor(run, 'ada', 'plan.json'))).plan;
/** Which files a run would retire. */
export const retired = async (world: TaskWorld, run = 'r1') =>
  (await planOf(world, run)).changes.flatMap((change) => (change.kind === 'retire' ? [change.file] : []));
/** What the judge was shown one by one. */
export const shownAlone = ({ judge }: TaskWorld) =>
  judge.asked.filter((_, index) => judge.looks[index] === 'image').flat();

/** Whether a cell is the one whose answer is known. */
export const isCanary = ({ shows }: ShownPicture) => shows.startsWith('canary ');
/** A picture that is taken for something else. */
export const as = (picture: ShownPicture, what: Partial<TextPicture>): TextPicture => ({ ...picture, ...what });
