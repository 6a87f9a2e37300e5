import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameFromBytes, nameToBytes } from '../../../adapters/folder/name-bytes.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((each) => Buffer.from(each));
// Mostly bytes that start, continue and break UTF-8 sequences.
const nearUtf8 = fc
  .array(fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0xff))
  .map((each) => Buffer.from(each));

test('any bytes come back from their name', () => {
  fc.assert(
    fc.property(fc.oneof(bytes, nearUtf8), (name) => {
      expect(nameToBytes(nameFromBytes(name))).toEqual(name);
    }),
  );
});

test('any text is either the name of exactly its bytes or no name', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0xdc70, max: 0xdcff })),
      (text, surrogates) => {
        const name = text + String.fromCharCode(...surrogates);
        const made = nameToBytes(name);
        if (made !== undefined) expect(nameFromBytes(made)).toBe(name);
        if (name.isWellFormed()) expect(made).toEqual(Buffer.from(name));
      },
    ),
  );
});
