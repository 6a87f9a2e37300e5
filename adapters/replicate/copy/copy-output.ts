import type { Clock } from '../../../core/ports/clock.ts';
import type { MakeOutcome } from '../../../core/ports/image-maker.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import { systemCode } from '../../system-code.ts';
import { makerError, type Scene } from '../api/failure-error.ts';
import { signalWithin, stopped, timeLeft } from '../api/patience.ts';
import { failed } from '../outcome.ts';
import type { Prediction } from '../prediction.ts';
import { type CopySettings, copyPicture, type NoPicture, ServerBusy } from './copy-picture.ts';
import { outputSource } from './output-source.ts';

/** How outputs are copied, and by which clock patience is measured. */
export interface OutputSettings {
  readonly copy: CopySettings;
  readonly clock: Clock;
}

/**
 * Copies the picture of a prediction that succeeded and cost `usd`. What is wrong with the picture is an outcome; throws
 * MakerUnavailable where it may still be there for the next try, which will not make another.
 */
export async function copiedOutput(
  prediction: Prediction,
  usd: number,
  settings: OutputSettings,
  scene: Scene,
  patience: Patience,
): Promise<MakeOutcome> {
  const source = outputSource(prediction.output);
  const picture = source === undefined ? noSource(prediction) : await copied(source, settings, scene, patience);
  if (!('noPicture' in picture)) return { kind: 'made', image: picture, usd };
  return failed(`Replicate made the image, but the picture ${picture.noPicture}`, usd);
}

function noSource({ data_removed, output }: Prediction): NoPicture {
  const isGone = data_removed === true || output === null;
  return { noPicture: isGone ? 'is gone: outputs are kept for an hour' : 'is not among what the model answered' };
}

async function copied(
  source: string,
  { copy, clock }: OutputSettings,
  scene: Scene,
  patience: Patience,
): Promise<Uint8Array | NoPicture> {
  const signal = signalWithin(timeLeft(patience, clock.now(), scene), patience);
  try {
    return await copyPicture(source, copy, signal);
  } catch (error) {
    if (patience.signal.aborted) throw stopped(patience.signal, scene);
    const why = signal.aborted ? 'no end in the time there was' : reason(error);
    throw makerError(
      'MakerUnavailable',
      scene,
      `made the image, but copying it failed (${why}); trying again copies it`,
    );
  }
}

/** In words of our own: what a server says could quote its address, which holds a signature. */
function reason(error: unknown): string {
  if (error instanceof ServerBusy) return error.message;
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}
