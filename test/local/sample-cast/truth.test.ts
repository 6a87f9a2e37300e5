import { describe, expect, it } from 'vitest';
import { SAMPLE_CAST, type SampleImage } from '../../../local/sample-cast/sample-truth.ts';

function imagesOf(actor: string): readonly SampleImage[] {
  return SAMPLE_CAST.find((one) => one.actor === actor)?.images ?? [];
}

function counts(images: readonly SampleImage[]): readonly number[] {
  const of = (type: SampleImage['type']) => images.filter((image) => image.type === type).length;
  return [of('photorealistic'), of('bw_stylized'), of('color_stylized')];
}

describe('the sample cast shows one actor of each kind that a run can meet', () => {
  it.each([
    ['ada-stone', [13, 4, 3]],
    ['bo-reed', [19, 1, 2]],
    ['cy-vale', [7, 9, 3]],
    ['dee-marsh', [8, 1, 0]],
  ])('%s has %j photographs, ink and colour drawings', (actor, expected) => {
    expect(counts(imagesOf(actor))).toEqual(expected);
  });

  it('leaves the balanced actor without a flaw', () => {
    expect(imagesOf('ada-stone').filter(({ note }) => note !== undefined)).toEqual([]);
  });

  it('has every flaw once', () => {
    const notes = SAMPLE_CAST.flatMap(({ images }) => images.flatMap(({ note }) => note ?? []));
    expect(notes.toSorted()).toEqual(['blurred', 'compressed', 'exact-copy', 'mirrored-copy', 'near-copy']);
  });

  it('copies only images that are there and no copies themselves', () => {
    for (const { images } of SAMPLE_CAST) {
      const originals = images.filter(({ of }) => of === undefined).map(({ file }) => file);
      for (const copy of images.filter(({ of }) => of !== undefined)) expect(originals).toContain(copy.of);
    }
  });

  it('names no file twice', () => {
    for (const { images } of SAMPLE_CAST) expect(new Set(images.map(({ file }) => file)).size).toBe(images.length);
  });
});
