import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isEvencastError } from '../../core/errors.ts';
import { IMAGE_TYPES } from '../../core/image-type.ts';
import { type ImageMaker, type MakeOutcome, type MakeRequest, makerNameSchema } from '../../core/ports/image-maker.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { mosaicOf } from '../support/mosaic.ts';

/** A maker under test. */
export interface MakerUnderTest {
  readonly maker: ImageMaker;
  /** Shortest side of what it makes, in pixels; 512, the configuration's default for what may join, when absent. */
  readonly minEdge?: number;
  /** Now, as the maker's clock sees it; the machine's clock when absent. */
  now?(): number;
  /** How many images were paid for so far, where that can be counted. */
  paid?(): number;
  close?(): Promise<void>;
}

/** Later than any clock a maker is given: these tests are not about time. */
const PATIENT: Patience = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };

/** A request like those that plans make; whatever a test does not say is unremarkable. */
export function makeRequest(changes: Partial<MakeRequest> = {}): MakeRequest {
  return {
    requestId: 'run-1-0000-g1-1',
    actor: '0000',
    type: 'photorealistic',
    promptNumber: 1,
    prompt: 'Portrait photograph of 0000, soft light',
    seed: 1_234_567,
    references: [],
    begunBefore: undefined,
    ...changes,
  };
}

/** What every maker keeps to, whoever makes the images behind it. Each test gets its own maker from `make`. */
export function imageMakerContract(name: string, make: () => MakerUnderTest | Promise<MakerUnderTest>): void {
  describe(`${name}: the image maker contract`, () => {
    let subject: MakerUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close?.());

    const now = () => subject.now?.() ?? Date.now();
    const start = (request: MakeRequest) => subject.maker.start(request, PATIENT);
    const finish = (id: string, request: MakeRequest) => subject.maker.finish(id, request, PATIENT);
    const made = async (request: MakeRequest) => picture(await finish(await start(request), request));

    test('it has a name, a model and a price', () => {
      const { maker } = subject;
      expect(makerNameSchema.safeParse(maker.name).success).toBe(true);
      expect(maker.model).not.toBe('');
      expect(maker.usdPerImage).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(maker.usdPerImage)).toBe(true);
    });

    test.each(IMAGE_TYPES)(
      'a %s image can be decoded, is large enough and costs no more than was said',
      async (type) => {
        const request = makeRequest({ type });
        const outcome = await finish(await start(request), request);
        const { data, info } = await sharp(picture(outcome)).raw().toBuffer({ resolveWithObject: true });
        expect(data.length).toBe(info.width * info.height * info.channels);
        expect(Math.min(info.width, info.height)).toBeGreaterThanOrEqual(subject.minEdge ?? 512);
        expect(outcome.usd).toBeGreaterThanOrEqual(0);
        expect(outcome.usd).toBeLessThanOrEqual(subject.maker.usdPerImage);
      },
    );

    test('references are taken along', async () => {
      const references = [await mosaicOf('one'), await mosaicOf('two')];
      await expect(made(makeRequest({ references }))).resolves.toBeInstanceOf(Uint8Array);
    });

    test('an id can be kept in a journal and used by another process', async () => {
      const id = await start(makeRequest());
      expect(id).toMatch(/^[\x21-\x7e]{1,200}$/);
    });

    test('asking again for a finished image gives the same bytes and pays for nothing', async () => {
      const request = makeRequest();
      const id = await start(request);
      const first = await finish(id, request);
      const paid = subject.paid?.();
      const second = await finish(id, request);
      expect(picture(second)).toEqual(picture(first));
      expect(second.usd).toBe(first.usd);
      expect(subject.paid?.()).toBe(paid);
    });

    test('a try that was begun before and whose end nobody knows is found again, not paid for twice', async () => {
      const request = makeRequest();
      const begunBefore = now();
      const id = await start(request);
      const paid = subject.paid?.();
      expect(await start({ ...request, begunBefore })).toBe(id);
      expect(subject.paid?.()).toBe(paid);
    });

    test('a try that was written down but never reached the maker is begun', async () => {
      const request = makeRequest({ begunBefore: now() });
      await expect(made(request)).resolves.toBeInstanceOf(Uint8Array);
    });

    test('different tries are different images, even with one prompt and after a crash', async () => {
      const begunBefore = now();
      const one = makeRequest({ requestId: 'try-1', seed: 1 });
      const two = makeRequest({ requestId: 'try-2', seed: 2, begunBefore });
      const ids = [await start(one), await start(two)];
      expect(new Set(ids).size).toBe(2);
      expect(picture(await finish(ids[0] ?? '', one))).not.toEqual(picture(await finish(ids[1] ?? '', two)));
    });

    test('images that are made at the same time are not mixed up', async () => {
      const requests = [1, 2, 3].map((seed) => makeRequest({ requestId: `try-${seed}`, seed }));
      const alone: Uint8Array[] = [];
      for (const request of requests) alone.push(await made(request));
      expect(await Promise.all(requests.map(made))).toEqual(alone);
    });

    test('a run that was cancelled begins nothing and waits for nothing', async () => {
      const request = makeRequest();
      const id = await start(request);
      const reason = new Error('Ctrl-C');
      const patience = { ...PATIENT, signal: AbortSignal.abort(reason) };
      const paid = subject.paid?.();
      for (const asked of [subject.maker.start(request, patience), subject.maker.finish(id, request, patience)]) {
        const error: unknown = await asked.catch((thrown: unknown) => thrown);
        expect(error === reason || isEvencastError(error, 'Cancelled')).toBe(true);
      }
      expect(subject.paid?.()).toBe(paid);
    });

    test('a run that is cancelled while an image is made is let go at once', async () => {
      const request = makeRequest();
      const cancel = new AbortController();
      const outcome = subject.maker.start(request, { ...PATIENT, signal: cancel.signal });
      cancel.abort();
      await expect(outcome).rejects.toThrow();
    });
  });
}

/** The bytes of an image that came out; throws with the maker's words where none did. */
function picture(outcome: MakeOutcome): Uint8Array {
  if (outcome.kind === 'made') return outcome.image;
  expect(outcome.words.length).toBeLessThanOrEqual(300);
  throw new Error(`${outcome.kind}: ${outcome.words}`);
}
