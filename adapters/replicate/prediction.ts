import * as z from 'zod';
import { EvencastError } from '../../core/errors.ts';
import { makerError, type Scene } from './api/failure-error.ts';

/** What an id of Replicate's looks like; nothing else becomes part of a URL. */
const ID = /^[a-z0-9]{1,80}$/i;

const momentSchema = z.string().nullish().catch(undefined);

/** The parts of a prediction that are used. Fields that are there but of another kind count as absent. */
export const predictionSchema = z.object({
  id: z.string().regex(ID),
  status: z.string(),
  model: z.string().nullish().catch(undefined),
  version: z.string().nullish().catch(undefined),
  input: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  output: z.unknown(),
  error: z.unknown(),
  source: z.string().nullish().catch(undefined),
  /** Input, output and logs of predictions made through the API are removed after an hour. */
  data_removed: z.boolean().nullish().catch(undefined),
  created_at: momentSchema,
  started_at: momentSchema,
  completed_at: momentSchema,
});

/** One attempt at an image, as Replicate keeps it. See {@link predictionSchema}. */
export type Prediction = z.infer<typeof predictionSchema>;

/** The API's answer as a prediction. Throws MakerUnavailable for anything else. */
export function readPrediction(answer: unknown, scene: Scene): Prediction {
  const prediction = predictionSchema.safeParse(answer);
  if (prediction.success) return prediction.data;
  throw makerError('MakerUnavailable', scene, 'sent an answer that is no prediction; check the base URL and try again');
}

/** An id that was written down earlier. Throws RecordCorrupt where it cannot be one. */
export function checkedId(id: string, actor: string): string {
  if (ID.test(id)) return id;
  throw new EvencastError('RecordCorrupt', 'The journal holds an image’s id that is none of Replicate’s.', { actor });
}

const ENDINGS = ['succeeded', 'failed', 'canceled', 'aborted'];

/** Whether nothing more will happen to it. A status that nobody has heard of is over when it has an end. */
export function isOver({ status, completed_at }: Prediction): boolean {
  return ENDINGS.includes(status) || (typeof completed_at === 'string' && status !== 'processing');
}
