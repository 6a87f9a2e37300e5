import { EvencastError, isUnusableAnswer } from '../../core/errors.ts';
import { askAndPay } from '../../core/judging/ask-and-pay.ts';
import type { Manner, Patience } from '../../core/ports/judge.ts';
import type { InspectedImage } from '../../core/records/inspection.ts';
import { seededRandom, shuffled } from '../../core/seeded-random.ts';
import type { JudgingPorts } from './judge-set.ts';
import type { Notebook } from './notebook.ts';

/** After so many useless answers and not one that could be used, the judge is taken at its word and not asked further. */
const HOPELESS = 3;

/** Asking about images alone. */
interface Asking {
  readonly actor: string;
  readonly manner: Manner;
  readonly notebook: Notebook;
  readonly ports: JudgingPorts;
  readonly patience: Patience;
}

/**
 * Asks about images alone, several to a question and in another order than on the sheets. Where the answer about several
 * cannot be used, each is asked about by itself, so that one that is refused does not stand in the way of its neighbours.
 * What then is still without an answer is noted as such.
 *
 * @throws the error itself where nothing at all could be used: that is the judge's trouble and no image's.
 */
export async function askAlone(images: readonly InspectedImage[], asking: Asking): Promise<void> {
  const { actor, manner, ports } = asking;
  const inOrder = shuffled(images, seededRandom(1, `${actor}/alone/${images[0]?.sha256}`));
  if (inOrder.length > 0) await ports.mayAsk(inOrder.length, 'image');
  for (let at = 0; at < inOrder.length; at += manner.viewsPerQuestion) {
    const several = inOrder.slice(at, at + manner.viewsPerQuestion);
    if (await ask(several, asking)) continue;
    if (several.length === 1) continue;
    for (const image of several) {
      await ports.mayAsk(1, 'image');
      await ask([image], asking);
    }
  }
}

/** Whether the answer could be used. */
async function ask(images: readonly InspectedImage[], { actor, notebook, ports, patience }: Asking): Promise<boolean> {
  const { tally, unanswered } = notebook;
  tally.alone++;
  try {
    const views = await Promise.all(images.map((image) => viewOf(image, actor, ports)));
    const answer = await askAndPay({ actor, cells: images, sheet: undefined, views }, ports, patience);
    for (const image of images) {
      const verdict = answer.verdicts.get(image.label);
      if (verdict !== undefined) await notebook.note(image, 'image', verdict, '');
    }
    return true;
  } catch (error) {
    if (!isUnusableAnswer(error)) throw error;
    tally.aloneUnusable++;
    const useless = tally.sheetsVoided + tally.aloneUnusable;
    if (useless >= HOPELESS && useless === tally.sheets + tally.alone) throw error;
    for (const { sha256 } of images) unanswered.set(sha256, error);
    return false;
  }
}

function viewOf({ file, view }: InspectedImage, actor: string, { record }: JudgingPorts): Promise<Uint8Array> {
  if (view !== undefined) return record(view);
  throw new EvencastError('Internal', `${file} of ${actor} is to be looked at alone and was not drawn for it.`, {
    actor,
    image: file,
  });
}
