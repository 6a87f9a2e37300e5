/**
 * The rules of Evencast as a library, `import { planSet } from 'evencast'`: pure functions, and the schemas of what a run reads
 * and of the records that it leaves. What is not named here may change without notice.
 *
 * A set is judged by a run, or by you; {@link setOf} joins its records into what {@link planSet} looks at, and
 * {@link planSettings} says what a configuration means for one actor.
 */

export { type Config, type ConfigInput, configSchema } from './config/config.ts';
export { groupOf, targetFor } from './config/groups.ts';
export { planSettings } from './config/plan-settings.ts';
export { problemLines } from './config/problems.ts';
export { ERROR_KINDS, type ErrorKind, type ErrorName, EvencastError, isEvencastError } from './errors.ts';
export { type ByType, IMAGE_TYPES, type ImageType, TYPE_NAMES } from './image-type.ts';
export { type PictureFacts, pictureFactsSchema } from './judging/picture-facts.ts';
export { type Verdict, verdictSchema } from './judging/verdict.ts';
export { BUCKET_LAYOUT, type Layout, layoutOf, PLAIN_LAYOUT } from './layout.ts';
export {
  type Change,
  changeSchema,
  type GenerateChange,
  type RetireChange,
  type RetireReason,
  type Withheld,
} from './plan/change.ts';
export { type Copy, DEFAULT_COPY_BITS, findCopies } from './plan/copies.ts';
export { type Finding, type Plan, type PlanSettings, planSchema, planSet } from './plan/plan.ts';
export { planBasis, planHash } from './plan/plan-hash.ts';
export type { SetImage } from './plan/set-image.ts';
export { setOf } from './plan/set-of.ts';
export {
  countsWithinTolerance,
  DEFAULT_TARGET,
  type Distribution,
  distributionOf,
  type Target,
  targetCounts,
  targetProblems,
} from './plan/target.ts';
export { DEFAULT_PROMPTS } from './prompts/defaults.ts';
export { PROMPT_RANGES, type PromptTemplate, promptsOf, withReplacements } from './prompts/templates.ts';
export { type ActorResult, actorResultSchema } from './records/actor-result.ts';
export { type Evaluation, evaluationSchema, publishedEvaluationSchema } from './records/evaluation.ts';
export { type Inspection, inspectionSchema } from './records/inspection.ts';
export { type Manifest, manifestSchema } from './records/manifest.ts';
export { type PlanRecord, planRecordSchema } from './records/plan-record.ts';
export { type Report, reportSchema } from './records/report.ts';
export { changeWords, FINDING_WORDS, retireWords, withheldWords } from './report/wording.ts';
export { type RunRequest, type RunRequestInput, runRequestSchema } from './request.ts';
