import { EvencastError } from '../../core/errors.ts';
import { askAndPay, type PayingJudge } from '../../core/judging/ask-and-pay.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { Verdict } from '../../core/judging/verdict.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Patience } from '../../core/ports/judge.ts';

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
  /** Pixels of a cell's picture. */
  readonly edge: number;
}

/** Asks the judge about a single image, on a sheet of its own where it looks at sheets. */
export async function askAboutOne(
  { actor, image, facts }: OneImage,
  { judge, codec, edge, paid }: AskingPorts,
  patience: Patience,
): Promise<{ readonly verdict: Verdict; readonly label: string; readonly analysis: string }> {
  const sheet = judge.sheetCells === undefined ? undefined : await sheetOfOne(image, codec, edge, actor);
  const answer = await askAndPay({ actor, cells: [{ label: LABEL, facts }], sheet }, { judge, paid }, patience);
  const verdict = answer.verdicts.get(LABEL);
  if (verdict === undefined)
    throw new EvencastError(
      'JudgeAnswerInvalid',
      `The judge said nothing of a new image of ${actor}. Resume the run.`,
      {
        actor,
      },
    );
  return { verdict, label: LABEL, analysis: '' };
}

async function sheetOfOne(image: Uint8Array, codec: ImageCodec, edge: number, actor: string): Promise<Uint8Array> {
  const picture = await codec.thumbnail(image, edge);
  if ('unreadable' in picture)
    throw new EvencastError('Internal', `A picture that was read before cannot be read: ${picture.unreadable}.`, {
      actor,
    });
  return codec.sheet([{ label: LABEL, picture }]);
}
