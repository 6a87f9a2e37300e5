import { describe, expect, test } from 'vitest';
import { capped, oneLine, visibleText } from '../../../../../core/report/page/markup/visible-text.ts';

describe('hidden characters', () => {
  test.each([
    ['gpj.\u202Eexe', 'gpj.⟨U+202E⟩exe'],
    ['a\u0000b\u007F', 'a⟨U+0000⟩b⟨U+007F⟩'],
    ['a\u200Bb', 'a⟨U+200B⟩b'],
    ['\uDC80.jpg', '⟨U+DC80⟩.jpg'],
    ['\u{E0041}', '⟨U+E0041⟩'],
    ['line\u2028line', 'line⟨U+2028⟩line'],
  ])('%j is written out', (text, shown) => expect(visibleText(text)).toBe(shown));

  test.each(['Ünïcode – ok', 'שלום', '👩‍👩‍👧', '❤️', 'می‌خواهم', 'e\u0301', 'two\nlines'])('%j stays', (text) =>
    expect(visibleText(text)).toBe(text),
  );

  test('marks piled on a letter are counted instead of drawn', () => {
    expect(visibleText(`Z${'\u0336'.repeat(40)}!`)).toBe(`Z${'\u0336'.repeat(4)}⟨36 marks⟩!`);
  });

  test('a name is one line', () => expect(oneLine('a\nb\tc')).toBe('a⟨U+000A⟩b⟨U+0009⟩c'));
});

describe('cutting', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a👩b', 3, 'a…'],
  ])('%j to %i is %j', (text, limit, cut) => expect(capped(text, limit)).toBe(cut));
});
