import { describe, expect, test } from 'vitest';
import type { PictureLink } from '../../core/desk/contract/pictures.ts';
import { LinkBook } from '../../web/server/picture-links.ts';

const NAMES = Array.from({ length: 130 }, (_, at) => `320/${at.toString(16).padStart(64, '0')}`);

/** A book whose desk answers with these links' end, and what it was asked. */
function bookOf(until: string, fails = false) {
  const asked: (readonly string[])[] = [];
  const book = new LinkBook(async (names) => {
    asked.push(names);
    if (fails) throw new Error('no');
    return names.map((name): PictureLink => {
      const [, sha256 = ''] = name.split('/');
      return { size: '320', sha256, href: `signed:${sha256}`, until };
    });
  });
  return { book, asked };
}

const LATER = '2099-01-01T00:00:00.000Z';

describe('links of pictures', () => {
  test('what is asked for in one frame is one request, of 60 at most', async () => {
    const { book, asked } = bookOf(LATER);
    const links = await Promise.all(NAMES.map((name) => book.ask(name)));
    expect(asked.map(({ length }) => length)).toEqual([60, 60, 10]);
    expect(links).toEqual(NAMES.map((name) => `signed:${name.slice(4)}`));
  });

  test('a picture that is asked for twice is asked for once, and its link is kept', async () => {
    const { book, asked } = bookOf(LATER);
    const [name = ''] = NAMES;
    await Promise.all([book.ask(name), book.ask(name)]);
    await book.ask(name);
    expect(asked).toEqual([[name]]);
    expect(book.known(name)).toBe(`signed:${name.slice(4)}`);
  });

  test('a link is asked for anew shortly before it ends, and after it led nowhere', async () => {
    const { book, asked } = bookOf(LATER);
    const [name = ''] = NAMES;
    await book.ask(name);
    expect(book.known(name, Date.parse(LATER) - 29_000)).toBeUndefined();
    expect(book.known(name, Date.parse(LATER) - 31_000)).toBeDefined();
    book.forget(name);
    await book.ask(name);
    expect(asked).toHaveLength(2);
  });

  test('a picture that the desk does not know, or a desk that does not answer, has no link', async () => {
    const { book } = bookOf(LATER, true);
    expect(await book.ask(NAMES[0] ?? '')).toBeUndefined();
  });
});
