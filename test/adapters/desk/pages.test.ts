import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { pageFiles } from '../../../adapters/desk/page-files.ts';
import { addPages } from '../../../adapters/desk/sent-files.ts';
import { writeCast } from '../../support/small-cast.ts';

const folder = writeCast({
  '.': { 'index.html': '<!doctype html>', 'notes.txt': 'not a page', 'icon.svg': '<svg/>' },
  assets: { 'app-1a2b.js': 'let a', 'app-1a2b.js.map': '{}' },
});

async function sent(path: string) {
  const app = new Hono();
  addPages(app, await pageFiles(folder));
  const { status, headers } = await app.request(path);
  return [status, headers.get('content-type'), headers.get('cache-control')];
}

test.each([
  ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/index.html', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/actors/ada?run=r1', 200, 'text/html; charset=utf-8', 'no-cache'],
  ['/assets/app-1a2b.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/icon.svg', 200, 'image/svg+xml', 'no-cache'],
])('%s is a page of the desk: %i, %s, %s', async (path, ...expected) => {
  expect(await sent(path)).toEqual(expected);
});

test.each(['/notes.txt', '/assets/app-1a2b.js.map', '/assets/none.js', '/../package.json', '/%2e%2e%2fpackage.json'])(
  '%s is none',
  async (path) => {
    expect((await sent(path))[0]).toBe(404);
  },
);

test('pages that were not built are an empty table', async () => {
  expect((await pageFiles(`${folder}/none`)).size).toBe(0);
});
