import { expect, test } from 'vitest';
import { manifestSchema } from '../../core/records/manifest.ts';
import { act } from '../support/acting-run.ts';
import { appliedTo, BY_HAND, crashWorld } from '../support/crash-cast.ts';
import { EXECUTE } from '../support/runs-on.ts';
import { imagesOf, manifestOf } from '../support/set-state.ts';

async function settled() {
  const world = await crashWorld(BY_HAND);
  await act(world, EXECUTE);
  return { world, manifest: manifestSchema.parse(JSON.parse((await manifestOf(world)) ?? '')) };
}

test('afterwards the manifest says what is in the folder, what the judge says of it, and nobody holds it', async () => {
  const { world, manifest } = await settled();
  const images = await imagesOf(world);
  expect(manifest.images.map(({ file }) => file)).toEqual(Object.keys(images));
  for (const { file, type, score } of manifest.images) expect(images[file]).toMatch(new RegExp(`^${type} ${score} `));
  expect(manifest).toMatchObject({ runs: ['r1'], studio: 'north' });
  expect(manifest.lease).toBeUndefined();
});

test('what people wrote about the images that stayed is still there', async () => {
  const { manifest } = await settled();
  const of = (file: string) => manifest.images.find((image) => image.file === file);
  expect(of('p2.png')).toMatchObject({ pinned: true });
  expect(of('p3.png')).toMatchObject({ tags: ['home'], origin: { kind: 'upload', by: 'Kim' } });
});

test('a generated image is on record with the prompt, model, seed and photographs that it came from', async () => {
  const { manifest } = await settled();
  const made = manifest.images.filter(({ origin }) => origin.kind === 'run');
  expect(made).toHaveLength(2);
  for (const { origin } of made)
    expect(origin).toMatchObject({
      run: 'r1',
      maker: 'replicate',
      model: 'text-1',
      standIn: false,
      references: ['p2.png', 'p3.png', 'p4.png'],
    });
});

test('the result counts what is really there, and every try with what it cost', async () => {
  const { world } = await settled();
  const applied = await appliedTo(world);
  expect(applied?.counts).toEqual({ photorealistic: 3, bw_stylized: 2, color_stylized: 1 });
  expect(applied?.ledger.map(({ outcome, usd }) => [outcome, usd])).toEqual([
    ['rejected', 0.05],
    ['added', 0.05],
    ['added', 0.05],
  ]);
});
