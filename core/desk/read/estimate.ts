import { listImages } from '../../apply/list-images.ts';
import { chooseActors } from '../../choose-actors.ts';
import { inFlight } from '../../in-flight.ts';
import { roundUsd } from '../../money/prices.ts';
import type { AnswerOf, BodyOf } from '../../ports/desk-actions.ts';
import { runIndexSchema } from '../../records/report.ts';
import { pastRuns } from '../../records/run-history.ts';
import { runRequestSchema } from '../../request.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from './changes.ts';
import { inspectedBy } from './set-now.ts';

const READS_IN_FLIGHT = 16;

/** What a run would cost at most, from what lies there and what the last run knows. Nothing is started. */
export async function estimateRun(
  world: DeskWorld,
  wanted: BodyOf<'estimate'>,
  signal: AbortSignal,
): Promise<AnswerOf<'estimate'>> {
  const { store, layout, config, judge, maker, memory, about } = world;
  const there: string[] = [];
  for await (const name of store.folders(layout.actors, { signal })) if (layout.mayBeActor(name)) there.push(name);
  const actors = chooseActors(there, runRequestSchema.parse({ ...wanted, mode: 'dry-run' }), config, store.place);
  const last = (await pastRuns(world)).findLast(({ report }) => report !== undefined)?.record.run;
  const index =
    last === undefined
      ? undefined
      : await memory.latest(runIndexSchema, layout.run(last, 'index.json'), signal).catch(() => undefined);
  const rows = new Map(index?.actors.map((row) => [row.actor, row]));
  let [images, toJudge, toMake, known] = [0, 0, 0, 0];
  for await (const found of inFlight(actors, READS_IN_FLIGHT, async (actor) => {
    const listed = await listImages(store, layout.images(actor), signal);
    const row = rows.get(actor);
    if (last === undefined || row === undefined || wanted.force) return { listed, news: listed.length, row };
    const basis = (await planOf(world, last, actor, signal))?.basis ?? [];
    const after = (await inspectedBy(world, last, actor, signal)).after;
    const seen = new Set([...basis, ...after].map(({ file, version }) => JSON.stringify([file, version])));
    const news = listed.filter(({ file, version }) => !seen.has(JSON.stringify([file, version]))).length;
    return { listed, news, row };
  })) {
    images += found.listed.length;
    toJudge += found.news;
    if (found.row === undefined || found.row.status === 'failed') continue;
    known += 1;
    if (found.row.applied === undefined) toMake += found.row.generate;
  }
  return {
    actors: actors.length,
    images,
    toJudge,
    judgingUsdAtMost: roundUsd(judge.costCeiling(toJudge)),
    toMake: known === 0 ? null : toMake,
    makingUsdAbout: known === 0 ? null : roundUsd(toMake * maker.usdPerImage),
    budgetUsd: wanted.budgetUsd ?? config.limits.budgetUsd,
    judge: about.judge.name,
    maker: about.maker.name,
  };
}
