import { lookup } from 'node:dns/promises';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker, MakeOutcome, MakeRequest } from '../../core/ports/image-maker.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { type Ask, asker } from './api/ask.ts';
import type { Scene } from './api/failure-error.ts';
import { serviceAt } from './api/service.ts';
import { awaitPrediction } from './await-prediction.ts';
import { publicHttps } from './copy/address-policy.ts';
import { copiedOutput, type OutputSettings } from './copy/copy-output.ts';
import type { Resolve } from './copy/open-guarded.ts';
import { findBegun } from './find-begun.ts';
import { type ModelId, modelId } from './model-id.ts';
import { type InputNames, isOfRequest, modelInput } from './model-input.ts';
import { costOf, endedWithout, failed } from './outcome.ts';
import { checkedId, type Prediction, readPrediction } from './prediction.ts';

/** How images are made. */
export interface ReplicateMakerSettings {
  readonly token: string;
  /** "owner/name" of an official model, or "owner/name:version". */
  readonly model: string;
  readonly input: InputNames;
  /** As the model writes it ("3:4"). */
  readonly aspect: string;
  readonly usdPerImage: number;
  readonly clock: Clock;
  /** Of another server that speaks Replicate's API, with its path; https, or http on this machine. */
  readonly baseUrl?: string | undefined;
  /** How names of picture servers are resolved; the system's way when absent. */
  readonly resolve?: Resolve | undefined;
}

/**
 * A maker behind Replicate's API. It sends the prompt, the seed, the shape and the reference photographs; never the actor's
 * id. One image is one prediction; its id is what `start` answers.
 *
 * Throws InvalidConfig when it is made with an unusable base URL or model.
 */
export function replicateMaker(settings: ReplicateMakerSettings): ImageMaker {
  const service = serviceAt(settings.baseUrl);
  const workshop: Workshop = {
    settings,
    model: modelId(settings.model),
    ask: asker(settings),
    output: {
      clock: settings.clock,
      copy: { policy: publicHttps(service.loopbackOrigin), resolve: settings.resolve ?? systemResolve },
    },
  };
  const sceneOf = ({ actor }: MakeRequest): Scene => ({ service, model: settings.model, actor });
  return {
    name: 'replicate',
    model: settings.model,
    standIn: false,
    usdPerImage: settings.usdPerImage,
    start: (request, patience) => start(request, workshop, sceneOf(request), patience),
    finish: async (id, request, patience) => finish(checkedId(id, request.actor), workshop, sceneOf(request), patience),
  };
}

/** What a maker works with. */
interface Workshop {
  readonly settings: ReplicateMakerSettings;
  readonly model: ModelId;
  readonly ask: Ask;
  readonly output: OutputSettings;
}

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

async function start(request: MakeRequest, workshop: Workshop, scene: Scene, patience: Patience): Promise<string> {
  const { ask, model, settings } = workshop;
  const begun = await begunAlready(request, workshop, scene, patience);
  if (begun !== undefined) return begun.id;
  const input = modelInput(request, settings.input, settings.aspect);
  const which = model.version === undefined ? { model: model.path } : { version: model.version };
  const answer = await ask('make', (client) => client.predictions.create({ ...which, input }), scene, patience);
  return readPrediction(answer, scene).id;
}

async function begunAlready(
  request: MakeRequest,
  { ask, model, settings }: Workshop,
  scene: Scene,
  patience: Patience,
): Promise<Prediction | undefined> {
  if (request.begunBefore === undefined || settings.input.seed === '') return undefined;
  const isWanted = (prediction: Prediction) => isOfRequest(prediction, request, settings.input, model);
  return findBegun(request.begunBefore, isWanted, ask, scene, patience);
}

async function finish(id: string, workshop: Workshop, scene: Scene, patience: Patience): Promise<MakeOutcome> {
  const { ask, model, settings, output } = workshop;
  const prediction = await awaitPrediction(id, ask, scene, patience, settings.clock);
  // It may have been paid for all the same: under another token, or before somebody deleted it.
  if (prediction === undefined) return failed('Replicate does not know this image any more', settings.usdPerImage);
  const usd = costOf(prediction, settings.usdPerImage, model);
  if (prediction.status !== 'succeeded') return endedWithout(prediction, usd);
  return copiedOutput(prediction, usd, output, scene, patience);
}
