import { type ReplicateMakerSettings, replicateMaker } from '../../../adapters/replicate/replicate-maker.ts';
import { asEvencastError, type EvencastError } from '../../../core/errors.ts';
import type { ImageMaker, MakeOutcome, MakeRequest } from '../../../core/ports/image-maker.ts';
import type { Patience } from '../../../core/ports/judge.ts';
import { makeRequest } from '../../contracts/image-maker.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { type ReplicateServer, type ReplicateServerOptions, replicateServer } from '../../support/replicate-server.ts';

/** A token whose parts are easy to look for in what must not hold them. */
export const TOKEN = 'r8_Sesame4711OpenUp';

/** An actor id that must not leave the machine. */
export const ACTOR = 'Zoë 🦊 0042';

/** The configuration's own defaults. */
export const INPUT = {
  prompt: 'prompt',
  references: 'input_images',
  seed: 'seed',
  aspect: 'aspect_ratio',
  fixed: { output_format: 'jpg' },
} as const satisfies ReplicateMakerSettings['input'];

/** A maker, the stand-in server it asks, and its clock. */
export interface World {
  readonly maker: ImageMaker;
  readonly server: ReplicateServer;
  readonly clock: FakeClock;
  readonly request: MakeRequest;
  /** Waits a minute of the fake clock, never cancelled. */
  readonly patience: Patience;
  start(changes?: Partial<MakeRequest>): Promise<string>;
  finish(id: string): Promise<MakeOutcome>;
  /** Starts and finishes. */
  make(): Promise<MakeOutcome>;
  close(): Promise<void>;
}

/** Settings for tests. */
export function settings(clock: FakeClock): ReplicateMakerSettings {
  const model = 'black-forest-labs/flux-2-pro';
  return { token: TOKEN, model, input: INPUT, aspect: '3:4', usdPerImage: 0.05, clock };
}

/** A {@link World} with its own server. */
export async function world(
  changes: Partial<ReplicateMakerSettings> = {},
  options: ReplicateServerOptions = {},
): Promise<World> {
  const clock = fakeClock();
  const server = await replicateServer({ now: clock.now, ...options });
  const maker = replicateMaker({ ...settings(clock), baseUrl: server.url, ...changes });
  const request = makeRequest({ actor: ACTOR, prompt: 'Portrait of a fox in soft light' });
  const patience = { signal: new AbortController().signal, deadline: clock.now() + 60_000 };
  const start = (of: Partial<MakeRequest> = {}) => maker.start({ ...request, ...of }, patience);
  const finish = (id: string) => maker.finish(id, request, patience);
  const make = async () => finish(await start());
  return { maker, server, clock, request, patience, start, finish, make, close: server.close };
}

/** The error that something ended with. */
export async function errorOf(promise: Promise<unknown>): Promise<EvencastError> {
  try {
    await promise;
  } catch (error) {
    return asEvencastError(error);
  }
  throw new Error('nothing failed');
}
