import { expect, test } from 'vitest';
import { setOf } from '../../../core/plan/set-of.ts';
import { DEFAULT_TARGET, distributionOf } from '../../../core/plan/target.ts';
import { evaluationSchema } from '../../../core/records/evaluation.ts';
import { image } from '../../support/set-images.ts';

test('a warning is kept with the evaluation, and what a plan looks at is the same without it', () => {
  const shown = image('01.jpg');
  const inspection = {
    schema: 1 as const,
    actor: '0000',
    images: [{ ...shown, label: '01' }],
    unreadable: [],
    ignored: [],
    sheets: [],
    pages: [],
  };
  const evaluated = (warning: object) =>
    evaluationSchema.parse({
      schema: 1,
      actor: '0000',
      run: 'r',
      images: [{ ...shown.verdict, ...warning, file: shown.file, label: '01', unsure: false }],
      unreadable: [],
      distribution: distributionOf([shown.verdict.type]),
      target: DEFAULT_TARGET,
      analysis: '',
      usage: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
      remembered: 0,
    });
  const flagged = evaluated({ warning: 'may be explicit' });
  expect(flagged.images[0]?.warning).toBe('may be explicit');
  expect(setOf(inspection, flagged, undefined)).toEqual(setOf(inspection, evaluated({}), undefined));
});
