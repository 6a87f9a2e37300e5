import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64 } from '../../../../../core/report/page/markup/base64.ts';
import { relativeHref } from '../../../../../core/report/page/markup/href.ts';

describe('a sheet’s address', () => {
  test.each([
    ['actors/ada/composite.jpg', './actors/ada/composite.jpg'],
    ['actors/a%20b/composite.jpg', './actors/a%20b/composite.jpg'],
    ['../other/composite.jpg', '../other/composite.jpg'],
    ['javascript:alert(1)', './javascript:alert(1)'],
    ['//evil.example/x', './//evil.example/x'],
    ['a b"<>\\\n', './a%20b%22%3C%3E%5C%0A'],
    ['\uD800', './%EF%BF%BD'],
  ])('%j becomes %j', (address, href) => expect(relativeHref(address)).toBe(href));
});

test('base64 is what everybody else makes of the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
  const large = Uint8Array.from({ length: 100_001 }, (_, index) => index % 251);
  expect(base64(large)).toBe(Buffer.from(large).toString('base64'));
});
