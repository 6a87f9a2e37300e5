import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMAGE_TYPES } from '../../../core/image-type.ts';
import { agreementOf, reconciled } from '../../../core/judging/looks.ts';
import type { Verdict } from '../../../core/judging/verdict.ts';

const verdict = (of: Partial<Verdict> = {}): Verdict => ({
  type: 'photorealistic',
  score: 7,
  reason: '',
  confidence: 0.9,
  judge: { name: 'openai', model: 'm', key: 'k' },
  ...of,
});

const anyVerdict = fc
  .record({
    type: fc.constantFrom(...IMAGE_TYPES),
    score: fc.integer({ min: 1, max: 10 }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(verdict);

describe('two looks at an image', () => {
  test.each([
    [{}, {}, 'agree', 0.95],
    [{ confidence: 0.6 }, { confidence: 0.6 }, 'agree', 0.8],
    [{ score: 4 }, { score: 7 }, 'agree', 0.95],
    [{ score: 3 }, { score: 7 }, 'score', 0.9],
    [{ type: 'bw_stylized' }, {}, 'type', 0.5],
    [{ type: 'bw_stylized' }, { confidence: 0.3 }, 'type', 0.3],
  ] as const)('%j and then %j: %s, with a confidence of %d', (sheet, image, agreement, confidence) => {
    const looks = { sheet: verdict(sheet), image: verdict(image) };
    expect(agreementOf(looks)).toBe(agreement);
    expect(reconciled(looks)?.confidence).toBeCloseTo(confidence);
  });

  test('come to what was seen alone, never surer than certain, and surer than their mean only where they agree', () => {
    fc.assert(
      fc.property(anyVerdict, anyVerdict, (sheet, image) => {
        const both = reconciled({ sheet, image });
        expect(both).toMatchObject({ type: image.type, score: image.score });
        expect(both?.confidence).toBeLessThanOrEqual(1);
        const mean = (sheet.confidence + image.confidence) / 2;
        if (agreementOf({ sheet, image }) === 'agree') expect(both?.confidence).toBeGreaterThanOrEqual(mean - 0.001);
        else expect(both?.confidence).toBeLessThanOrEqual(image.confidence + 0.001);
      }),
    );
  });

  test('of which there was one only come to that one', () => {
    expect(reconciled({ sheet: verdict() })).toEqual(verdict());
    expect(reconciled({ image: verdict({ score: 3 }) })).toEqual(verdict({ score: 3 }));
    expect([reconciled({}), agreementOf({ sheet: verdict() })]).toEqual([undefined, undefined]);
  });
});
