import * as z from 'zod';
import type { Patience } from '../../core/ports/judge.ts';
import type { Ask } from './api/ask.ts';
import { makerError, type Scene } from './api/failure-error.ts';
import { type Prediction, predictionSchema } from './prediction.ts';

/** How far the vendor's clock may be behind ours, in milliseconds. Laptops are minutes off; looking further costs a page. */
const CLOCK_SKEW = 10 * 60_000;

/** A page of the account's predictions, newest first, 100 to a page. What is no prediction is left out. */
const pageSchema = z.object({
  next: z.string().nullish(),
  results: z.array(predictionSchema.nullable().catch(null)),
});

/**
 * Looks for a prediction that was created since `begunBefore` (milliseconds since 1970), newest first.
 *
 * Replicate removes the input of API predictions after an hour, and with it what one is recognised by; but their picture is
 * removed as well, so that one would have to be made again anyway. Looking ends at the first page on which all of them have
 * lost their data, because what follows is older (what somebody made on the website keeps its data and says nothing here).
 * A prediction that Replicate is still busy creating is not listed yet; nothing can be done about that moment.
 */
export async function findBegun(
  begunBefore: number,
  isWanted: (prediction: Prediction) => boolean,
  ask: Ask,
  scene: Scene,
  patience: Patience,
): Promise<Prediction | undefined> {
  let params: Readonly<Record<string, string>> = {};
  for (;;) {
    const page = await readPage(params, ask, scene, patience);
    const found = page.predictions.find(isWanted);
    const isPast = page.predictions.some(({ created_at }) => Date.parse(created_at ?? '') < begunBefore - CLOCK_SKEW);
    const ofApi = page.predictions.filter(({ source }) => source !== 'web');
    const isForgotten = ofApi.length > 0 && ofApi.every(({ data_removed }) => data_removed === true);
    if (found !== undefined || isPast || isForgotten || page.next === undefined) return found;
    params = page.next;
  }
}

interface Page {
  readonly predictions: readonly Prediction[];
  /** What to ask for the next page with. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

async function readPage(
  params: Readonly<Record<string, string>>,
  ask: Ask,
  scene: Scene,
  patience: Patience,
): Promise<Page> {
  // The client's own paging sends the token to whatever address the server names as the next.
  const answer = await ask(
    'list',
    async (client) => (await client.request('/predictions', { params })).json(),
    scene,
    patience,
  );
  const page = pageSchema.safeParse(answer);
  if (!page.success) {
    throw makerError('MakerUnavailable', scene, 'sent no list of predictions; check the base URL and try again');
  }
  const next = URL.parse(page.data.next ?? '', scene.service.baseUrl)?.searchParams;
  return {
    predictions: page.data.results.filter((each) => each !== null),
    next: page.data.next && next?.size ? Object.fromEntries(next) : undefined,
  };
}
