import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { offlineJudge } from '../../../adapters/offline/offline-judge.ts';
import { offlineMaker } from '../../../adapters/offline-maker/offline-maker.ts';
import { IMAGE_TYPES, type ImageType } from '../../../core/image-type.ts';
import type { PictureFacts } from '../../../core/judging/picture-facts.ts';
import { DEFAULT_COPY_BITS, findCopies } from '../../../core/plan/copies.ts';
import type { SetImage } from '../../../core/plan/set-image.ts';
import { image } from '../../support/set-images.ts';
import { codec, drawnPhotograph, imageOf, PATIENT, request } from './requests.ts';

/** The prompts that Evencast brings. */
const PROMPTS = { photorealistic: [1, 15], bw_stylized: [16, 26], color_stylized: [27, 35] } as const;

const maker = offlineMaker();

/** What the codec says of a picture that it can read. */
async function factsOf(bytes: Uint8Array, statistics: boolean): Promise<PictureFacts> {
  const facts = await codec.facts(bytes, { statistics });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  return facts;
}

async function make(type: ImageType, promptNumber: number, references: readonly Uint8Array[]): Promise<Uint8Array> {
  const asked = request(type, promptNumber, references);
  return imageOf(await maker.finish(await maker.start(asked, PATIENT), asked, PATIENT));
}

function promptsOf(type: ImageType): readonly number[] {
  const [first, last] = PROMPTS[type];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

describe('what the offline maker makes', () => {
  // A try that the judge does not take for what was asked is followed by two more.
  it.each(IMAGE_TYPES)('is judged %s, surely and good enough to stay, for at least 17 of 20 prompts', async (type) => {
    const references = [await drawnPhotograph('beach', 1), await drawnPhotograph('library', 0, 'mono')];
    const judge = offlineJudge();
    const judged: string[] = [];
    for (const promptNumber of promptsOf(type)) {
      const facts = await factsOf(await make(type, promptNumber, references), true);
      const question = { actor: '0000', cells: [{ label: '1', facts }], sheet: undefined };
      const verdict = (await judge.judge(question, PATIENT)).verdicts.get('1');
      const accepted = verdict?.type === type && verdict.confidence >= 0.7 && verdict.score >= 4;
      judged.push(accepted ? 'accepted' : `${promptNumber}: ${JSON.stringify(verdict)}`);
    }
    const accepted = judged.filter((words) => words === 'accepted').length;
    expect(accepted / judged.length, judged.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it.each(IMAGE_TYPES)(
    'is no copy of its references or of itself: eight %s images from two photographs',
    async (type) => {
      const references = [await drawnPhotograph('street', 2), await drawnPhotograph('forest', 4)];
      const made = await Promise.all(
        promptsOf(type)
          .slice(0, 8)
          .map((promptNumber) => make(type, promptNumber, references)),
      );
      const set = await Promise.all([...references, ...made].map((bytes, index) => inSet(bytes, index, type)));
      expect(findCopies(set, { maxBits: DEFAULT_COPY_BITS, minQuality: 4 })).toEqual([]);
    },
  );
});

/** An image of a set in which all are of one type, the strictest case: copies are looked for within a type. */
async function inSet(bytes: Uint8Array, index: number, type: ImageType): Promise<SetImage> {
  const facts = await factsOf(bytes, false);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...image(`${index}.jpg`, { type, size: bytes.length, sha256 }), facts };
}
