import { describe, expect, test } from 'vitest';
import { heldBecauseSchema } from '../../../core/journal/journal.ts';
import type { Change, RetireReason } from '../../../core/plan/change.ts';
import { withheldSchema } from '../../../core/plan/change.ts';
import { findingSchema } from '../../../core/plan/plan.ts';
import {
  changeWords,
  DIFFERENCE_WORDS,
  FINDING_WORDS,
  heldWords,
  LEFT_ALONE,
  MISSING_WORDS,
  RECONCILED_WORDS,
  RUN_STATE_WORDS,
  retireWords,
  STANDING_WORDS,
  TRY_WORDS,
  withheldWords,
} from '../../../core/report/wording.ts';

const LABELS: Readonly<Record<string, string>> = { 'best.jpg': '03' };
const words = (reason: RetireReason) => retireWords(reason, (file) => LABELS[file] ?? file);

const NEAR: RetireReason & { code: 'near-copy' } = {
  code: 'near-copy',
  kept: 'best.jpg',
  keptLeaves: false,
  bits: 12,
  maxBits: 46,
  correlation: 0.97,
  mirrored: false,
  pixels: 640 * 480,
  keptPixels: 4000 * 3000,
};

describe('why an image should leave', () => {
  test.each<[RetireReason, string]>([
    [{ code: 'exact-copy', kept: 'best.jpg', keptLeaves: false }, 'exact copy of 03'],
    [
      { code: 'exact-copy', kept: 'best.jpg', keptLeaves: true },
      'exact copy of 03; that one leaves too, for its own reason',
    ],
    [{ code: 'below-minimum', score: 2.5, minimum: 4 }, 'scores 2.5, below the minimum of 4'],
    [{ code: 'excess', score: 5, count: 18, target: 13 }, 'weakest of its type, score 5: 18 where 13 are wanted'],
  ])('%j', (reason, sentence) => {
    expect(words(reason)).toBe(sentence);
  });

  test('a near-copy names the better one by its label, both sizes, and how alike they are', () => {
    const sentence = words(NEAR);
    expect(sentence).toMatch(
      /^near-copy of 03, the better one \(12\.0 MP against 307 kP; 12 of 256 bits differ, up to 46/,
    );
    expect(sentence).toContain('0.97');
  });

  test.each([
    [{ pixels: 1_000_000, keptPixels: 1_000_000 }, 'same size'],
    [{ pixels: 999_999, keptPixels: 1_000_000 }, '1.0 MP against 1000 kP'],
    [{ pixels: 1, keptPixels: 1600 }, '2 kP against 1 kP'],
  ])('sizes %j are said as %s', (sizes, said) => {
    expect(words({ ...NEAR, ...sizes })).toContain(said);
  });

  test('a mirrored copy is called one, and a kept one that leaves too is said', () => {
    expect(words({ ...NEAR, mirrored: true })).toMatch(/^mirrored copy of 03/);
    expect(words({ ...NEAR, keptLeaves: true })).toMatch(/; that one leaves too, for its own reason$/);
  });
});

describe('the other words', () => {
  test('every way in which an image can be held back has its own', () => {
    const said = withheldSchema.shape.because.options.map(withheldWords);
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence).toMatch(/^stays/);
  });

  test('every reason to hold an approved image back has its own', () => {
    const said = heldBecauseSchema.options.map(heldWords);
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence).toMatch(/^stays: /);
  });

  test.each([
    ['how an actor stands', [...Object.values(STANDING_WORDS), LEFT_ALONE]],
    ['how a run stands', Object.values(RUN_STATE_WORDS)],
    ['why an image is missing', Object.values(MISSING_WORDS)],
    ['how a set differs', Object.values(DIFFERENCE_WORDS)],
    ['what the manifest said', Object.values(RECONCILED_WORDS)],
    ['how a try ended', Object.values(TRY_WORDS)],
  ])('%s is told apart in words', (_what, said) => {
    expect(new Set(said).size).toBe(said.length);
  });

  test('every finding has its own', () => {
    const said = findingSchema.options.map((finding) => FINDING_WORDS[finding]);
    expect(new Set(said).size).toBe(findingSchema.options.length);
    for (const sentence of said) expect(sentence).toMatch(/\w/);
  });

  test.each<[Change, string]>([
    [
      {
        id: 'x',
        kind: 'retire',
        file: 'ada.jpg',
        label: '07',
        type: 'bw_stylized',
        score: 3,
        reason: { code: 'below-minimum', score: 3, minimum: 4 },
      },
      'retire 07 ada.jpg',
    ],
    [
      {
        id: 'x',
        kind: 'generate',
        type: 'bw_stylized',
        reason: { code: 'missing', count: 0, target: 4 },
        promptNumber: 16,
        prompt: 'p',
        references: [],
        usd: 0.05,
      },
      'make black-and-white, prompt 16',
    ],
  ])('a change: %j', (change, sentence) => {
    expect(changeWords(change)).toBe(sentence);
  });
});
