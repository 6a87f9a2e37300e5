import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapted, firstDialect } from '../../../adapters/openai/dialect.ts';
import { duplicateKey } from '../../../adapters/openai/duplicate-keys.ts';
import { questionText } from '../../../adapters/openai/judge-prompt.ts';
import { plainText } from '../../../adapters/plain-text.ts';

describe('duplicate keys', () => {
  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"x":{"b":1,"b" : 2}}', 'b'],
    ['[{"a":1},{"a":1}]', undefined],
    ['{"a":{"a":1},"b":{"a":1}}', undefined],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', undefined],
    ['{"a":"a","b":["a","a"]}', undefined],
    ['"a"', undefined],
  ])('in %s: %s', (json, key) => expect(duplicateKey(json)).toBe(key));

  test('are never found in what JSON.stringify wrote', () => {
    fc.assert(fc.property(fc.json(), (json) => duplicateKey(JSON.stringify(JSON.parse(json))) === undefined));
  });
});

describe('plain text', () => {
  test('is one well-formed line within its limit, whatever a model says', () => {
    const anything = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 40 }), (words, limit) => {
        const plain = plainText(words, limit);
        expect(plain.length).toBeLessThanOrEqual(limit);
        expect(plain.isWellFormed()).toBe(true);
        expect(plain).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
      }),
    );
  });

  test('keeps what people write', () => {
    expect(plainText('Ein schöner\nFuchs 👩‍🎨, نیم‌فاصله', 300)).toBe('Ein schöner Fuchs 👩‍🎨, نیم‌فاصله');
  });
});

describe('dialects', () => {
  test.each(['gpt-4.1-mini', 'gpt-4o-mini', 'qwen2.5-vl', 'llava'])('%s is not told about reasoning', (model) => {
    expect(firstDialect(model)).toMatchObject({ limit: 'max_tokens', effort: undefined });
  });

  test.each(['gpt-6-luna', 'openai/gpt-5-mini', 'o4-mini', 'gpt-10'])('%s is told not to reason', (model) => {
    expect(firstDialect(model)).toMatchObject({ limit: 'max_completion_tokens', effort: 'none' });
  });

  test.each([
    [
      "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low'.",
      'low',
    ],
    ['Unrecognized request argument supplied: reasoning_effort', undefined],
  ])('%s', (words, effort) => expect(adapted(firstDialect('gpt-5'), undefined, words)?.effort).toBe(effort));

  test('a refusal that is about something else changes nothing', () => {
    expect(adapted(firstDialect('gpt-4.1-mini'), 'messages', 'Invalid image.')).toBeUndefined();
    expect(adapted(firstDialect('gpt-4.1-mini'), undefined, 'This colour temperature is lovely.')).toBeUndefined();
  });

  test('giving way comes to an end, whatever a server goes on refusing', () => {
    const refusal = fc.constantFrom('temperature', 'max_tokens', 'max_completion_tokens', 'reasoning_effort');
    fc.assert(
      fc.property(
        fc.constantFrom('gpt-4.1-mini', 'gpt-6-luna'),
        fc.array(refusal, { maxLength: 50 }),
        (model, refusals) => {
          let dialect = firstDialect(model);
          const steps = refusals.filter((param) => {
            const next = adapted(dialect, param, `unsupported value: ${param}`);
            dialect = next ?? dialect;
            return next !== undefined;
          });
          expect(steps.length).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});

test('the question names the labels row by row, as they stand on the sheet', () => {
  expect(questionText(['01', '02', '03', '04', '05', '06'])).toBe(
    'Judge the 6 labelled cells of this sheet.\nRow 1: 01 02 03 04 05\nRow 2: 06',
  );
});
