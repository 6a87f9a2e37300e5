import sharp, { type Sharp } from 'sharp';
import type { MakeOutcome, MakeRequest } from '../../core/ports/image-maker.ts';
import { readPicture } from '../sharp/open.ts';
import { COLOUR_LOOKS } from './colour/colour-looks.ts';
import { type Framed, framed } from './framing/framed.ts';
import { inkDrawing } from './ink/ink-drawing.ts';
import { INK_LOOKS } from './ink/ink-looks.ts';
import { photograph } from './photo/photograph.ts';
import { seededRandom } from './seeded-random.ts';
import { throwIfStopped } from './stopped.ts';

/** JPEG quality of what is made, as that of the composites: an image for training is not saved on. */
const QUALITY = 92;

/** The picture of a request, made from the first of its references that can be read. */
export async function makePicture(request: MakeRequest, signal: AbortSignal): Promise<MakeOutcome> {
  const problems: string[] = [];
  for (const reference of inTurn(request)) {
    const part = await readPicture(reference, ({ open, width, height }) => framed(open, { width, height }, request));
    throwIfStopped(signal, request.actor);
    if ('unreadable' in part) {
      problems.push(part.unreadable);
      continue;
    }
    const image = await (await drawn(part, request)).jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
    throwIfStopped(signal, request.actor);
    return { kind: 'made', image, usd: 0 };
  }
  return { kind: 'failed', words: failureWords(problems), usd: 0 };
}

/** Neighbouring prompts begin with other references, so that a set's new images do not all come from one. */
function inTurn({ references, promptNumber }: MakeRequest): readonly Uint8Array[] {
  const first = references.length === 0 ? 0 : promptNumber % references.length;
  return [...references.slice(first), ...references.slice(0, first)];
}

/** The prompts that Evencast brings begin their drawings with these numbers, so that look and words agree. */
const FIRST_INK_PROMPT = 16;
const FIRST_COLOUR_PROMPT = 27;

async function drawn(part: Framed, { type, promptNumber, seed, requestId }: MakeRequest): Promise<Sharp> {
  const random = seededRandom(seed, `${type} ${requestId} ${promptNumber}`);
  switch (type) {
    case 'photorealistic':
      return photograph(part.pixels, promptNumber, random);
    case 'bw_stylized':
      return inkDrawing(part, lookAt(INK_LOOKS, promptNumber - FIRST_INK_PROMPT), random);
    case 'color_stylized': {
      const { width, height, rgb } = await lookAt(COLOUR_LOOKS, promptNumber - FIRST_COLOUR_PROMPT)(part, random);
      return sharp(rgb, { raw: { width, height, channels: 3 } });
    }
  }
}

/** Prompts of one's own have other numbers, and take the looks in turn. */
function lookAt<T>(looks: readonly [T, ...T[]], place: number): T {
  return looks[((place % looks.length) + looks.length) % looks.length] ?? looks[0];
}

function failureWords(problems: readonly string[]): string {
  if (problems.length === 0) return 'There is no real photograph of this actor to derive a stand-in from.';
  return `None of the ${problems.length} photographs to derive a stand-in from can be read: ${problems[0]}.`.slice(
    0,
    300,
  );
}
