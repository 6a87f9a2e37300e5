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

/** Of the prompts that Evencast brings: all of the quick ones, every second of those that take a second or more to draw. */
const PROMPTS = {
  photorealistic: Array.from({ length: 15 }, (_, i) => 1 + i),
  bw_stylized: [16, 18, 20, 22, 24, 26],
  color_stylized: [27, 29, 31, 33, 35],
} as const;

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

describe('what the offline maker makes', () => {
  // One may fail: a try that the judge does not take for what was asked is followed by two more.
  it.each(IMAGE_TYPES)('is judged %s, surely and good enough to stay, for all prompts but one', async (type) => {
    const references = [await drawnPhotograph('beach', 1), await drawnPhotograph('library', 0, 'mono')];
    const judge = offlineJudge();
    const judged: string[] = [];
    for (const promptNumber of PROMPTS[type]) {
      const facts = await factsOf(await make(type, promptNumber, references), true);
      const question = { actor: '0000', cells: [{ label: '1', facts }], sheet: undefined };
      const verdict = (await judge.judge(question, PATIENT)).verdicts.get('1');
      const accepted = verdict?.type === type && verdict.confidence >= 0.7 && verdict.score >= 4;
      judged.push(accepted ? 'accepted' : `${promptNumber}: ${JSON.stringify(verdict)}`);
    }
    const refused = judged.filter((words) => words !== 'accepted');
    expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(1);
  });

  it.each(IMAGE_TYPES)(
    'holds no copies of its references or of each other: up to eight %s images from two photographs',
    async (type) => {
      const references = [await drawnPhotograph('street', 2), await drawnPhotograph('forest', 4)];
      const made = await Promise.all(
        PROMPTS[type].slice(0, 8).map((promptNumber) => make(type, promptNumber, references)),
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
