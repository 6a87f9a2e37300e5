import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputNames } from '../../../local/output/file-names.ts';

const hash = (actor: string) => createHash('sha256').update(actor).digest('hex').slice(0, 8);
const nameOf = (actor: string, ...others: readonly string[]) => outputNames([actor, ...others]).get(actor) ?? '';

/** What a file system that ignores case and composes accents sees. */
const seen = (name: string) => name.normalize('NFC').toLowerCase();

/** Names that are easily mistaken for each other, and any others. */
const actor = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'A', 'ä', 'a\u0308', ':', '/', '_', '.', ' ', '-', '😀'),
    minLength: 1,
    maxLength: 4,
  }),
);
const cast = fc.uniqueArray(actor, { minLength: 1, maxLength: 30 });

describe('the files of an actor are named', () => {
  test.each(['0000', 'ada', 'Ada Lovelace', 'zoë', '日本', '😀', 'a.b', "o'neill", 'a%20b', 'x'.repeat(200)])(
    'as the actor is, where that can be: %s',
    (id) => {
      expect(nameOf(id)).toBe(id);
    },
  );

  test.each([
    ['a:b', 'a_b'],
    ['a/b', 'a_b'],
    ['a\\b', 'a_b'],
    ['what?', 'what_'],
    ['a*b', 'a_b'],
    ['"a"', '_a_'],
    ['a<b>', 'a_b_'],
    ['a|b', 'a_b'],
    ['line\nbreak', 'line_break'],
    ['\u001b[31mred', '_[31mred'],
    ['right\u202eleft', 'right_left'],
    ['arabic\u061cmark', 'arabic_mark'],
    ['half\ud800', 'half_'],
    ['.hidden', '_hidden'],
    ['-rf', '_rf'],
    ['..', '__'],
    ['dot.', 'dot_'],
    ['space ', 'space_'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1', '_com1'],
  ])('%j is tidied to %j with a hash of the id', (id, tidy) => {
    expect(nameOf(id)).toBe(`${tidy}-${hash(id)}`);
  });

  test('a name longer than file systems take is cut and told apart by its hash', () => {
    const [a, b] = [`${'é'.repeat(150)}a`, `${'é'.repeat(150)}b`];
    for (const [id, other] of [
      [a, b],
      [b, a],
    ] as const)
      expect(nameOf(id, other)).toBe(`${'é'.repeat(100)}-${hash(id)}`);
  });

  test.each([
    ['ada', 'ADA'],
    ['zo\u00eb', 'zoe\u0308'],
    ['a:b', 'a?b'],
    ['a:b', 'a_b'],
  ])('%j and %j get names of their own on every file system', (a, b) => {
    expect(nameOf(a, b)).toBe(`${a.replaceAll(/[:?]/g, '_')}-${hash(a)}`);
    expect(seen(nameOf(a, b))).not.toBe(seen(nameOf(b, a)));
  });

  test('an actor that is called like another one’s tidied name does not take its files', () => {
    const awkward = 'a:b';
    const twin = `a_b-${hash(awkward)}`;
    expect(seen(nameOf(awkward, twin))).not.toBe(seen(nameOf(twin, awkward)));
  });
});

describe('for any cast', () => {
  test('no file of one actor covers one of another', () => {
    fc.assert(
      fc.property(cast, (actors) => {
        const names = [...outputNames(actors).values()].map(seen);
        expect(new Set(names).size).toBe(actors.length);
      }),
      { numRuns: 500 },
    );
  });

  test('every name can be held by every file system, with room for what is added to it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(actor, fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }))),
        (actors) => {
          for (const name of outputNames(actors).values()) {
            expect(name.isWellFormed()).toBe(true);
            expect(name).not.toMatch(/\p{Cc}|[<>:"/\\|?*]|\p{Bidi_Control}/u);
            expect(name).not.toMatch(/^[-.]/);
            expect(Buffer.byteLength(`${name}_composite-part-999.jpg.part`)).toBeLessThanOrEqual(255);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an actor’s files have the same name whatever order the run is in', () => {
    fc.assert(
      fc.property(cast, (actors) => {
        const [names, turned] = [outputNames(actors), outputNames([...actors].reverse())];
        for (const each of actors) expect(turned.get(each)).toBe(names.get(each));
      }),
    );
  });
});
