import { EvencastError } from '../../core/errors.ts';
import { askAndPay, type PayingJudge } from '../../core/judging/ask-and-pay.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { RememberedVerdict } from '../../core/judging/verdict-memory.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { VIEW_EDGE } from '../../core/report/sheet-geometry.ts';

/** The one cell's label. */
const LABEL = '01';

/** An image that was just made. */
export interface OneImage {
  readonly actor: string;
  readonly image: Uint8Array;
  readonly facts: PictureFacts;
}

/** What asking works with. */
export interface AskingPorts extends PayingJudge {
  readonly codec: ImageCodec;
}

/** Asks the judge about a single image: alone, where it looks at pictures. */
export async function askAboutOne(
  { actor, image, facts }: OneImage,
  { judge, codec, paid }: AskingPorts,
  patience: Patience,
): Promise<Omit<RememberedVerdict, 'schema' | 'run'>> {
  const views = judge.manner === undefined ? undefined : [await viewOf(image, codec, actor)];
  const question = { actor, cells: [{ label: LABEL, facts }], sheet: undefined, views };
  const answer = await askAndPay(question, { judge, paid }, patience);
  const verdict = answer.verdicts.get(LABEL);
  if (verdict === undefined)
    throw new EvencastError(
      'JudgeAnswerInvalid',
      `The judge said nothing of a new image of ${actor}. Resume the run.`,
      {
        actor,
      },
    );
  return { verdict, looks: views === undefined ? {} : { image: verdict }, label: LABEL, analysis: '' };
}

async function viewOf(image: Uint8Array, codec: ImageCodec, actor: string): Promise<Uint8Array> {
  const view = await codec.reference(image, VIEW_EDGE);
  if (!('unreadable' in view)) return view;
  const words = `A picture that was read before cannot be read: ${view.unreadable}.`;
  throw new EvencastError('Internal', words, { actor });
}
