import { IMAGE_TYPES, TYPE_NAMES } from '../image-type.ts';
import { usdWords } from '../money/prices.ts';
import type { JudgeCheck } from './check-record.ts';
import type { CheckFigures } from './figures.ts';
import type { Share } from './wilson.ts';

/** A share in per cent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A share with what it was counted of and its interval. */
export function shareWords({ share, right, of, low, high }: Share): string {
  return of === 0 ? 'none' : `${percent(share)}, ${right} of ${of} (${percent(low)} to ${percent(high)})`;
}

/** Who was checked, as people call it. */
export function judgeWords({ judge: { name, models, protocol } }: JudgeCheck): string {
  const who = models.length === 0 ? name : models.join(' and ');
  return protocol === undefined ? who : `${who}, ${protocol}`;
}

/** The figures of a check as pairs of a name and its words, for a terminal as well as for a page. */
export function figureLines(check: JudgeCheck, figures: CheckFigures): readonly (readonly [string, string])[] {
  const { bySource, repeated, per1000 } = figures;
  return [
    ['right about the type', shareWords(figures.accuracy)],
    ...(bySource === undefined
      ? []
      : [['  whole sources drawn', `${percent(bySource.low)} to ${percent(bySource.high)}`] as const]),
    ...IMAGE_TYPES.map((type) => [`  of ${TYPE_NAMES[type]}`, shareWords(figures.recall[type])] as const),
    ['unsure by its own word', shareWords(figures.unsure)],
    ['right where it is sure', shareWords(figures.rightWhereSure)],
    ...figures.sure.map(
      ({ from, coverage, right }) =>
        [`  at confidence ${from} or more`, `${percent(coverage.share)} of all, right: ${shareWords(right)}`] as const,
    ),
    ['confidence is off by', `${percent(figures.calibrationError)} on average`],
    ...(repeated === undefined
      ? []
      : [
          [
            'says the same again',
            `${shareWords(repeated.sameType)}; scores ${repeated.scoresApart.toFixed(1)} apart on average`,
          ] as const,
        ]),
    ['1,000 images', `${usdWords(per1000.usd)}, ${Math.ceil(per1000.seconds)} s`],
    ['this check cost', usdWords(check.totalUsd)],
  ];
}
