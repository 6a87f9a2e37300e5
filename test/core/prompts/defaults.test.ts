import { describe, expect, test } from 'vitest';
import { IMAGE_TYPES } from '../../../core/image-type.ts';
import { DEFAULT_PROMPTS } from '../../../core/prompts/defaults.ts';
import { PROMPT_RANGES, promptsOf, promptTextSchema, withReplacements } from '../../../core/prompts/templates.ts';

describe('the prompts Evencast brings', () => {
  test('are 35, numbered from 1 without a gap', () => {
    expect(DEFAULT_PROMPTS.map(({ number }) => number)).toEqual(Array.from({ length: 35 }, (_, index) => index + 1));
  });

  test('every number belongs to exactly one type', () => {
    const numbers = IMAGE_TYPES.flatMap((type) => promptsOf(DEFAULT_PROMPTS, type).map(({ number }) => number));
    expect(numbers).toEqual(DEFAULT_PROMPTS.map(({ number }) => number));
    expect(PROMPT_RANGES).toEqual({ photorealistic: [1, 15], bw_stylized: [16, 26], color_stylized: [27, 35] });
  });

  test.each(DEFAULT_PROMPTS)('$number would be taken from a config as well: it names the actor, once', ({ text }) => {
    expect(promptTextSchema.safeParse(text).error).toBeUndefined();
    expect(text.split('{actor}')).toHaveLength(2);
    expect(text.replace('{actor}', '')).not.toMatch(/[{}]/);
    expect(text).toBe(text.trim());
  });

  test('no two ask for the same picture', () => {
    expect(new Set(DEFAULT_PROMPTS.map(({ text }) => text)).size).toBe(35);
    // Nor begin with the same five words.
    expect(new Set(DEFAULT_PROMPTS.map(({ text }) => text.split(/[ ,]+/).slice(0, 5).join(' '))).size).toBe(35);
  });

  test.each(promptsOf(DEFAULT_PROMPTS, 'photorealistic'))('$number asks for a photograph', ({ text }) => {
    expect(text).toMatch(/photograph|film still|mm lens/);
    expect(text).not.toMatch(/\b(drawing|painting|illustration|ink|sketch|comic|anime|watercolour)\b/i);
  });

  test.each(promptsOf(DEFAULT_PROMPTS, 'bw_stylized'))('$number asks for a drawing without colour', ({ text }) => {
    expect(text).toMatch(/black|white|no colour|pencil|charcoal/i);
    expect(text.replaceAll(/no colour/g, '')).not.toMatch(
      /\b(red|blue|green|yellow|teal|peach|gold|golden|purple|orange|pink|colou?rs?|colou?rful|saturated|warm|sepia)\b/i,
    );
    expect(text).not.toMatch(/\bphotograph|film still|mm lens/);
  });

  test.each(promptsOf(DEFAULT_PROMPTS, 'color_stylized'))(
    '$number asks for something made by hand, in colour',
    ({ text }) => {
      expect(text).not.toMatch(/black and white|no colour|monochrome|photograph|mm lens/i);
      expect(text).toMatch(/illustration|watercolour|painting|poster|pastel|stained-glass/i);
    },
  );
});

describe('replacement texts', () => {
  test.each(['Portrait of {actor}', `${'x'.repeat(1992)}{actor}`])('%.30s… is taken', (text) => {
    expect(promptTextSchema.safeParse(text).success).toBe(true);
  });

  test.each([
    '{actor}',
    'Portrait of the actor',
    'Portrait of {Actor}',
    'Portrait of { actor }',
    `${'x'.repeat(2000)}{actor}`,
  ])('%.30s… is refused', (text) => {
    expect(promptTextSchema.safeParse(text).success).toBe(false);
  });

  test('keep the numbers and leave the defaults as they are', () => {
    const before = DEFAULT_PROMPTS[0]?.text;
    expect(withReplacements(DEFAULT_PROMPTS, { '1': 'A: {actor}' })[0]).toEqual({ number: 1, text: 'A: {actor}' });
    expect(DEFAULT_PROMPTS[0]?.text).toBe(before);
    expect(withReplacements(DEFAULT_PROMPTS, { '36': 'A: {actor}' })).toEqual(DEFAULT_PROMPTS);
  });
});
