import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { offlineMaker } from '../../../adapters/offline-maker/offline-maker.ts';
import { IMAGE_TYPES } from '../../../core/image-type.ts';
import type { MakeRequest } from '../../../core/ports/image-maker.ts';
import { codec, drawnPhotograph, imageOf, PATIENT, request } from './requests.ts';

const maker = offlineMaker();

async function make(asked: MakeRequest) {
  return maker.finish(await maker.start(asked, PATIENT), asked, PATIENT);
}

let photo: Uint8Array;
beforeAll(async () => {
  photo = await drawnPhotograph('beach', 1);
});

describe('offlineMaker', () => {
  it('says plainly that it stands in, and costs nothing', async () => {
    expect(maker).toMatchObject({ name: 'offline', model: 'offline-looks-1', standIn: true, usdPerImage: 0 });
    expect(await make(request('photorealistic', 1, [photo]))).toMatchObject({ kind: 'made', usd: 0 });
  });

  it('gives one id to one request and other ids to others', async () => {
    const one = request('bw_stylized', 16, [photo]);
    expect(await maker.start(one, PATIENT)).toBe(await maker.start(one, PATIENT));
    expect(await maker.start({ ...one, requestId: 'next-try' }, PATIENT)).not.toBe(await maker.start(one, PATIENT));
  });

  it.each([
    ['photorealistic', 4],
    ['bw_stylized', 16],
    ['color_stylized', 30],
  ] as const)('makes the same bytes of a %s request again, in a later process as well', async (type, promptNumber) => {
    const asked = request(type, promptNumber, [photo]);
    const first = imageOf(await make(asked));
    const later = offlineMaker();
    const again = imageOf(await later.finish(await maker.start(asked, PATIENT), asked, PATIENT));
    expect(Buffer.compare(first, again)).toBe(0);
    const other = imageOf(await make({ ...asked, requestId: 'next-try', seed: asked.seed + 1 }));
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  it('does not answer for an id that another maker gave', async () => {
    const asked = request('photorealistic', 1, [photo]);
    expect(await maker.finish('7f3kq1', asked, PATIENT)).toMatchObject({ kind: 'failed', usd: 0 });
  });

  it.each(IMAGE_TYPES)(
    'makes a %s JPEG of 512 to 1,024 pixels a side whatever the reference measures',
    async (type) => {
      const sizes = [
        [300, 400],
        [1024, 90],
        [1, 1],
      ] as const;
      for (const [width, height] of sizes) {
        const reference = await sharp(photo).resize(width, height, { fit: 'fill' }).jpeg().toBuffer();
        const facts = await codec.facts(imageOf(await make(request(type, 20, [reference]))), { statistics: false });
        if ('unreadable' in facts) throw new Error(facts.unreadable);
        expect(facts.format).toBe('jpeg');
        expect(Math.min(facts.width, facts.height)).toBeGreaterThanOrEqual(512);
        expect(Math.max(facts.width, facts.height)).toBeLessThanOrEqual(1024);
      }
    },
  );

  it.each(IMAGE_TYPES)('makes a %s image of a grey JPEG and of a blank one', async (type) => {
    const grey = await sharp(photo).greyscale().toColourspace('b-w').jpeg().toBuffer();
    const blank = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    for (const reference of [grey, blank]) expect((await make(request(type, 3, [reference]))).kind).toBe('made');
  });

  it('draws with a prompt of any number, the numbers of people’s own prompts among them', async () => {
    for (const promptNumber of [0, 36, 1_000_003]) {
      expect((await make(request('photorealistic', promptNumber, [photo]))).kind).toBe('made');
    }
    expect((await make(request('bw_stylized', 1, [photo]))).kind).toBe('made');
    expect((await make(request('color_stylized', 1_000_003, [photo]))).kind).toBe('made');
  });

  it('puts no colour into a black-and-white drawing', async () => {
    const { channels } = await sharp(imageOf(await make(request('bw_stylized', 17, [photo])))).metadata();
    expect(channels).toBe(1);
  });
});

describe('references that cannot be used', () => {
  const text = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

  it('fails in words when there is no photograph to derive from', async () => {
    const outcome = await make(request('photorealistic', 1, []));
    expect(outcome).toMatchObject({ kind: 'failed', words: expect.stringContaining('no real photograph'), usd: 0 });
  });

  it('takes the next one where one is damaged, empty or no picture', async () => {
    const bad = [text, new Uint8Array(), photo.subarray(0, photo.length / 3)];
    for (const promptNumber of [1, 2, 3, 4]) {
      expect((await make(request('photorealistic', promptNumber, [...bad, photo]))).kind).toBe('made');
    }
  });

  it('fails in at most 300 characters, which quote nothing of a file, when none can be read', async () => {
    const outcome = await make(request('bw_stylized', 16, [text, photo.subarray(0, photo.length / 3)]));
    if (outcome.kind === 'made') throw new Error('made of nothing');
    expect(outcome.kind).toBe('failed');
    expect(outcome.words).toMatch(/can be read \(2 tried\)/);
    expect(outcome.words).not.toContain('w3.org');
    expect(outcome.words.length).toBeLessThanOrEqual(300);
  });
});

describe('a run that is stopped', () => {
  const stopped = { ...PATIENT, signal: AbortSignal.abort() };

  it('begins and finishes nothing', async () => {
    const asked = request('photorealistic', 1, [photo]);
    await expect(maker.start(asked, stopped)).rejects.toMatchObject({ name: 'Cancelled' });
    const id = await maker.start(asked, PATIENT);
    await expect(maker.finish(id, asked, stopped)).rejects.toMatchObject({ name: 'Cancelled', actor: '0000' });
  });

  it('is let go between two steps', async () => {
    const cancel = new AbortController();
    const asked = request('color_stylized', 30, [photo]);
    const making = maker.finish(await maker.start(asked, PATIENT), asked, { ...PATIENT, signal: cancel.signal });
    cancel.abort();
    await expect(making).rejects.toMatchObject({ name: 'Cancelled' });
  });
});
