import { chooseActors } from '../../core/choose-actors.ts';
import type { Config } from '../../core/config/config.ts';
import { problemLines } from '../../core/config/problems.ts';
import { withProtocol } from '../../core/config/with-protocol.ts';
import { type Prepared, prepareInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Layout } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ImageMaker } from '../../core/ports/image-maker.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { recordText } from '../../core/records/record-text.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { type RunRequest, runRequestSchema } from '../../core/request.ts';
import { resumeRun, startRollback } from './known-run.ts';

/** What Prepare works with. */
export interface PreparePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
  readonly config: Config;
  readonly judge: Pick<Judge, 'signatures'>;
  /** Why this judge works, in words. */
  readonly judgeWhy: string;
  readonly maker: Pick<ImageMaker, 'name' | 'model' | 'standIn' | 'usdPerImage'>;
  readonly makerWhy: string;
}

/**
 * Validates the request, pins the configuration and writes down whom the run is about; of a run that is there already, finds
 * out where to go on.
 *
 * @throws InvalidRequest with every problem of the request; NotFound for actors or a run that are not there.
 */
export async function prepare(input: unknown, ports: PreparePorts): Promise<Prepared> {
  const { execution, startedAt, request: raw } = prepareInputSchema.parse(input);
  const request = parseRequest(raw);
  if (request.mode === 'resume') return resumeRun(request, ports);
  if (request.mode === 'rollback') return startRollback(request, ports);

  const { store, layout, judge, judgeWhy, maker, makerWhy } = ports;
  const run = execution;
  const config = withRequest(ports.config, request, maker);
  const there = await Array.fromAsync(actorsIn(store, layout));
  const actors = chooseActors(there, request, config, store.place);
  const { name, model, standIn } = maker;
  const record: RunRecord = {
    schema: 1,
    run,
    startedAt,
    place: store.place,
    request,
    config,
    judge: { signatures: [...judge.signatures], why: judgeWhy },
    maker: { name, model, standIn, why: makerWhy },
    actors: actors.length,
    takenBack: false,
  };
  const actorsKey = layout.run(run, 'actors.json');
  await store.put(actorsKey, recordText(actors.map((actor) => ({ actor }))), { contentType: 'application/json' });
  await store.put(layout.run(run, 'run.json'), recordText(record), { contentType: 'application/json' });
  return { run, stage: 'evaluate', actors: actors.length, concurrency: config.limits.concurrency, actorsKey };
}

function parseRequest(raw: unknown): RunRequest {
  const parsed = runRequestSchema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new EvencastError('InvalidRequest', `The request is not valid. ${problemLines(parsed.error).join('; ')}.`);
}

/** What the request says overrides the config, and the pinned config is what holds. */
function withRequest(config: Config, request: RunRequest, { usdPerImage }: PreparePorts['maker']): Config {
  const { mode, budgetUsd, maxDeletions, concurrency } = request;
  const limits = {
    ...config.limits,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    // Whoever names a number means that number, not half of it.
    ...(maxDeletions === undefined ? {} : { maxDeletions, maxDeletionShare: 1 }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  // A dry-run tells what the configured model would cost; a run that acts, what its own maker does.
  const generate = mode === 'execute' ? { ...config.generate, usdPerImage } : config.generate;
  return { ...withProtocol(config, request.protocol), limits, generate };
}

/** Every folder that may be an actor's. */
async function* actorsIn(store: ObjectStore, layout: Layout): AsyncGenerator<string> {
  for await (const name of store.folders(layout.actors)) if (layout.mayBeActor(name)) yield name;
}
