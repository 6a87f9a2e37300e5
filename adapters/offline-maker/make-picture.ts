import sharp, { type Sharp } from 'sharp';
import type { ByType } from '../../core/image-type.ts';
import type { MakeOutcome, MakeRequest } from '../../core/ports/image-maker.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { readPicture } from '../sharp/open.ts';
import { COLOUR_LOOKS } from './colour/colour-looks.ts';
import { type Framed, framed } from './framing/framed.ts';
import { inkDrawing } from './ink/ink-drawing.ts';
import { INK_LOOKS } from './ink/ink-looks.ts';
import { LIGHTS } from './photo/lights.ts';
import { photograph } from './photo/photograph.ts';
import { throwIfStopped } from './stopped.ts';

/** JPEG quality of what is made: fine lines on white show the seams of compression first. */
const QUALITY = 92;

/** The picture of a request, made from the first of its references that can be read; the signal is looked at between steps. */
export async function makePicture(request: MakeRequest, signal: AbortSignal): Promise<MakeOutcome> {
  const problems: string[] = [];
  for (const reference of inTurn(request)) {
    throwIfStopped(signal, request.actor);
    const part = await readPicture(reference, ({ open, width, height }) => framed(open, { width, height }, request));
    throwIfStopped(signal, request.actor);
    if ('unreadable' in part) {
      problems.push(part.unreadable);
      continue;
    }
    const picture = await drawn(part, request);
    throwIfStopped(signal, request.actor);
    return {
      kind: 'made',
      image: await picture.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }).toBuffer(),
      usd: 0,
    };
  }
  return { kind: 'failed', words: failureWords(problems), usd: 0 };
}

/** Neighbouring prompts begin with other references, so that a set's new images do not all come from one. */
function inTurn({ references, promptNumber }: MakeRequest): readonly Uint8Array[] {
  const first = references.length === 0 ? 0 : promptNumber % references.length;
  return [...references.slice(first), ...references.slice(0, first)];
}

/** Draws by the type that is asked for, in the look that goes with the prompt's number. */
async function drawn(part: Framed, { type, promptNumber, seed, requestId }: MakeRequest): Promise<Sharp> {
  const random = seededRandom(seed, `${type} ${requestId} ${promptNumber}`);
  switch (type) {
    case 'photorealistic':
      return photograph(part.pixels, inOrder(LIGHTS, promptNumber - FIRST_PROMPT[type]), random);
    case 'bw_stylized':
      return inkDrawing(part, inOrder(INK_LOOKS, promptNumber - FIRST_PROMPT[type]), random);
    case 'color_stylized': {
      const look = inOrder(COLOUR_LOOKS, promptNumber - FIRST_PROMPT[type]);
      const { width, height, rgb } = await look(part, random);
      return sharp(rgb, { raw: { width, height, channels: 3 } });
    }
  }
}

/** The prompts that Evencast brings begin each type with these numbers, so that look and words agree. */
const FIRST_PROMPT: ByType<number> = { photorealistic: 1, bw_stylized: 16, color_stylized: 27 };

/** Prompts of one's own have other numbers, below the first or above the last, and take the looks in turn. */
function inOrder<T>(looks: readonly [T, ...T[]], place: number): T {
  return looks.at(place % looks.length) ?? looks[0];
}

function failureWords(problems: readonly string[]): string {
  const [first] = problems;
  if (first === undefined) return 'There is no real photograph of this actor to derive a stand-in from.';
  return `No photograph to derive a stand-in from can be read (${problems.length} tried): ${first}.`.slice(
    0,
    MOST_WORDS,
  );
}

/** As the port has it. */
const MOST_WORDS = 300;
