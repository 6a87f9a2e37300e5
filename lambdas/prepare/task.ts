import { chooseActors } from '../../core/choose-actors.ts';
import type { Config } from '../../core/config/config.ts';
import { problemLines } from '../../core/config/problems.ts';
import { type Prepared, prepareInputSchema } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Layout } from '../../core/layout.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { recordText } from '../../core/records/record-text.ts';
import type { RunRecord } from '../../core/records/run-record.ts';
import { type RunRequest, runRequestSchema } from '../../core/request.ts';

/** What Prepare works with. */
export interface PreparePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly config: Config;
  readonly judge: Judge;
  /** Why this judge works, in words. */
  readonly judgeWhy: string;
}

/**
 * Validates the request, pins the configuration and writes down whom the run is about.
 *
 * @throws InvalidRequest with every problem of the request; NotFound for actors that are not there.
 */
export async function prepare(input: unknown, ports: PreparePorts): Promise<Prepared> {
  const { run, startedAt, request: raw } = prepareInputSchema.parse(input);
  const request = parseRequest(raw);
  const { store, layout, judge, judgeWhy } = ports;
  const config = withRequest(ports.config, request);
  const there = await Array.fromAsync(actorsIn(store, layout));
  const actors = chooseActors(there, request, config, store.place);

  const judged = { signatures: [...judge.signatures], why: judgeWhy };
  const record: RunRecord = {
    schema: 1,
    run,
    startedAt,
    place: store.place,
    request,
    config,
    judge: judged,
    actors: actors.length,
  };
  const actorsKey = layout.run(run, 'actors.json');
  await store.put(actorsKey, recordText(actors.map((actor) => ({ actor }))), { contentType: 'application/json' });
  await store.put(layout.run(run, 'run.json'), recordText(record), { contentType: 'application/json' });
  return { run, actors: actors.length, concurrency: config.limits.concurrency, actorsKey };
}

function parseRequest(raw: unknown): RunRequest {
  const parsed = runRequestSchema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new EvencastError('InvalidRequest', `The request is not valid. ${problemLines(parsed.error).join('; ')}.`);
}

/** What the request says overrides the config, and the pinned config is what holds. */
function withRequest(config: Config, { budgetUsd, maxDeletions, concurrency }: RunRequest): Config {
  const limits = {
    ...config.limits,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    // Whoever names a number means that number, not half of it.
    ...(maxDeletions === undefined ? {} : { maxDeletions, maxDeletionShare: 1 }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  return { ...config, limits };
}

/** Every folder is an actor, except the one where Evencast's own records lie, and hidden ones in a plain folder. */
async function* actorsIn(store: ObjectStore, layout: Layout): AsyncGenerator<string> {
  for await (const name of store.folders(layout.actors)) {
    const ours = layout.runs.startsWith(`${layout.actors}${name}/`);
    if (!ours && (layout.actors !== '' || !name.startsWith('.'))) yield name;
  }
}
