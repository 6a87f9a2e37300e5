import { isEvencastError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Patience } from '../../core/ports/judge.ts';
import type { Ask } from './api/ask.ts';
import { makerError, type Scene } from './api/failure-error.ts';
import { pause } from './api/patience.ts';
import { isOver, type Prediction, readPrediction } from './prediction.ts';

/** Between two looks, in milliseconds: a picture takes 5 to 20 s, and all looks of a run share 3,000 a minute. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
const GROWTH = 1.5;

/**
 * Looks at a prediction until it is over; `undefined` where Replicate does not know it. Throws MakerUnavailable when it is
 * still being made at the deadline: it goes on without anybody waiting, and looking again later finds it.
 */
export async function awaitPrediction(
  id: string,
  ask: Ask,
  scene: Scene,
  patience: Patience,
  clock: Clock,
): Promise<Prediction | undefined> {
  for (let ms = FIRST_PAUSE; ; ms = Math.min(ms * GROWTH, LONGEST_PAUSE)) {
    const prediction = await look(id, ask, scene, patience);
    if (prediction === undefined || isOver(prediction)) return prediction;
    if (clock.now() + ms >= patience.deadline) {
      throw makerError(
        'MakerUnavailable',
        scene,
        'is still making the image; trying again goes on waiting for this one',
      );
    }
    await pause(ms, clock, patience, scene);
  }
}

async function look(id: string, ask: Ask, scene: Scene, patience: Patience): Promise<Prediction | undefined> {
  try {
    const answer = await ask('prediction', (client) => client.predictions.get(id), scene, patience);
    return readPrediction(answer, scene);
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}
