import type { CheckedImage, JudgeCheck, Said } from '../../../../core/judge-check/check-record.ts';
import { NO_USAGE } from '../../../../core/judging/verdict.ts';

/** What may be said of an image beside its type. */
interface Words extends Partial<Said> {
  readonly source?: string;
  readonly again?: Said['type'];
  readonly copies?: Record<string, number>;
}

/** An image of a check; nothing was said of it where `said` is undefined. */
export function image(
  file: string,
  truth: CheckedImage['truth'],
  type: Said['type'] | undefined,
  { source = '', again, copies, ...words }: Words = {},
): CheckedImage {
  const said = (of: Said['type']): Said => ({
    type: of,
    score: 7,
    confidence: 0.9,
    unsure: false,
    reason: '',
    ...words,
  });
  return {
    file,
    source,
    truth,
    ...(type === undefined ? {} : { said: said(type) }),
    ...(again === undefined ? {} : { again: { ...said(again), score: 9 } }),
    ...(copies === undefined ? {} : { copies }),
  };
}

/** A check of these images that took a second and cost a cent. */
export function checkOf(images: readonly CheckedImage[], at = '2026-11-24T12:00:00.000Z'): JudgeCheck {
  return {
    schema: 1,
    at,
    judge: { name: 'openai', models: ['a-model'], protocol: 'image', promptHash: 'h' },
    folder: 'golden',
    images: [...images],
    usage: { ...NO_USAGE, usd: 0.01 },
    totalUsd: 0.02,
    ms: 1000,
    failures: [],
    notes: [],
  };
}
