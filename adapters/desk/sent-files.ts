import type { Hono } from 'hono';
import { PICTURE_SIZES } from '../../core/desk/contract/images.ts';
import { contentHashSchema } from '../../core/desk/contract/parts.ts';
import { ROUTES } from '../../core/desk/contract/routes.ts';
import { isRefused, refuse } from '../../core/desk/refuse.ts';
import type { PictureShelf } from '../../core/ports/desk-actions.ts';
import { refusal } from './answers.ts';
import type { DeskGate } from './gate.ts';
import type { PageFiles } from './page-files.ts';

/** A year, in seconds: what is named by its content never changes. */
const FOR_GOOD = 'max-age=31536000, immutable';

/** Bytes as a response takes them. The cast says "not a SharedArrayBuffer": nothing here makes one. */
const sent = (body: Uint8Array) => body as Uint8Array<ArrayBuffer>;

/** Pictures, by content hash only. */
export function addPictures(app: Hono, path: string, shelf: PictureShelf, gate: DeskGate): void {
  app.get(path, async (c) => {
    const person = await gate.person(c.req.raw, c.env);
    if (isRefused(person)) return refusal(c, person);
    const size = PICTURE_SIZES.find((each) => each === c.req.param('size'));
    const hash = contentHashSchema.safeParse(c.req.param('sha256'));
    const picture =
      size === undefined || !hash.success ? undefined : await shelf.picture(size, hash.data, c.req.raw.signal);
    if (picture === undefined) return refusal(c, refuse('NotFound', 'There is no such picture, or it cannot be read.'));
    const headers = { 'content-type': picture.contentType, 'cache-control': `private, ${FOR_GOOD}` };
    return c.body(sent(picture.body), 200, headers);
  });
}

/** What a page reads as soon as its scripts run (`fetch`): the browser asks for it while it still reads the page. */
const READ_FIRST = `<${ROUTES.session.path}>; rel=preload; as=fetch; crossorigin`;

/** The pages' own files, and the first page for every address within the desk. */
export function addPages(app: Hono, pages: PageFiles): void {
  const first = pages.get('/index.html');
  app.get('*', (c) => {
    const isFile = /\.[a-z0-9]+$/i.test(c.req.path);
    const file = pages.get(c.req.path) ?? (isFile || c.req.path.startsWith('/img/') ? undefined : first);
    if (file === undefined) return refusal(c, refuse('NotFound', 'There is no such page.'));
    const kept = file.isHashed ? `public, ${FOR_GOOD}` : 'no-cache';
    const begun: Readonly<Record<string, string>> = file === first ? { link: READ_FIRST } : {};
    return c.body(sent(file.body), 200, { 'content-type': file.contentType, 'cache-control': kept, ...begun });
  });
}
