import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { estimateType } from '../../../adapters/offline/estimate-type.ts';
import { committedHead } from '../../../adapters/offline/head.ts';
import { accuracy, type Outcome } from '../../../bench/offline-judge/measure-head.ts';
import { measured, originals, readLabels } from '../../../bench/offline-judge/samples.ts';

const STYLES = fileURLToPath(new URL('../../../../shared/data/styles', import.meta.url));
const ACTORS = fileURLToPath(new URL('../../../../shared/data/actors', import.meta.url));

/** Actors whose first images are press photographs that are not among the labelled styles. */
const UNSEEN_PHOTOGRAPHS = { '0000': 13, '0001': 18, '0003': 10 } as const;

describe('head.json', () => {
  it('claims figures that can be true: shares that fit, confidence that pays', () => {
    const { figures } = committedHead();
    expect(figures.accuracy).toBeGreaterThan(0.8);
    for (const { accuracy: right } of figures.confident) expect(right).toBeGreaterThanOrEqual(figures.accuracy);
  });

  it.skipIf(!existsSync(STYLES))(
    'does at least as well as it says on the images that it was made from; needs ../shared/data/styles',
    async () => {
      const labels = await readLabels(STYLES);
      const head = committedHead();
      expect(head.figures.images).toBe(labels.length);
      const samples = await originals(STYLES, labels);
      // The committed head has seen these images: doing worse than on unseen ones means other statistics than it learnt from.
      const seen = samples.map((sample): Outcome => ({ sample, estimate: estimateType(sample.statistics, head) }));
      expect(accuracy(seen)).toBeGreaterThanOrEqual(head.figures.accuracy);
    },
    240_000,
  );

  it.skipIf(!existsSync(ACTORS))(
    'knows at least 8 of 10 press photographs that no training saw; needs ../shared/data/actors',
    async () => {
      const head = committedHead();
      const files = Object.entries(UNSEEN_PHOTOGRAPHS).flatMap(([actor, count]) =>
        Array.from({ length: count }, (_, i) => `${ACTORS}/${actor}/${String(i + 1).padStart(3, '0')}.jpg`),
      );
      let right = 0;
      for (const file of files) {
        const estimate = estimateType(await measured(await readFile(file)), head);
        if (estimate.type === 'photorealistic') right++;
      }
      expect(right / files.length).toBeGreaterThanOrEqual(0.8);
    },
    120_000,
  );
});
