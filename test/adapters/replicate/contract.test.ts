import { imageMakerContract } from '../../contracts/image-maker.ts';
import { world } from './world.ts';

imageMakerContract('replicate', async () => {
  const w = await world();
  return { maker: w.maker, now: w.clock.now, paid: w.server.paid, close: w.close };
});

imageMakerContract('replicate with a model of the community', async () => {
  const w = await world({ model: 'somebody/fox-maker:5c7d5dc6', input: { ...inputOfPng } });
  return { maker: w.maker, now: w.clock.now, paid: w.server.paid, close: w.close };
});

const inputOfPng = {
  prompt: 'prompt',
  references: 'images',
  seed: 'seed',
  aspect: '',
  fixed: { output_format: 'png', steps: 20 },
};
